/**
 * A cluster of two Spark workers on loopback learns a corpus round by round while one of its executors is killed: Spark
 * starts another and does its tasks again, and the result is that of one machine. Prints one line; exit code 1 if not.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { startSpark, whyNoSpark } from "../scripts/spark.mjs";

const main = fileURLToPath(new URL("../packages/cli/bundle/main.js", import.meta.url));
const begun = performance.now();
const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;

function fail(reason) {
  console.log(`two Spark workers: ${reason}`);
  process.exitCode = 1;
}

/** The processes that a process has started. */
function childrenOf(pid) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return (
          readFileSync(`/proc/${name}/stat`, "utf8")
            .replace(/^.*\) /, "")
            .split(" ")[1] === String(pid)
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Learns in the cluster; an executor of the first worker is killed as soon as a later round begins. */
function learnThere(corpus, spark, workspace) {
  const args = ["learn", corpus, "--engine", "spark", "--remote", spark.address, "--workspace", workspace];
  const child = spawn(process.execPath, [main, ...args, "--finish", "remote", "--json", "--verbose"]);
  return new Promise((resolve) => {
    let [stdout, stderr, killed] = ["", "", 0];
    child.stdout.on("data", (bytes) => (stdout += bytes));
    child.stderr.on("data", (bytes) => {
      stderr += bytes;
      if (killed > 0 || !/round ([2-9]|1\d):/.test(stderr)) return;
      for (const executor of childrenOf(spark.workers[0].pid)) {
        process.kill(executor, "SIGKILL");
        killed++;
      }
    });
    child.on("close", (status) => resolve({ status, stdout, stderr, killed }));
  });
}

const problem = whyNoSpark();
if (problem !== null) {
  fail(`NOT TESTED: ${problem}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), "onset-spark-workers-"));
  const spark = await startSpark({
    workers: 2,
    memory: "640m",
    javaOptions: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
  });
  console.log(`two Spark workers: up after ${seconds()}`);
  try {
    // Each text needs what the two before it teach: no scan settles more than a few rounds.
    const corpus = join(folder, "braid.jsonl");
    const skills = (i) => [i, i - 1, i - 2].filter((skill) => skill >= 0).slice(0, i === 1 ? 2 : 3);
    const rows = Array.from({ length: 12 }, (_, i) => ({ skills: skills(i).map((skill) => `s${skill}`) }));
    writeFileSync(corpus, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const there = await learnThere(corpus, spark, join(folder, "workspace"));
    const here = spawnSync(process.execPath, [main, "learn", corpus, "--json"], { encoding: "utf8" });
    if (there.status !== 0) fail(there.stderr.slice(-2000));
    else {
      const [{ learned: a, corpus: readThere }, { learned: b, corpus: readHere }] = [
        JSON.parse(there.stdout),
        JSON.parse(here.stdout),
      ];
      const differs = ["skills", "rounds", "perRound", "texts"].filter(
        (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
      );
      if (differs.length > 0 || readThere.edges !== readHere.edges) fail(`another result: ${differs}`);
      else if (there.killed === 0) fail("no executor was found to kill");
      else {
        console.log(
          `two Spark workers: ${a.rounds} rounds equal, with an executor killed in one of them (${seconds()})`,
        );
      }
    }
  } finally {
    await spark.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
