import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type ForecastOptions, forecast } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { buildGraphOfTexts, type SkillTextGraph, uniformGraph } from "@onset/core/graph";
import { learnRounds } from "@onset/core/learning";
import { describe, expect, it } from "vitest";
import { fitGeneralisedNegativeBinomial, newSkills } from "../../src/analysis/forecast/binomial-tail.js";
import { estimateGrowth } from "../../src/analysis/forecast/growth.js";
import { fitFiniteZipfMandelbrot, skillsSeen } from "../../src/analysis/forecast/zipf-mandelbrot.js";

function graphOf(texts: readonly (readonly number[])[], skillCount: number): SkillTextGraph {
  const offsets = [0];
  for (const { length } of texts) offsets.push(offsets.at(-1)! + length);
  return buildGraphOfTexts(skillCount, Uint32Array.from(offsets), Uint32Array.from(texts.flat())).graph;
}

/** Frequencies of the words of the King James Bible: entry x is the number of words in x verses. */
function kingJames(): number[] {
  const file = new URL("../../../../examples/king-james-words.jsonl.gz", import.meta.url);
  const verses = new Map<string, number>();
  for (const line of gunzipSync(readFileSync(file)).toString().trim().split("\n")) {
    for (const word of (JSON.parse(line) as { skills: string[] }).skills) {
      verses.set(word, (verses.get(word) ?? 0) + 1);
    }
  }
  const frequencies: number[] = [];
  for (const count of verses.values()) frequencies[count] = (frequencies[count] ?? 0) + 1;
  return Array.from(frequencies, (count) => count ?? 0);
}

describe("the generalised negative binomial law of rare skills", () => {
  it.each([
    [-0.5, 0.95],
    [0.3, 0.8],
    [2, 0.5],
  ])("is found again from the frequencies it expects, at exponent %d and decay %d", (exponent, decay) => {
    // f_(x+1)/f_x = g (x + a)/(x + 1): no gamma function needed.
    const frequencies = [0, 1e6];
    for (let x = 1; x < 12; x++) frequencies.push((frequencies[x] * decay * (x + exponent)) / (x + 1));
    const law = fitGeneralisedNegativeBinomial(frequencies)!;
    expect(law.exponent).toBeCloseTo(exponent, 3);
    expect(law.decay).toBeCloseTo(decay, 4);
    expect(law.once / 1e6).toBeCloseTo(1, 4);
  });

  it("adds the integral of the skills in exactly one text, at exponent 0 too", () => {
    for (const exponent of [-0.6, -1e-10, 0, 1e-7, 1.5]) {
      const [decay, more, steps] = [0.9, 4, 20_000];
      let integral = 0;
      for (let i = 0; i < steps; i++) {
        const t = ((i + 0.5) * more) / steps;
        integral += ((1 + decay * t) ** (-exponent - 1) * more) / steps;
      }
      expect(newSkills({ exponent, decay, once: 7 }, more)).toBeCloseTo(7 * integral, 5);
    }
  });
});

describe("the finite Zipf-Mandelbrot law of rare skills", () => {
  it("is found again from the frequencies it expects: growth to ten times within half a per cent", () => {
    const [exponent, lowest, highest, steps] = [0.6, 0.1, 60, 40_000];
    const frequencies = new Array<number>(16).fill(0);
    const growth = { seen: 0, tenfold: 0 };
    for (let i = 0; i < steps; i++) {
      const rate = lowest + ((i + 0.5) * (highest - lowest)) / steps;
      const weight = (1e5 * rate ** (-exponent - 1) * (highest - lowest)) / steps;
      growth.seen += weight * -Math.expm1(-rate);
      growth.tenfold += weight * -Math.expm1(-10 * rate);
      let probability = weight * Math.exp(-rate);
      for (let x = 1; x <= 15; x++) frequencies[x] += probability *= rate / x;
    }
    const common = growth.seen - frequencies.reduce((sum, n) => sum + n, 0);
    const law = fitFiniteZipfMandelbrot([...frequencies, common])!;
    expect(skillsSeen(law, 1) / growth.seen).toBeCloseTo(1, 9);
    expect(Math.abs(skillsSeen(law, 10) / growth.tenfold - 1)).toBeLessThan(0.005);
  });
});

