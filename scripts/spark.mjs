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

const patience = 240_000;

/**
 * Starts Spark.
 *
 * @returns its address, the process of the server, and `stop`, which ends it
 */
export async function startSpark({ port, memory = "1g", cores = 2, uiPort } = {}) {
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
  const begin = (command, args, ready) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        env: environment,
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
      child.on("exit", (code) => reject(new Error(`Spark ended with ${code}\n${log.slice(-4000)}`)));
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
    const master = `local[${cores}]`;
    const settings = {
      "spark.connect.grpc.binding.address": "127.0.0.1",
      "spark.connect.grpc.binding.port": connectPort,
      "spark.driver.host": "127.0.0.1",
      "spark.driver.bindAddress": "127.0.0.1",
      "spark.ui.enabled": uiPort !== undefined,
      ...(uiPort !== undefined && { "spark.ui.port": uiPort }),
      "spark.sql.warehouse.dir": join(folder, "warehouse"),
    };
    const submit = [
      "--class",
      "org.apache.spark.sql.connect.service.SparkConnectServer",
      "--master",
      master,
      "--driver-memory",
      memory,
      ...Object.entries(settings).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
      "spark-internal",
    ];
    const { child } = await begin(join(home, "bin/spark-submit"), submit, /Spark Connect server started at/);
    return {
      address: `sc://127.0.0.1:${connectPort}`,
      server: child,
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
