/** The answers to the lessons, computed as the command computes them, and the curves on which they lie. */

import { linear, withJumps } from "@onset/charts";
import { corpusFromRecords, mostFrequentSkills } from "@onset/core/corpus";
import { skillFlags } from "@onset/core/graph";
import { learnRounds, learnSequential } from "@onset/core/learning";
import { sampleTexts, thresholdUnits } from "@onset/core/report";
import { corpusExperiment, makeTask, type Row, type SampleMean, summarize } from "@onset/core/sweep";
import {
  emergenceProbability,
  evolve,
  finiteSizeLaw,
  poisson,
  ratioThreshold,
  zipfSkills,
} from "@onset/core/theory";
import { type BundledName, fetchBundled } from "../../corpora/bundled.js";
import { trialsOf } from "../../parts/trials.js";
import type { Job, JobContext } from "../../worker/protocol.js";
import type { LessonId, LessonsValues } from "./parameters.js";
import { computePuzzle, type PuzzleOutput } from "./puzzle.js";

export type Line = { readonly label: string; readonly x: readonly number[]; readonly y: readonly number[] };

export type LessonOutput = {
  readonly kind: "lesson";
  readonly lesson: LessonId;
  /** What the bet was about, in [0, 1]. */
  readonly truth: number;
  /** How it was found, in words. */
  readonly source: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Where on the curves the question is. */
  readonly at: number;
  /** The first is the one the question is about. */
  readonly lines: readonly Line[];
};

export type LessonsOutput = LessonOutput | PuzzleOutput;

const answers = new Map<LessonId, LessonOutput>();

export const computeLessons: Job<LessonsValues, LessonsOutput> = async (values, context) => {
  const { lesson } = values;
  if (lesson === "puzzle") return computePuzzle(values.puzzle, values.taught);
  let answer = answers.get(lesson);
  if (answer === undefined) {
    answer = { kind: "lesson", lesson, ...(await answerOf(lesson, context)) };
    answers.set(lesson, answer);
  }
  return answer;
};

type Answer = Omit<LessonOutput, "kind" | "lesson">;

function answerOf(lesson: LessonId, context: JobContext<LessonsOutput>): Promise<Answer> {
  switch (lesson) {
    case "below":
      return learnedAt(2.3, 1, context);
    case "near":
      return emergedAt(2.47, context);
    case "above":
      return learnedAt(1.25, 0.8, context);
    case "stuck":
      return citedTheorems();
    case "zipf":
      return zipfAt(2, context);
    case "king-james":
      return kingJames(80, context);
  }
}

const mean = 5;
const skills = 10_000;

async function learnedAt(
  ratio: number,
  unknown: number,
  context: JobContext<LessonsOutput>,
): Promise<Answer> {
  const law = poisson(mean);
  const { learned } = summarize(await simulate({ ratio, unknown, trials: 40 }, context));
  const line = (unknown: number, label: string): Line => {
    const x = withJumps(linear(0, 3.5, 140), ratioThreshold(law, { unknown }).jumps);
    return { label, x, y: x.map((each) => evolve(law, each, { unknown }).learned) };
  };
  return {
    truth: learned.mean,
    source: meanOf(40, learned),
    xLabel: thresholdUnits.ratio,
    yLabel: "skills known in the end",
    at: ratio,
    lines: [
      line(unknown, unknown === 1 ? "theory" : "theory, a fifth known at first"),
      ...(unknown === 1 ? [] : [line(1, "nothing known at first")]),
    ],
  };
}

function meanOf(trials: number, { mean, standardError }: SampleMean): string {
  return `the mean of ${trials} simulated corpora, ${sampleTexts(mean, standardError).error ?? "all alike"}`;
}

