/**
 * No sentence of a report contradicts another: over a grid of known counts and thinnings of the bundled corpora what is
 * predicted, the threshold, the margin, the forecast and what was measured agree in direction.
 */
import type { StudyOptions } from "@onset/core/analysis";
import { countText } from "@onset/core/base";
import {
  ladderRows,
  predictedFrom,
  type Report,
  takeOffSentences,
  thresholdText,
  tippingSentence,
} from "@onset/core/report";
import { describe, expect, it } from "vitest";
import { isComplete } from "../../../core/test/support/cases.js";
import type { LearnReport } from "../../src/verbs/learn/json.js";
import { readFile } from "../reading/support.js";
import { example, learn, learnExample } from "./support.js";

const rewirings = isComplete ? 6 : 2;
const top = (count: number): StudyOptions["known"] => ({ kind: "top", count });
const grid: readonly { readonly name: string; readonly settings: StudyOptions }[] = [
  ...[0, 75, 120].map((count) => ({
    name: "king-james-words.jsonl.gz",
    settings: { known: top(count) },
  })),
  ...[0.5].map((holdout) => ({
    name: "king-james-words.jsonl.gz",
    settings: { known: top(100), holdout },
  })),
  ...[0, 0.3, 0.5, 0.65, 0.9].map((holdout) => ({ name: "cited-theorems.jsonl", settings: { holdout } })),
  ...[2, 3].map((maxUnlearned) => ({ name: "cited-theorems.jsonl", settings: { maxUnlearned } })),
  { name: "cited-theorems.jsonl", settings: { known: top(20) } },
  { name: "cited-theorems-large.jsonl.gz", settings: { holdout: 0.9 } },
  ...[0, 0.1, 0.5].map((holdout) => ({ name: "cited-theorems-self.jsonl", settings: { holdout } })),
  { name: "javascript-course.jsonl", settings: {} },
  { name: "python-course.jsonl", settings: { holdout: 0.2 } },
];

describe("the sentences of a report agree", () => {
  it.each(grid)(
    "on $name with $settings",
    async ({ name, settings }) => {
      const { report, words } = await learnExample(name, { ...settings, rewirings, knownCounts: [] });
      checkVerdict(report, words);
      checkPrediction(report);
      checkThreshold(report);
      checkForecast(report);
      checkOrder(report);
      // A part of the large theorem corpus takes minutes beside other work.
    },
    300_000,
  );
});

describe("the sentences of a report of words agree", () => {
  it.each([
    [1000, 0.5],
    [3000, 0.8],
  ])("on glosses with %i words known and %d of them held back", async (count, holdout) => {
    const glosses = await readFile(example("wordnet-glosses.jsonl.gz"), { words: true });
    const { report } = await learn(glosses, { known: top(count), holdout, rewirings, knownCounts: [] });
    checkPrediction(report);
    checkThreshold(report);
    checkForecast(report);
    checkOrder(report);
  });
});

/** The answer says what the lines below it say, and its advice is about what is stuck. */
function checkVerdict(
  { learned, learner, stuck, corpus, tippingPoint, twins }: LearnReport,
  words: Report,
): void {
  const [outcome, advice, ...more] = words.verdict;
  expect(more).toEqual([]);
  const open = corpus.skills - learner.known;
  if (stuck.skills === 0) expect(outcome).toMatch(new RegExp(`^All ${countText(open)} skills`));
  else if (learned.skills === 0) expect(outcome).toMatch(/^Nothing/);
  else expect(outcome).toContain(`${countText(learned.skills)} of ${countText(open)} skills`);
  const held = Math.round((1 - twins.cap) * open);
  if (outcome!.includes("twins")) {
    expect(held).toBeGreaterThanOrEqual(stuck.skills / 2);
    expect(outcome).toContain(held === stuck.skills ? `the other ${countText(held)} are` : countText(held));
  }
  if (advice!.includes("onset order")) expect(stuck.skills).toBe(0);
  if (advice!.includes("onset unlock")) expect(stuck.texts).toBeGreaterThan(0);
  if (tippingPoint !== null && advice!.startsWith("Who knows")) {
    expect(advice).toContain(`--known-top ${tippingPoint.known}`);
  }
}

function checkPrediction({ emergence, ladder, learned, corpus }: LearnReport): void {
  if (corpus.directed) {
    expect(emergence).toMatchObject({
      predictedLearned: null,
      predictedBy: null,
      threshold: null,
      margin: null,
    });
    return;
  }
  expect(emergence.predictedLearned).not.toBeNull();
  expect(predictedFrom(emergence.predictedBy)).toMatch(/^by (theory|construction)/);
  const rows = ladderRows({ ladder, learned });
  if (ladder !== null) {
    // The headline is the last rung told, and the last row is what was measured.
    if (emergence.predictedLearned! > 0) expect(rows.at(-2)!.share).toBe(emergence.predictedLearned);
    expect(rows.at(-1)!.share).toBe(learned.fraction);
  }
}

function checkThreshold(report: LearnReport): void {
  const { emergence, learned, corpus, learner } = report;
  const { threshold, margin, predictedLearned, note } = emergence;
  expect(threshold === null).toBe(margin === null);
  const ratio = learner.trainingTexts / corpus.skills;
  const sentence = thresholdText(emergence, ratio, learned.fraction, "skill");
  if (threshold === null) {
    expect(sentence).toBe(note);
    if (emergence.predictedBy !== null) expect(note).not.toBeNull();
    return;
  }
  // Margin and threshold say the same of the same texts.
  expect(margin).toBeCloseTo(1 - threshold / ratio, 10);
  const height = report.takeOff!.forecast!.height!;
  // Beyond the threshold, and only there, the prediction has passed the jump.
  expect(predictedLearned! > height).toBe(margin! >= 0);
  if (margin! < 0 && learned.fraction > height) expect(sentence).toContain("are learned");
  if (margin! < 0 && learned.fraction <= height) expect(sentence).toContain("more such texts are needed");
  if (margin! >= 0 && learned.fraction > height) expect(sentence).toContain("collapses when");
  if (margin! >= 0 && learned.fraction <= predictedLearned! / 2) expect(sentence).toContain("halts early");
}

function checkForecast(report: LearnReport): void {
  const { takeOff, learned, emergence } = report;
  const sentences = takeOffSentences(report);
  if (takeOff === null || takeOff.forecast === null) {
    expect(sentences).toEqual([]);
    return;
  }
  const { height, tookOff, rewirings } = takeOff.forecast;
  if (height === null) {
    expect(takeOff.law).toBeNull();
    expect(sentences[0]).toMatch(/^gradual/);
    return;
  }
  expect(sentences[0]).toContain(learned.fraction > height ? "it did here" : "it did not here");
  // Far from the jump the forecast has no choice.
  if (emergence.margin! > 0.4) expect(tookOff).toBe(rewirings);
  if (emergence.margin! < -0.4) expect(tookOff).toBe(0);
}

function checkOrder(report: LearnReport): void {
  const { ordered, learned, emergence, ladder, tippingPoint } = report;
  expect(emergence.predictedBy === "order").toBe(ordered !== null);
  if (ordered !== null) {
    expect(learned.fraction).toBe(1);
    expect(emergence.predictedLearned).toBe(1);
    expect(ladder).toBeNull();
    expect(takeOffSentences(report)).toEqual([]);
  }
  if (tippingPoint !== null) {
    expect(learned.skills).toBe(0);
    expect(tippingSentence(report)).toContain(`--known-top ${tippingPoint.known}`);
  }
}
