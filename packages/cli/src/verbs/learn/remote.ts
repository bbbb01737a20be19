/** `onset learn` where the texts are: what follows from rounds and counts, and in words what does not. */

import { none } from "@onset/core/learning";
import type { AskedKnown } from "../../corpus/learner.js";
import { fetchRest } from "../../engines/cluster/fetch.js";
import { type ClusterRun, keyOf } from "../../engines/cluster/open.js";
import { readingOf } from "../../engines/cluster/reading.js";
import {
  knownRemotely,
  measureBeginning,
  measureEnding,
  namesOfSkills,
  writeTables,
} from "../../engines/cluster/results.js";
import { learnRemotely } from "../../engines/cluster/rounds.js";
import { clusterPath, fileAddress, hasScheme } from "../../engines/cluster/source.js";
import { UsageError } from "../../errors.js";
import { type ReadingReport, readingReport } from "../../input/report.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import { type EmergenceOf, emergenceOf } from "./remote-theory.js";

/** What a study measures that a cluster does not, why, and what it would take. */
export type NotMeasured = {
  readonly what: readonly string[];
  readonly why: string;
  readonly instead: string;
};

/** The result of `onset learn --engine spark` that ended in the cluster, for other programs. */
export type RemoteLearnReport = {
  readonly schema: "onset/learn-remote@1";
  readonly corpus: {
    readonly texts: number;
    readonly skills: number;
    readonly edges: number;
    readonly meanSkillsPerText: number;
    /** Texts per skill. */
    readonly ratio: number;
    readonly unlabelled: number;
    readonly malformed: number;
    readonly duplicateEdges: number;
    readonly directed: boolean;
  };
  readonly reading: ReadingReport;
  readonly learner: {
    readonly maxUnlearned: number;
    readonly known: number;
    readonly unknownNames: number;
    /** Texts from which something can be learned at the start. */
    readonly startingTexts: number;
  };
  readonly learned: {
    readonly skills: number;
    readonly fraction: number;
    readonly rounds: number;
    readonly perRound: readonly number[];
    readonly texts: number;
    readonly textFraction: number;
    /** The first skills in the order of rounds and texts, and the last. */
    readonly first: readonly string[];
    readonly last: readonly string[];
  };
  readonly stuck: {
    readonly skills: number;
    readonly texts: number;
    readonly mostFrequent: readonly string[];
  };
  readonly emergence: EmergenceOf;
  /** Where the rounds were done, and how many of them in the cluster. */
  readonly engine: {
    readonly name: string;
    readonly server: string;
    readonly roundsInCluster: number;
    /** How often the cluster scanned the texts for them: one scan can settle many rounds. */
    readonly scans: number;
    readonly finishedHere: boolean;
  };
  /** Where the tables of skills and texts are; null when none were asked for. */
  readonly tables: string | null;
  readonly notMeasured: readonly NotMeasured[];
  readonly provenance: Provenance;
};

/** Options of learning that need the texts on one machine. */
export type RemoteOptions = {
  readonly learner: number;
  readonly seed: number;
  readonly holdout: number;
  readonly mergeTwins?: true;
  readonly out?: string;
  readonly resume?: true;
};

const namesShown = 40;
const checkpointEvery = 30_000;
/** To look ahead of the rounds, so much of the free memory may be taken by texts: lists and graphs while they are made. */
const heldShare = 0.3;
const bytesOfHeldEdge = 24;
const maxHeldEdges = 2 ** 27;
const checkpointVariable = "ONSET_CHECKPOINT_MS";