async function emergedAt(ratio: number, context: JobContext<LessonsOutput>): Promise<Answer> {
  const row = await simulate({ ratio, unknown: 1, trials: 200 }, context);
  const { emerged } = summarize(row);
  const finite = finiteSizeLaw(poisson(mean))!;
  const x = linear(2.2, 2.75, 160);
  const line = (size: number, label: string): Line => ({
    label,
    x,
    y: x.map((each) => emergenceProbability(finite, each, size)),
  });
  return {
    truth: emerged!.share,
    source: `${row.emerged} of ${row.trials} simulated corpora`,
    xLabel: thresholdUnits.ratio,
    yLabel: "corpora that emerge",
    at: ratio,
    lines: [line(skills, "10,000 skills"), line(1_000_000, "1,000,000 skills")],
  };
}

type Trials = { readonly ratio: number; readonly unknown: number; readonly trials: number };

function simulate({ ratio, unknown, trials }: Trials, { yieldNow }: JobContext<LessonsOutput>): Promise<Row> {
  const task = makeTask(corpusExperiment({ law: poisson(mean), ratio, skills, unknown }), { seed: 1 });
  return trialsOf(task, trials, yieldNow);
}

async function zipfAt(ratio: number, { yieldNow }: JobContext<LessonsOutput>): Promise<Answer> {
  const law = poisson(4);
  const exponent = 1.5;
  const task = makeTask(corpusExperiment({ law, ratio, skills, popularity: exponent }), { seed: 1 });
  const { learned } = summarize(await trialsOf(task, 8, yieldNow));
  const x = withJumps(linear(0.02, 4, 100), ratioThreshold(law).jumps);
  return {
    truth: learned.mean,
    source: meanOf(8, learned),
    xLabel: thresholdUnits.ratio,
    yLabel: "skills learned",
    at: ratio,
    lines: [
      {
        label: "Zipf popularity",
        x,
        y: x.map((each) => evolve(law, zipfSkills(law, each, skills, exponent)).learned),
      },
      { label: "equally popular", x, y: x.map((each) => evolve(law, each).learned) },
    ],
  };
}

async function citedTheorems(): Promise<Answer> {
  const { needs } = (await readCorpus("cited-theorems")).corpus;
  const { learnedCount, learnedPerRound: perRound } = learnRounds(needs);
  const total = needs.skillCount;
  let sum = 0;
  const y = [0, ...Array.from(perRound, (count) => (sum += count) / total)];
  return {
    truth: learnedCount / total,
    source: `${learnedCount} of ${total} theorems in ${perRound.length} rounds`,
    xLabel: "rounds",
    yLabel: "theorems learned",
    at: perRound.length,
    lines: [{ label: "learned, round by round", x: y.map((_, round) => round), y }],
  };
}

async function kingJames(known: number, { yieldNow }: JobContext<LessonsOutput>): Promise<Answer> {
  const { corpus } = await readCorpus("king-james-words");
  await yieldNow();
  const words = mostFrequentSkills(corpus, corpus.skillNames.length);
  const learnedWith = (count: number): number => {
    const flags = skillFlags(words.length, words.subarray(0, count));
    return learnSequential(corpus.needs, { known: flags }).learnedCount;
  };
  const x = Array.from({ length: 33 }, (_, i) => 5 * i);
  const y: number[] = [];
  for (const count of x) {
    y.push(learnedWith(count) / (words.length - count));
    await yieldNow();
  }
  const learned = learnedWith(known);
  const others = words.length - known;
  return {
    truth: learned / others,
    source: `${learned.toLocaleString("en-US")} of ${others.toLocaleString("en-US")} words`,
    xLabel: "words known from the start",
    yLabel: "of the others learned",
    at: known,
    lines: [{ label: "the King James Bible", x, y }],
  };
}

async function readCorpus(name: BundledName): Promise<ReturnType<typeof corpusFromRecords>> {
  const file = await fetchBundled(name);
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // Some servers unpack what is gzipped on the way.
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const stream = packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  const text = await new Response(stream).text();
  const lines = text.split("\n").filter((line) => line !== "");
  return corpusFromRecords(lines.map((line) => JSON.parse(line)));
}
