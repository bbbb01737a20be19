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
import { adversarialRows, chainRows, writeRows } from "./corpora.js";
import { type Case, compareWithEmbedded } from "./support.js";

type Spark = {
  readonly address: string;
  readonly server: { readonly pid: number; readonly kill: (signal: string) => boolean };
  readonly stop: () => Promise<void>;
};

const problem: string | null = whyNoSpark();
if (problem !== null) {
  process.stderr.write(
    `\n*** NOT TESTED: Apache Spark. ${problem}. Learning on a cluster was compared on the embedded database alone. ***\n\n`,
  );
}
test.runIf(process.env.CI === "true")("Spark is there, or CI is not complete", () => {
  expect(problem).toBeNull();
});

const folder = mkdtempSync(join(tmpdir(), "onset-spark-test-"));
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

/** On a machine that others share Spark takes ten times as long as alone. */
const timeout = 600_000;

describe.skipIf(problem !== null)("Spark, one server with two tasks at a time", { timeout }, () => {
  let spark: Spark;
  let runs = 0;

  beforeAll(async () => {
    spark = await startSpark({ memory: "900m" });
  }, timeout);
  afterAll(() => spark?.stop());

  const compare = async (given: Omit<Case, "folder">) => {
    const session = await ConnectSession.open(parseAddress(spark.address));
    try {
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
    await compare({ files: ["examples/python-course.jsonl"], maxUnlearned: 2, compacts: true });
  });

  test("gives the same of names that a query could stumble over, with known ones", async () => {
    const files = [writeRows(folder, "it's `names`.jsonl", adversarialRows(120, 7))];
    await compare({ files, known: { kind: "top", count: 9 }, finishesHere: true });
  });

  test("gives the report of the embedded engine when it finishes here", async () => {
    const corpus = ["learn", "examples/cited-theorems.jsonl", "--runs", "0", "--json"];
    const [here, there] = await Promise.all([
      onset(corpus),
      onset([...corpus, "--engine", "spark", "--remote", spark.address]),
    ]);
    expect(there.stderr).toBe("");
    const { provenance: a, reading: readHere, ...ofHere } = JSON.parse(here.stdout);
    const { provenance: b, reading: readThere, ...ofThere } = JSON.parse(there.stdout);
    expect(ofThere).toEqual(ofHere);
    expect(readThere.columns).toEqual(readHere.columns);
    expect(b.input.files).toMatchObject([{ bytes: a.input.bytes }]);
    expect(readdirSync(join(folder, "onset-spark"))).toEqual([]);
  });

  test("learns where the texts are, writes tables there, and goes on after being killed", async () => {
    const corpus = writeRows(folder, "chain.jsonl", chainRows(5));
    const out = join(folder, "out");
    const asked = [
      "learn",
      corpus,
      "--engine",
      "spark",
      "--remote",
      spark.address,
      "--finish",
      "remote",
      "--json",
    ];
    const killed = await onset([...asked, "--verbose"], (told, kill) => {
      if (/round 2/.test(told)) kill("SIGINT");
    });
    expect(killed.status).toBe(130);
    expect(killed.stderr).toMatch(/interrupted; what is staged stays in .*--resume/);
    const { status, stdout, stderr } = await onset([...asked, "--resume", "--out", out]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      schema: "onset/learn-remote@1",
      corpus: { texts: 5, skills: 5, edges: 9 },
      learned: {
        skills: 5,
        rounds: 5,
        perRound: [1, 1, 1, 1, 1],
        texts: 5,
        first: ["s4", "s3", "s2", "s1", "s0"],
      },
      stuck: { skills: 0, texts: 0 },
    });
    for (const table of ["skills", "texts"]) {
      expect(readdirSync(join(out, table)).some((file) => file.endsWith(".parquet"))).toBe(true);
    }
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
