/** A real Spark on this machine. Where there is none, `npm test` says loudly what was not tested; in CI that is a failure. */

import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Known } from "@onset/core/analysis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
// @ts-expect-error -- a script without types
import { startSpark, whyNoSpark } from "../../../../scripts/spark.mjs";
import { ConnectSession, parseAddress } from "../../src/engines/connect/index.js";
import type { SqlEngine } from "../../src/engines/sql/engine.js";
import { sparkEngine, sparkSettings } from "../../src/engines/sql/spark-engine.js";
import { main } from "../support/built.js";
import { sayNotTested } from "../support/not-tested.js";
import { adversarialNames, adversarialRows, braidRows, writeRows } from "./corpora.js";
import { type Compared, compareLearning, compareStaging } from "./support.js";

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

/**
 * Nor for what Spark's own compiler would: it takes a tenth of the time here, and the test of two workers has it. Rows and names
 * come from two parts, not one.
 */
const quickSpark = {
  "spark.sql.shuffle.partitions": 2,
  "spark.sql.codegen.wholeStage": false,
  "spark.sql.codegen.factoryMode": "NO_CODEGEN",
};

describe.skipIf(problem !== null)("Spark, one server with two tasks at a time", { timeout }, () => {
  let spark: Spark;

  const start = (): Promise<Spark> =>
    startSpark({ memory: "900m", javaOptions: quickJava, settings: quickSpark });
  beforeAll(async () => {
    spark = await start();
  }, timeout);
  afterAll(() => spark?.stop());

  describe("gives what the embedded kernels give", () => {
    let session: ConnectSession;
    let engine: SqlEngine;
    let runs = 0;
    const staged = async (file: string): Promise<Compared> => {
      const at = join(folder, `run ${runs++} 'with' \`marks\``);
      const compared = await compareStaging(engine, { files: [file], folder: at });
      onTestFinished(async () => {
        await engine.remove(at);
        expect(existsSync(at)).toBe(false);
      });
      return compared;
    };

    beforeAll(async () => {
      session = await ConnectSession.open(parseAddress(spark.address));
      await session.configure(sparkSettings);
      engine = sparkEngine(session);
    });
    afterAll(() => session?.close());

    test("of a directed course for a learner of two", async () => {
      const course = await staged("examples/python-course.jsonl");
      await compareLearning(course, { maxUnlearned: 2, compacts: true, holdable: 1e6 });
    });

    test("of names that a query could stumble over, with known ones, learned there to the end or finished here", async () => {
      const file = writeRows(folder, "it's `names`.jsonl", adversarialRows(60, 7));
      const names = await staged(file);
      const known: Known = { kind: "list", names: adversarialNames.slice(0, 9) };
      expect(await compareLearning(names, { known, compacts: true })).toMatchObject({ finishedHere: null });
      const finished = await compareLearning(names, { known: { kind: "top", count: 9 }, finishesHere: true });
      expect(finished.finishedHere).not.toBeNull();
    });
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

  test("tells in one line what is missing and what may not be written, and leaves nothing staged", async () => {
    const base = ["--engine", "spark", "--remote", spark.address];
    const missing = await onset(["learn", join(folder, "nowhere.jsonl"), ...base]);
    expect(missing).toMatchObject({ status: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^onset: the cluster finds nothing at ".*nowhere\.jsonl".*\n$/);
    const column = ["learn", course, "--skills-field", "nothing", ...base];
    expect((await onset(column)).stderr).toMatch(/^onset: (?!unexpected).*nothing.*\n$/);
    const file = join(folder, "a file");
    writeFileSync(file, "");
    chmodSync(file, 0o444);
    const refused = await onset(["learn", course, ...base, "--workspace", join(file, "ws")]);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^onset: the cluster may not write .*--workspace.*\n$/);
    const empty = writeRows(folder, "empty.jsonl", [
      { id: "a", skills: [""] },
      { id: "b", skills: [" "] },
    ]);
    const bare = await onset(["learn", empty, ...base]);
    expect(bare).toMatchObject({ status: 1, stdout: "" });
    expect(bare.stderr).toMatch(/^onset: .*none of its 2 texts can be used.*\n$/);
    // Refused when all is staged: where the report goes is looked at when it is known where learning ends.
    const late = await onset(["learn", course, ...base, "--out", join(file, "out"), "--verbose"]);
    expect(late).toMatchObject({ status: 2, stdout: "" });
    expect(late.stderr).toMatch(/staged: .*\nonset: .*\n$/s);
    expect(readdirSync(join(folder, "onset-spark"))).toEqual([]);
  });

  test("goes on after Ctrl-C, after it was killed, and at a new server after the first was killed", async () => {
    const corpus = writeRows(folder, "braid.jsonl", braidRows(12));
    const out = join(folder, "out");
    const asked = ["learn", corpus, "--engine", "spark", "--finish", "remote", "--out", out, "--json"];
    const learn = (options: readonly string[], during?: Parameters<typeof onset>[1]) =>
      onset([...asked, "--remote", spark.address, ...options], during);
    const interrupted = await learn(["--verbose"], (told, kill) => {
      if (/round [3-9]:/.test(told)) kill("SIGINT");
    });
    expect(interrupted.status).toBe(130);
    expect(interrupted.stderr).toMatch(/interrupted; what is staged stays in .*--resume/);
    const killed = await learn(["--resume", "--verbose"], (told, kill) => {
      if (/round [5-9]:/.test(told)) kill("SIGKILL");
    });
    expect(killed.status).toBeNull();
    expect(killed.stderr).not.toMatch(/round [12]:/);
    let next: Promise<Spark> | undefined;
    const lost = await learn(["--resume", "--verbose"], (told) => {
      if (next !== undefined || !/round [7-9]:/.test(told)) return;
      spark.server.kill("SIGKILL");
      next = start();
    });
    expect(lost.status).toBe(1);
    expect(lost.stderr).not.toMatch(/round [1-4]:/);
    expect(lost.stderr).toMatch(/onset: .*(went away|no Spark Connect server answers).*--resume/);
    expect(existsSync(out)).toBe(false);
    await spark.stop();
    spark = await next!;
    const { status, stdout, stderr } = await learn(["--resume", "--verbose"]);
    expect(stderr).not.toMatch(/round [1-6]:/);
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
});
