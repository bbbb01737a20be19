/** What is expected of new texts, beside what they then take. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { emergenceCurve, measureRate, predictRate, splitTrainingTexts } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { trainCodec } from "@onset/core/codec";
import { describe, expect, it } from "vitest";
import { isComplete } from "../../../core/test/support/cases.js";

function rows(name: string): { text: string; skills: string[] }[] {
  const file = readFileSync(new URL(`../../../../examples/${name}`, import.meta.url));
  const text = name.endsWith(".gz") ? gunzipSync(file) : file;
  return text
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const glosses = rows("wordnet-glosses.jsonl.gz").map(({ text }) => text);
const corpora: Record<string, readonly string[]> = {
  glosses: glosses.filter((_, i) => i % (isComplete ? 12 : 48) === 0),
  "a few glosses": glosses.slice(0, 300),
  theorems: rows("cited-theorems.jsonl").map(({ skills }) => skills.join(" ")),
  verses: rows("king-james-words.jsonl.gz")
    .filter((_, i) => i % (isComplete ? 24 : 48) === 0)
    .map(({ skills }) => skills.join(" ")),
  documents: readFileSync(new URL("../../../../docs/reference/commands.md", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== ""),
};

/** Distance from what was expected, in standard deviations. */
function deviation({ expected, high }: { expected: number; high: number }, measured: number): number {
  return ((measured - expected) * 1.96) / (high - expected);
}

describe("the predicted rate", () => {
  it.each(Object.keys(corpora))("holds for texts that were held back: %s", async (name) => {
    // The largest of them once: training takes its time.
    for (const seed of corpora[name].length > (isComplete ? 1000 : 600) ? [1] : [1, 2]) {
      const { training, test } = splitTrainingTexts(corpora[name], 0.2, seed);
      const options = { size: 200_000 };
      const whole = trainCodec(training, options);
      const predicted = (await predictRate(training, whole, options, seed, test.length))!;
      const rate = await measureRate(whole.model, test);
      // Five corpora, one or two seeds, three rates each: of some 24 values none should be more than 3.6 deviations off.
      for (const key of ["exact", "layered", "meaning"] as const) {
        expect(Math.abs(deviation(predicted[key]!, rate[key]!))).toBeLessThan(3.6);
      }
      expect(predicted.texts).toBeGreaterThan(100);
      expect(predicted.exact.high / predicted.exact.low).toBeLessThan(1.6);
    }
  });

  it("is the same for the same seed, and narrower for more texts to be measured", async () => {
    const texts = corpora["a few glosses"];
    const whole = trainCodec(texts);
    const few = (await predictRate(texts, whole, {}, 1, 20))!;
    expect(await predictRate(texts, whole, {}, 1, 20)).toEqual(few);
    const many = (await predictRate(texts, whole, {}, 1))!;
    expect(many.exact.expected).toBe(few.exact.expected);
    expect(many.exact.high).toBeLessThan(few.exact.high);
  });

  it("is missing where half of the texts are too little to train with", async () => {
    const texts = glosses.slice(0, 40);
    expect(await predictRate(texts, trainCodec(texts), {}, 1)).toBeNull();
  });
});

describe("the curve of emergence", () => {
  it("falls where the words come, and theory knows where that is", async () => {
    const random = stream(1, "order");
    const verses = rows("king-james-words.jsonl.gz").map(({ skills }) => skills.join(" "));
    const drawn = verses.filter(() => random.nextFloat() < 0.5);
    const { training, test } = splitTrainingTexts(drawn, 0.05, 1);
    const options = { foundation: 160, layers: false };
    const whole = trainCodec(training, options);
    const rate = await measureRate(whole.model, test);
    const curve = await emergenceCurve(training, test, whole, options, rate);
    expect(curve).toHaveLength(6);
    const [first, before, after] = [curve[0], curve[4], curve[5]];
    // Half of these verses teach next to nothing, all of them most words. Theory does not know their correlations.
    for (const share of [before.learnedFraction, before.predictedLearned]) expect(share).toBeLessThan(0.02);
    for (const share of [after.learnedFraction, after.predictedLearned]) expect(share).toBeGreaterThan(0.7);
    // The last doubling of the texts is worth more than all four before it.
    expect(before.exact! - after.exact!).toBeGreaterThan(first.exact! - before.exact!);
    expect(before.exact! / after.exact!).toBeGreaterThan(1.3);
  });
});
