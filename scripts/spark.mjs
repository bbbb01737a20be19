/**
 * node scripts/spark.mjs [--port N] [--memory 2g] [--cores 2]: starts Spark with a Connect server on this
 * machine, says its address, and stops it on Ctrl-C. Needs Java 17 or newer, and Spark: `pip install pyspark`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process, { env } from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

/** Where Spark is: SPARK_HOME, or the package pyspark of a Python; null where there is none. */
export function sparkHome() {
  if (env.SPARK_HOME && existsSync(join(env.SPARK_HOME, "jars"))) return env.SPARK_HOME;
  const pythons = [env.ONSET_PYTHON, join(process.cwd(), ".venv/bin/python"), "python3", "python"];
  for (const python of pythons.filter(Boolean)) {
    const code = "import pyspark, os; print(os.path.dirname(pyspark.__file__))";
    const { status, stdout } = spawnSync(python, ["-c", code], { encoding: "utf8" });
    if (status === 0 && existsSync(join(stdout.trim(), "jars"))) return stdout.trim();
  }
  return null;
}

/** What keeps Spark from starting here, in words; null when nothing does. */
export function whyNoSpark() {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, "bin/java") : "java";
  const { status, stderr } = spawnSync(java, ["-version"], { encoding: "utf8" });
  if (status !== 0) return "there is no Java: install version 17 or newer";
  const [, version] = /version "(\d+)/.exec(stderr) ?? [];
  if (!(Number(version) >= 17)) return `Java ${version} is too old: version 17 or newer is needed`;
  if (sparkHome() === null) return "there is no Spark: pip install pyspark, or set SPARK_HOME";
  return null;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const patience = 600_000;

/**
 * Starts Spark: one process that does so many tasks at a time as there are `cores`, or a cluster of so many `workers`
 * with one core each, on loopback. `settings` are further ones of Spark's, by name.
 *
 * @returns its address, the process of the server, those of the workers, and `stop`, which ends all
 */
export async function startSpark({
  port,
  memory = "1g",
  cores = 2,
  workers = 0,
  uiPort,
  javaOptions,
  settings = {},
} = {}) {
  const home = sparkHome();
  const problem = whyNoSpark();
  if (problem !== null) throw new Error(problem);
  const folder = await mkdtemp(join(tmpdir(), "onset-spark-server-"));
  const connectPort = port ?? (await freePort());
  const children = [];
  const environment = {
    ...env,
    SPARK_HOME: home,
    SPARK_LOCAL_IP: "127.0.0.1",
    SPARK_LOCAL_DIRS: join(folder, "local"),
    PATH: [join(home, "bin"), env.PATH].join(delimiter),
  };
  await mkdir(environment.SPARK_LOCAL_DIRS);
  // Not for the Connect server, which takes these variables too.
  const daemons = { ...environment, SPARK_DAEMON_MEMORY: "256m" };
  if (javaOptions !== undefined) daemons.SPARK_DAEMON_JAVA_OPTS = javaOptions;
  const begin = (command, args, ready, variables = environment) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        env: variables,
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
      });
      children.push(child);
      let log = "";
      const timer = setTimeout(
        () => reject(new Error(`Spark did not start in ${patience / 1000} s\n${log}`)),
        patience,
      );
      const hear = (bytes) => {
        if (log.length < 1e6) log += bytes;
        const found = ready.exec(log);
        if (found === null) return;
        clearTimeout(timer);
        resolve({ child, found });
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("error", reject);
      child.on("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`Spark ended with ${code}\n${log.slice(-4000)}`));
      });
    });
  const stop = async () => {
    for (const child of children.reverse()) if (child.exitCode === null) child.kill("SIGTERM");
    await Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve();
            const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
            child.on("exit", () => {
              clearTimeout(timer);
              resolve();
            });
          }),
      ),
    );
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const sparkClass = join(home, "bin/spark-class");
    let master = `local[${cores}]`;
    const started = [];
    if (workers > 0) {
      const masterPort = await freePort();
      const named = ["--host", "127.0.0.1", "--port", masterPort, "--webui-port", await freePort()];
      master = `spark://127.0.0.1:${masterPort}`;
      await begin(
        sparkClass,
        ["org.apache.spark.deploy.master.Master", ...named],
        /New state: ALIVE/,
        daemons,
      );
      for (let worker = 0; worker < workers; worker++) {
        const given = ["--host", "127.0.0.1", "--webui-port", await freePort(), "--cores", 1];
        const place = ["--memory", memory, "--work-dir", join(folder, `worker-${worker}`), master];
        const args = ["org.apache.spark.deploy.worker.Worker", ...given, ...place];
        started.push(begin(sparkClass, args, /Successfully registered with master/, daemons));
      }
    }
    const workerProcesses = (await Promise.all(started)).map(({ child }) => child);
    const configured = {
      "spark.connect.grpc.binding.address": "127.0.0.1",
      "spark.connect.grpc.binding.port": connectPort,
      "spark.driver.host": "127.0.0.1",
      "spark.driver.bindAddress": "127.0.0.1",
      ...(workers > 0 && { "spark.executor.memory": memory, "spark.executor.cores": 1 }),
      ...(workers > 0 && javaOptions !== undefined && { "spark.executor.extraJavaOptions": javaOptions }),
      "spark.ui.enabled": uiPort !== undefined,
      ...(uiPort !== undefined && { "spark.ui.port": uiPort }),
      "spark.sql.warehouse.dir": join(folder, "warehouse"),
      ...settings,
    };
    const submit = [
      "--class",
      "org.apache.spark.sql.connect.service.SparkConnectServer",
      "--master",
      master,
      "--driver-memory",
      memory,
      ...(javaOptions === undefined ? [] : ["--driver-java-options", javaOptions]),
      ...Object.entries(configured).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
      "spark-internal",
    ];
    const { child } = await begin(join(home, "bin/spark-submit"), submit, /Spark Connect server started at/);
    return {
      address: `sc://127.0.0.1:${connectPort}`,
      server: child,
      workers: workerProcesses,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "15002" },
      memory: { type: "string", default: "2g" },
      cores: { type: "string", default: "2" },
    },
  });
  const problem = whyNoSpark();
  if (problem !== null) {
    console.error(problem);
    process.exit(1);
  }
  const { port, memory, cores } = values;
  const spark = await startSpark({
    port: Number(port),
    memory,
    cores: Number(cores),
  });
  console.log(`Spark Connect: ${spark.address} (Ctrl-C stops it)`);
  console.log(`  onset learn examples/python-course.jsonl --engine spark --remote ${spark.address}`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      void spark.stop().then(() => process.exit(0));
    });
  }
}