/** Learns in the cluster, writes the tables there, and reports. */
export async function learnInCluster(
  run: ClusterRun,
  names: readonly string[],
  options: RemoteOptions,
  asked: AskedKnown,
): Promise<RemoteLearnReport> {
  refuseLocal(options);
  const { engine, staged, tell } = run;
  const out = options.out === undefined ? null : outFolder(options.out, run);
  const known = await knownRemotely(engine, staged, knownAsked(asked));
  const learner = { maxUnlearned: options.learner, known: known.flags };
  const beginning = await measureBeginning(engine, staged, learner, tell);
  const key = keyOf({ learner: options.learner, known: asked });
  const found = await learnRemotely(engine, staged, learner, key, {
    tell,
    resume: options.resume === true,
    checkpointEvery: Number(process.env[checkpointVariable] ?? checkpointEvery),
    compactAbove: 1e6,
    holdable: Math.min(maxHeldEdges, (heldShare * run.bytesFree) / bytesOfHeldEdge),
    now: Date.now,
    finish: run.mayFinishHere
      ? (rest, rounds) => fetchRest(engine, staged, rest, rounds, options.learner, run.bytesFree, tell)
      : null,
  });
  const { roundOfSkill, learnedPerRound, scans, finishedHere } = found;
  const { textsUnderstood, rowOfSkill } = await measureEnding(
    engine,
    staged,
    roundOfSkill,
    options.learner,
    tell,
  );
  if (out !== null) await writeTables(engine, staged, roundOfSkill, rowOfSkill, out, tell);
  const { texts, skills, edges } = staged;
  const learned = learnedPerRound.reduce((sum, count) => sum + count, 0);
  const open = skills - known.count;
  const { first, last } = endsOf(roundOfSkill, rowOfSkill);
  const stuckOnes = await mostFrequentStuck(run, roundOfSkill);
  const nameOf = await namesOfSkills(engine, staged, [...first, ...last]);
  const reading = await readingOf(run, names);
  return {
    schema: "onset/learn-remote@1",
    corpus: {
      texts,
      skills,
      edges,
      meanSkillsPerText: edges / texts,
      ratio: texts / skills,
      unlabelled: staged.unlabelled,
      malformed: staged.malformed,
      duplicateEdges: staged.duplicateEdges,
      directed: staged.isDirected,
    },
    reading: readingReport(reading),
    learner: {
      maxUnlearned: options.learner,
      known: known.count,
      unknownNames: known.missing.length,
      startingTexts: beginning.startingTexts,
    },
    learned: {
      skills: learned,
      fraction: open === 0 ? 1 : learned / open,
      rounds: learnedPerRound.length,
      perRound: learnedPerRound,
      texts: textsUnderstood,
      textFraction: texts === 0 ? 1 : textsUnderstood / texts,
      first: first.map((skill) => nameOf.get(skill)!),
      last: last.map((skill) => nameOf.get(skill)!),
    },
    stuck: { skills: open - learned, texts: texts - textsUnderstood, mostFrequent: stuckOnes },
    emergence: emergenceOf(beginning, staged, known.count, options.learner),
    engine: {
      name: engine.name,
      server: run.server,
      roundsInCluster: learnedPerRound.length - (finishedHere ?? 0),
      scans,
      finishedHere: finishedHere !== null,
    },
    tables: out,
    notMeasured: [
      {
        what: [
          "ladder",
          "take-off",
          "margin",
          "keystones",
          "cores",
          "twins",
          "associations",
          "risk",
          "label errors",
          "known curve",
          "tipping point",
          "gaps",
        ],
        why: "they need the texts in the memory of one machine",
        instead: "--finish local on a machine with more memory, or a sample of the texts",
      },
    ],
    provenance: provenanceOf(options.seed, reading),
  };
}

/**
 * Refuses what only a finish on one machine can do.
 *
 * @throws UsageError
 */
export function refuseLocal({ holdout, mergeTwins }: Pick<RemoteOptions, "holdout" | "mergeTwins">): void {
  const option = holdout > 0 ? "--holdout" : mergeTwins ? "--merge-twins" : null;
  if (option === null) return;
  throw new UsageError(
    `${option} needs the texts in the memory of one machine, and this run ends in the cluster: say --finish local, or leave it out`,
  );
}

function outFolder(out: string, { isLoopback }: ClusterRun): string {
  if (hasScheme(out)) return out.replace(/\/+$/, "");
  if (isLoopback) return fileAddress(clusterPath(out));
  throw new UsageError(
    `--out: the cluster writes the tables, and ${JSON.stringify(out)} is a folder of this machine: name a path of the cluster, such as s3a://bucket/report`,
  );
}

function knownAsked(asked: AskedKnown): Parameters<typeof knownRemotely>[2] {
  if (asked.kind === "none") return null;
  return asked.kind === "top" ? { top: asked.count } : { names: asked.list.names };
}

/** The first and the last skills in the order of rounds, within a round in that of the texts that taught them. */
function endsOf(rounds: Uint32Array, rows: Float64Array): { first: number[]; last: number[] } {
  const order = (a: number, b: number): number => rounds[a] - rounds[b] || rows[a] - rows[b] || a - b;
  const most = rounds.reduce((max, round) => (round === none || round < max ? max : round), 0);
  const of = (isWanted: (round: number) => boolean): number[] => {
    const found: number[] = [];
    for (const [skill, round] of rounds.entries()) if (isWanted(round)) found.push(skill);
    return found.sort(order);
  };
  const first: number[] = [];
  for (let round = 1; round <= most && first.length < namesShown; round++)
    first.push(...of((r) => r === round));
  const last: number[] = [];
  for (let round = most; round >= 1 && last.length < namesShown; round--)
    last.push(...of((r) => r === round).reverse());
  return { first: first.slice(0, namesShown), last: last.slice(0, namesShown) };
}

async function mostFrequentStuck({ engine, staged }: ClusterRun, rounds: Uint32Array): Promise<string[]> {
  const words = new BigInt64Array(Math.ceil(rounds.length / 64));
  for (const [skill, round] of rounds.entries()) {
    if (round !== none) words[skill >>> 6] |= BigInt.asIntN(64, 1n << BigInt(skill & 63));
  }
  const bits = await engine.share("onset_bits", words);
  const query = `select name from ${staged.skills_} where ${engine.dialect.bit(bits, "id")} = 0 order by degree desc, id limit ${namesShown}`;
  const names: string[] = [];
  for await (const batch of engine.rows(query)) names.push(...batch.strings("name").map(String));
  return names;
}
