import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { corpusLearner, degreeCounts, type Known } from "@onset/core/analysis";
import { learnTexts, none } from "@onset/core/learning";
import { bytesSource, type Reading, type ReadOptions, readCorpus } from "@onset/reading";
import { expect } from "vitest";
import { fetchCorpus, fetchRest } from "../../src/engines/cluster/fetch.js";
import { layoutOf } from "../../src/engines/cluster/layout.js";
import {
  knownRemotely,
  measureBeginning,
  measureEnding,
  type SparseDegrees,
} from "../../src/engines/cluster/results.js";
import { learnRemotely } from "../../src/engines/cluster/rounds.js";
import { listSource } from "../../src/engines/cluster/source.js";
import { type Staged, stageCorpus } from "../../src/engines/cluster/stage.js";
import type { SqlEngine } from "../../src/engines/sql/engine.js";

const tell = () => () => {};

/** A corpus as it is staged. */
export type StagedCase = {
  readonly files: readonly string[];
  readonly folder: string;
  readonly reading?: ReadOptions;
};

/** Who learns it, and how. */
export type LearningCase = {
  readonly maxUnlearned?: number;
  readonly known?: Known;
  /** Also after every round whose rest has halved, so that small corpora see it. */
  readonly compacts?: boolean;
  /** How many pairs of text and skill are held to look ahead; default none. */
  readonly holdable?: number;
  /** Finishes on this machine after the first time that the rest was written anew. */
  readonly finishesHere?: boolean;
};

export type Case = StagedCase & LearningCase;

/** A corpus that was staged, beside what the embedded reader makes of it. */
export type Compared = { readonly engine: SqlEngine; readonly staged: Staged; readonly here: Reading };

/** Stages a corpus by an engine, fetches it, and compares it with what is read here. */
export async function compareStaging(
  engine: SqlEngine,
  { files, folder, reading = {} }: StagedCase,
): Promise<Compared> {
  const sources = files.map((file) => bytesSource(new Uint8Array(readFileSync(file)), basename(file)));
  const here = await readCorpus(sources, reading);
  const source = await listSource(engine, files, undefined);
  const layout = await layoutOf(engine, source, reading);
  const staged = await stageCorpus(engine, source, layout, folder, false, tell);
  expect({
    rows: staged.rows,
    unlabelled: staged.unlabelled,
    malformed: staged.malformed,
    duplicateEdges: staged.duplicateEdges,
    edges: staged.edges,
  }).toEqual({
    rows: here.read.rows,
    unlabelled: here.unlabelled.count,
    malformed: here.malformed.count,
    duplicateEdges: here.duplicateEdges,
    edges: here.corpus.needs.edgeCount,
  });
  const { corpus, records } = await fetchCorpus(engine, staged, tell);
  expect([...corpus.skillNames]).toEqual([...here.corpus.skillNames]);
  expect([...corpus.textNames]).toEqual([...here.corpus.textNames]);
  expect(records).toEqual(here.records);
  expect(Buffer.compare(Buffer.from(corpus.needs.buffer), Buffer.from(here.corpus.needs.buffer))).toBe(0);
  if (here.corpus.directed !== undefined) {
    for (const kind of ["requires", "teaches"] as const) {
      const [a, b] = [corpus.directed![kind].buffer, here.corpus.directed[kind].buffer];
      expect(Buffer.compare(Buffer.from(a), Buffer.from(b))).toBe(0);
    }
  }
  return { engine, staged, here };
}

/** Learns a staged corpus by its engine, and compares every number with the embedded kernels. */
export async function compareLearning(
  { engine, staged, here }: Compared,
  { maxUnlearned = 1, known = { kind: "none" }, compacts, finishesHere, holdable = 0 }: LearningCase,
): Promise<{ readonly rounds: number; readonly scans: number; readonly finishedHere: number | null }> {
  const learner = corpusLearner(here.corpus, { maxUnlearned, known });
  const asked =
    known.kind === "none" ? null : known.kind === "top" ? { top: known.count } : { names: [...known.names] };
  const found = await knownRemotely(engine, staged, asked);
  expect(found.flags).toEqual(learner.known.flags);
  expect(found.missing).toEqual(learner.known.missing);
  const remote = { maxUnlearned, known: found.flags };
  const beginning = await measureBeginning(engine, staged, remote, tell);
  const counts = degreeCounts(here.corpus.needs, learner.known.flags);
  expect(beginning.textSizes).toEqual(sparse(counts.textSizes));
  expect(beginning.skillDegrees).toEqual(sparse(counts.skillDegrees));
  const rounds = await learnRemotely(engine, staged, remote, "test", {
    tell,
    resume: false,
    checkpointEvery: Number.POSITIVE_INFINITY,
    compactAbove: compacts || finishesHere ? 0 : Number.POSITIVE_INFINITY,
    holdable,
    now: () => 0,
    finish: finishesHere
      ? (rest, rounds) => fetchRest(engine, staged, rest, rounds, maxUnlearned, 1e12, tell)
      : null,
  });
  const { roundOfSkill, learnedPerRound, scans, finishedHere } = rounds;
  const expected = learnTexts(learner.texts, learner.options);
  expect(roundOfSkill).toEqual(expected.roundOfSkill);
  expect(learnedPerRound).toEqual([...expected.learnedPerRound]);
  const ending = await measureEnding(engine, staged, roundOfSkill, maxUnlearned, tell);
  expect(ending.textsUnderstood).toBe(expected.textsUnderstood);
  const rows = Array.from(expected.textOfSkill, (text) => (text === none ? -1 : here.records[text]));
  expect([...ending.rowOfSkill]).toEqual(rows);
  return { rounds: learnedPerRound.length, scans, finishedHere };
}

/** Stages and learns a corpus by an engine, and compares every number with the embedded kernels. */
export async function compareWithEmbedded(engine: SqlEngine, given: Case) {
  return compareLearning(await compareStaging(engine, given), given);
}

function sparse(counts: ArrayLike<number>): SparseDegrees {
  const found = { degrees: [] as number[], counts: [] as number[] };
  for (let degree = 0; degree < counts.length; degree++) {
    if (counts[degree] === 0) continue;
    found.degrees.push(degree);
    found.counts.push(counts[degree]);
  }
  return found;
}
