/** A real Spark on this machine. Where there is none, `npm test` says loudly what was not tested; in CI that is a failure. */

import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// @ts-expect-error -- a script without types
import { startSpark, whyNoSpark } from "../../../../scripts/spark.mjs";
import { ConnectSession, parseAddress } from "../../src/engines/connect/index.js";
import { sparkEngine, sparkSettings } from "../../src/engines/sql/spark-engine.js";
import { main } from "../support/built.js";
import { sayNotTested } from "../support/not-tested.js";
import { adversarialRows, braidRows, writeRows } from "./corpora.js";
import { type Case, compareWithEmbedded } from "./support.js";

type Spark = {
  readonly address: string;
  readonly server: { readonly pid: number; readonly kill: (signal: string) => boolean };
  readonly stop: () => Promise<void>;
};

const problem: string | null = whyNoSpark();
if (problem !== null) {
  sayNotTested("Apache Spark; learning on a cluster was compared on the embedded database alone", problem);
}
test.runIf(process.env.CI === "true")("Spark is there, or CI is not complete", () => {
  expect(problem).toBeNull();
});

// Hooks do not run where all tests are skipped.
const folder = problem === null ? mkdtempSync(join(tmpdir(), "onset-spark-test-")) : "";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command; `during` hears what it tells of its steps. */
function onset(
  args: readonly string[],
  during?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ONSET_CHECKPOINT_MS: "0", TMPDIR: folder },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (bytes) => (stdout += bytes));
    child.stderr.on("data", (bytes) => {
      stderr += bytes;
      // Once: a second Ctrl-C ends the command without a word.
      during?.(stderr, (signal) => void (child.killed || child.kill(signal)));
    });
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/** A result without what tells where its corpus was read. */
function withoutSource(json: string): unknown {
  return JSON.parse(json, (key, value) =>
    ["provenance", "sha256", "changed", "files", "command"].includes(key) ? undefined : value,
  );
}

/** On a machine that others share Spark takes ten times as long as alone. */
const timeout = 600_000;

/** Queries of tests are too short for what Java's second compiler would gain. */
const quickJava = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

describe.skipIf(problem !== null)("Spark, one server with two tasks at a time", { timeout }, () => {
  let spark: Spark;
  let runs = 0;

  beforeAll(async () => {
    spark = await startSpark({ memory: "900m", javaOptions: quickJava });
  }, timeout);
  afterAll(() => spark?.stop());

  const compare = async (given: Omit<Case, "folder">) => {
    const session = await ConnectSession.open(parseAddress(spark.address));
    try {
      // Two, so that rows and names come from several parts.
      await session.configure({ ...sparkSettings, "spark.sql.shuffle.partitions": "2" });
      const at = join(folder, `run ${runs++} 'with' \`marks\``);
      const engine = sparkEngine(session);
      const compared = await compareWithEmbedded(engine, { ...given, folder: at });
      await engine.remove(at);
      expect(existsSync(at)).toBe(false);
      return compared;
    } finally {
      await session.close();
    }
  };

  test("gives what the embedded kernels give of a directed course for a learner of two", async () => {
    await compare({
      files: ["examples/python-course.jsonl"],
      maxUnlearned: 2,
      compacts: true,
      holdable: 1e6,
    });
  });

  test("gives the same of names that a query could stumble over, with known ones", async () => {
    const files = [writeRows(folder, "it's `names`.jsonl", adversarialRows(60, 7))];
    await compare({ files, known: { kind: "top", count: 9 }, finishesHere: true });
  });

  const course = "examples/python-course.jsonl";
  // The others read as diff does.
  test.each([
    ["learn", course, "--runs", "0", "--rewirings", "0"],
    ["diff", course, "examples/javascript-course.jsonl"],
  ])("onset %s %s gives what it gives without a cluster, and leaves nothing behind", async (...given) => {
    const asked = [...given, "--json"];
    const there = await onset([...asked, "--engine", "spark", "--remote", spark.address]);
    const here = await onset(asked);
    expect(there.stderr).toBe("");
    expect(there.status).toBe(here.status);
    expect(withoutSource(there.stdout)).toEqual(withoutSource(here.stdout));
    expect(readdirSync(join(folder, "onset-spark"))).toEqual([]);
  });

  test("learns where the texts are, writes tables there, and goes on after Ctrl-C and after being killed", async () => {
    const corpus = writeRows(folder, "braid.jsonl", braidRows(12));
    const out = join(folder, "out");
    const there = ["--engine", "spark", "--remote", spark.address, "--finish", "remote"];
    const asked = ["learn", corpus, ...there, "--json"];
    const interrupted = await onset([...asked, "--verbose"], (told, kill) => {
      if (/round [3-9]:/.test(told)) kill("SIGINT");
    });
    expect(interrupted.status).toBe(130);
    expect(interrupted.stderr).toMatch(/interrupted; what is staged stays in .*--resume/);
    const killed = await onset([...asked, "--resume", "--verbose"], (told, kill) => {
      if (/round [6-9]:/.test(told)) kill("SIGKILL");
    });
    expect(killed.status).toBeNull();
    expect(killed.stderr).not.toMatch(/round [12]:/);
    const { status, stdout, stderr } = await onset([...asked, "--resume", "--out", out]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      schema: "onset/learn-remote@1",
      corpus: { texts: 12, skills: 12, edges: 33 },
      learned: { skills: 12, rounds: 12, perRound: new Array(12).fill(1), texts: 12 },
      stuck: { skills: 0, texts: 0 },
      engine: { roundsInCluster: 12, finishedHere: false },
    });
    expect(report.learned.first.slice(0, 3)).toEqual(["s0", "s1", "s2"]);
    for (const table of ["skills", "texts"]) {
      expect(readdirSync(join(out, table)).some((file) => file.endsWith(".parquet"))).toBe(true);
    }
    expect(readdirSync(join(folder, "onset-spark"))).toEqual([]);
  });

  test("tells in one line what is missing and what may not be written", async () => {
    const base = ["--engine", "spark", "--remote", spark.address];
    const missing = await onset(["learn", join(folder, "nowhere.jsonl"), ...base]);
    expect(missing).toMatchObject({ status: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^onset: the cluster finds nothing at ".*nowhere\.jsonl".*\n$/);
    const column = ["learn", "examples/python-course.jsonl", "--skills-field", "nothing", ...base];
    expect((await onset(column)).stderr).toMatch(/^onset: .*nothing.*\n$/);
    const file = join(folder, "a file");
    writeFileSync(file, "");
    chmodSync(file, 0o444);
    const refused = await onset([
      "learn",
      "examples/python-course.jsonl",
      ...base,
      "--workspace",
      join(file, "ws"),
    ]);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^onset: the cluster may not write .*--workspace.*\n$/);
  });

  test("tells that the server went away, and nothing is half written", async () => {
    const out = join(folder, "never");
    const args = ["learn", "examples/python-course.jsonl", "--engine", "spark", "--remote", spark.address];
    const died = await onset([...args, "--finish", "remote", "--out", out, "--verbose"], (told) => {
      if (/round 1/.test(told)) spark.server.kill("SIGKILL");
    });
    expect(died.status).toBe(1);
    expect(died.stderr).toMatch(/onset: .*(went away|no Spark Connect server answers).*--resume/);
    expect(existsSync(out)).toBe(false);
  });
});
