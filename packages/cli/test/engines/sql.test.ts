import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layoutOf } from "../../src/engines/cluster/layout.js";
import { learnRemotely } from "../../src/engines/cluster/rounds.js";
import { listSource } from "../../src/engines/cluster/source.js";
import { stageCorpus } from "../../src/engines/cluster/stage.js";
import type { SqlEngine } from "../../src/engines/sql/engine.js";
import { adversarialRows, chainRows, randomRows, writeRows } from "./corpora.js";
import { duckdbEngine } from "./duckdb-engine.js";
import { type Case, compareWithEmbedded } from "./support.js";

let engine: SqlEngine;
let folder: string;
let runs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onset-sql-"));
  engine = await duckdbEngine();
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const compare = (given: Omit<Case, "folder">) =>
  compareWithEmbedded(engine, { ...given, folder: join(folder, `run ${runs++}`) });

describe("the SQL of clusters, on the embedded database, gives what the embedded kernels give", () => {
  test("of theorems that cite theorems", async () => {
    await compare({ files: ["examples/cited-theorems.jsonl"] });
  });

  test.each([1, 2])("of a directed course, for a learner of %d new skills", async (maxUnlearned) => {
    await compare({ files: ["examples/python-course.jsonl"], maxUnlearned, compacts: true, holdable: 1e6 });
  });

  test.each([1, 2])("of names that a query could stumble over, for a learner of %d", async (maxUnlearned) => {
    const files = [writeRows(folder, `it's "names"-${maxUnlearned}.jsonl`, adversarialRows(300, 7))];
    await compare({ files, maxUnlearned, compacts: true });
    await compare({ files, maxUnlearned, known: { kind: "top", count: 9 }, holdable: 1e6 });
    await compare({ files, known: { kind: "list", names: ["it's", "\u{1f600}", "nowhere", "\\'"] } });
  });

  test("of several files, packed or not, in the order given", async () => {
    const packed = join(folder, "packed.jsonl.gz");
    writeFileSync(packed, gzipSync('{"id":"a","skills":["x","y"]}\n\n{"id":"b","skills":"x"}\n'));
    const plain = writeRows(folder, "another.jsonl", [{ id: "c", skills: ["y", "x"] }, { skills: [] }]);
    await compare({ files: [packed, plain] });
    await compare({ files: [plain, packed] });
  });

  test("of rows that are no JSON, no objects, or without skills", async () => {
    const path = join(folder, "broken.jsonl");
    writeFileSync(
      path,
      '{"skills":["a"]}\nnot json\n[1]\n{"skills":["a"\n{"skills":null}\n{}\n{"skills":["a","b"]}\n',
    );
    await compare({ files: [path] });
  });

  test("of skills in text, with what stands between them", async () => {
    const rows = ["a, b ,c", " ", "b", "c,,a", "d"].map((skills) => ({ skills }));
    await compare({ files: [writeRows(folder, "text.jsonl", rows)] });
    const nested = rows.map(({ skills }, i) => ({ meta: { "tag's": skills.split(",") }, id: i }));
    const fields = { skills: "meta.tag's" };
    await compare({ files: [writeRows(folder, "nested.jsonl", nested)], reading: { fields } });
  });

  test("of a chain, scanned for each round, written anew on the way or finished here", async () => {
    const files = [writeRows(folder, "chain.jsonl", chainRows(20))];
    expect(await compare({ files, compacts: true })).toMatchObject({ rounds: 20, scans: 21 });
    expect((await compare({ files, finishesHere: true })).finishedHere).toBe(9);
  });

  test("of a chain of more rounds than one scan can settle", async () => {
    const files = [writeRows(folder, "long.jsonl", chainRows(300))];
    expect(await compare({ files, holdable: 1e6 })).toMatchObject({ rounds: 300, scans: 4 });
  });

  // The bound of what is held is also met: 0, some texts, nearly all.
  test.each([
    [1, 0, 166],
    [1, 30, 81],
    [1, 1e6, 166],
    [2, 30, 69],
    [2, 1e6, 52],
    [3, 1e6, 41],
  ])("of random directed texts, D = %d, with %d pairs held", async (maxUnlearned, holdable, seed) => {
    const files = [
      writeRows(folder, `random-${seed}.jsonl`, randomRows(150 / maxUnlearned, 60, maxUnlearned, seed)),
    ];
    const { rounds, scans } = await compare({ files, maxUnlearned, holdable, compacts: seed % 2 === 0 });
    expect(rounds).toBeGreaterThan(4);
    expect(scans).toBeLessThanOrEqual(rounds + 1);
  });
});

test("a run that ended goes on from its checkpoint and gives the same", async () => {
  const files = [writeRows(folder, "resumed.jsonl", chainRows(20))];
  const source = await listSource(engine, files, undefined);
  const layout = await layoutOf(engine, source, {});
  const at = join(folder, "resumed");
  const tell = () => () => {};
  const staged = await stageCorpus(engine, source, layout, at, false, tell);
  const learner = { maxUnlearned: 1, known: new Uint8Array(staged.skills) };
  const options = { tell, checkpointEvery: 0, compactAbove: 0, holdable: 0, finish: null, now: () => 0 };
  const whole = await learnRemotely(engine, staged, learner, "whole", { ...options, resume: false });
  let rounds = 0;
  const stopping = (step: string) => {
    if (step.startsWith("round") && ++rounds === 12) throw new Error("killed");
    return () => {};
  };
  const killed = learnRemotely(engine, staged, learner, "k", { ...options, tell: stopping, resume: false });
  await expect(killed).rejects.toThrow("killed");
  let later = 0;
  const counting = (step: string) => {
    if (step.startsWith("round")) later++;
    return () => {};
  };
  const again = await stageCorpus(engine, source, layout, at, true, () => {
    throw new Error("nothing is staged twice");
  });
  const rest = await learnRemotely(engine, again, learner, "k", { ...options, tell: counting, resume: true });
  expect(rest).toEqual({ ...whole, scans: 20 - 11 + 2 });
  expect(later).toBe(rest.scans);
});