describe("the growth of the number of skills", () => {
  it("is that of an independent program on the King James Bible, at 2, 5 and 10 times the verses", () => {
    const frequencies = kingJames();
    const tail = fitGeneralisedNegativeBinomial(frequencies)!;
    const rates = fitFiniteZipfMandelbrot(frequencies)!;
    const growth = estimateGrowth(frequencies)!;
    expect(growth.seen).toBe(12_544);
    // numpy and scipy, general-purpose optimisation of both laws.
    for (const [multiple, high, low] of [
      [2, 15_518, 15_444],
      [5, 20_001, 19_306],
      [10, 23_842, 21_710],
    ] as const) {
      expect(Math.abs((12_544 + newSkills(tail, multiple - 1)) / high - 1)).toBeLessThan(5e-4);
      expect(Math.abs(skillsSeen(rates, multiple) / low - 1)).toBeLessThan(5e-4);
      expect(growth.at(multiple)).toBeLessThanOrEqual(high);
      expect(growth.at(multiple)).toBeGreaterThanOrEqual(low);
    }
    expect(() => growth.at(0.5)).toThrow(/"multiple" expected a number >= 1/);
  });
});

describe("a forecast", () => {
  it("holds what comes of corpora drawn from the theory at least as often as it says, for skills and learned", async () => {
    const [skills, texts, cases] = [1500, 1200, 24];
    const held = { skills: 0, learned: 0 };
    const told = { skills: 0, learned: 0 };
    for (let seed = 0; seed < cases; seed++) {
      const whole = uniformGraph({ kind: "poisson", mean: 3 }, 2 * texts, skills, stream(seed, "whole"));
      const part = graphOf(
        Array.from({ length: texts }, (_, text) => [...whole.skillsOfText(text)]),
        skills,
      );
      const { outlooks } = await forecast(part, { multiples: [2], backTests: false, jump: false, seed });
      const future = outlooks[0].mixed;
      const seen = whole.skillOffsets.reduce(
        (sum, end, i, all) => sum + (i > 0 && end > all[i - 1] ? 1 : 0),
        0,
      );
      const { learnedCount } = learnRounds(whole);
      const shown = future.skills.estimate;
      if (shown !== null) {
        told.skills++;
        if (shown.low <= seen && seen <= shown.high) held.skills++;
      }
      const taught = future.learned.estimate?.skills;
      if (taught !== undefined) {
        told.learned++;
        if (taught.low <= learnedCount && learnedCount <= taught.high) held.learned++;
      }
    }
    expect(told.skills).toBe(cases);
    expect(told.learned).toBeGreaterThanOrEqual(cases / 2);
    // Below the bound by chance in less than one of 1,000 studies if intervals hold 80 %.
    expect(held.skills).toBeGreaterThanOrEqual(0.6 * told.skills);
    expect(held.learned).toBeGreaterThanOrEqual(0.55 * told.learned);
  });

  it("keeps two futures apart: of a corpus that drifts, texts that follow bring more than texts mixed like these", async () => {
    // Text t draws two of its skills from all, two from a window that moves on with t.
    const rng = stream(1, "drift");
    const texts = Array.from({ length: 2000 }, (_, t) => [
      ...new Set([
        Math.floor(2000 * rng.nextFloat() ** 3),
        Math.floor(2000 * rng.nextFloat() ** 3),
        2000 + Math.floor(0.4 * t) + rng.nextInteger(40),
        2000 + Math.floor(0.4 * t) + rng.nextInteger(40),
      ]),
    ]);
    const { outlooks } = await forecast(graphOf(texts, 3000), {
      multiples: [2],
      backTests: false,
      jump: false,
    });
    const { mixed, following } = outlooks[0];
    expect(following.skills.estimate!.expected).toBeGreaterThan(1.2 * mixed.skills.estimate!.expected);
    expect(following.skills.estimate!.high / following.skills.estimate!.low).toBeGreaterThan(
      mixed.skills.estimate!.high / mixed.skills.estimate!.low,
    );
    expect(outlooks[0].orderMatters).toBe(true);
  });

  const refusal = async (graph: SkillTextGraph, options: ForecastOptions): Promise<unknown> =>
    (await forecast(graph, { backTests: false, jump: false, ...options })).outlooks[0].mixed.skills.refusal;

  it("refuses with the number that stands against it", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 400, 900, stream(1));
    expect(await refusal(graph, { multiples: [11] })).toEqual({ reason: "multiple", value: 11, limit: 10 });
    expect(await refusal(graph, { multiples: [20] })).toEqual({ reason: "multiple", value: 20, limit: 10 });
    const few = uniformGraph({ kind: "poisson", mean: 3 }, 50, 900, stream(1));
    expect(await refusal(few, { multiples: [2] })).toEqual({ reason: "texts", value: 25, limit: 30 });
    // Every skill is in every text: nothing was seen only once.
    const full = graphOf(
      Array.from({ length: 100 }, () => [0, 1, 2]),
      3,
    );
    expect(await refusal(full, { multiples: [2] })).toMatchObject({ reason: "once" });
    const small = uniformGraph({ kind: "poisson", mean: 1 }, 64, 40, stream(2));
    expect(await refusal(small, { multiples: [2] })).toMatchObject({ reason: "skills", limit: 30 });
  });

  it("forecasts the whole from eight parts for each multiple and order, and tells what came", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 500, 1000, stream(3));
    const { backTests, learned, skills } = await forecast(graph, { multiples: [2, 3], jump: false });
    expect(backTests).toHaveLength(2 * 2 * 8);
    for (const { skills: tested, learned: taught, texts, multiple } of backTests) {
      expect(texts).toBe(Math.round(500 / multiple));
      expect(tested.actual).toBe(skills);
      expect(taught.actual).toBe(learned);
      const { estimate, inside } = tested;
      expect(inside).toBe(estimate === null ? null : estimate.low <= skills && skills <= estimate.high);
    }
  });

  it("names a text that alone brings more than a twentieth of the skills", async () => {
    const texts = [
      ...Array.from({ length: 100 }, (_, i) => [i % 40]),
      Array.from({ length: 10 }, (_, i) => 40 + i),
    ];
    const { dominantText } = await forecast(graphOf(texts, 50), {
      multiples: [2],
      backTests: false,
      jump: false,
    });
    expect(dominantText).toEqual({ text: 100, skills: 10 });
    const even = await forecast(graphOf(texts.slice(0, 100), 50), {
      multiples: [2],
      backTests: false,
      jump: false,
    });
    expect(even.dominantText).toBeNull();
  });

  it("finds the jump that theory has, from texts that are far below it", async () => {
    // c = 5: skills emerge at 2.45653 texts a skill.
    const skills = 4000;
    const graph = uniformGraph({ kind: "poisson", mean: 5 }, Math.round(1.5 * skills), skills, stream(2));
    const { nextJump, learned } = await forecast(graph, { multiples: [2], backTests: false });
    expect(learned).toBeLessThan(0.1 * skills);
    expect(nextJump!.texts.expected / skills).toBeCloseTo(2.4565, 1);
    expect(nextJump!.texts.low).toBeLessThanOrEqual(nextJump!.texts.expected);
    expect(nextJump!.texts.high).toBeGreaterThanOrEqual(nextJump!.texts.expected);
    expect(nextJump!.learnedAfter).toBeGreaterThan(0.9 * skills);
    expect(nextJump!.learnedBefore).toBeLessThan(0.3 * skills);
  });

  it("is the same for the same seed, hears an abort, and tells where it is", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 300, 600, stream(4));
    const steps: string[] = [];
    const options = { multiples: [2], progress: ({ step }: { step: string }) => void steps.push(step) };
    expect(await forecast(graph, options)).toEqual(await forecast(graph, options));
    expect(new Set(steps)).toEqual(new Set(["learning", "forecast", "next-jump"]));
    const controller = new AbortController();
    controller.abort(new Error("stopped"));
    await expect(forecast(graph, { signal: controller.signal })).rejects.toThrow("stopped");
  });

  it("refuses multiples that are none", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 300, 600, stream(4));
    await expect(forecast(graph, { multiples: [1] })).rejects.toThrow(RangeError);
    await expect(forecast(graph, { multiples: [Number.NaN] })).rejects.toThrow(RangeError);
  });
});
