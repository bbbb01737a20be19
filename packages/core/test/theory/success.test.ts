import { describe, expect, it } from "vitest";
import {
  evolve,
  evolveClasses,
  evolveFrozen,
  finiteSizeLaw,
  parseLaw,
  parseSuccess,
  poisson,
  ratioThreshold,
  successOfTable,
} from "../../src/theory/index.js";

describe("a table of success", () => {
  it("of ones is the D-skill learner, for any text law", () => {
    for (const law of ["poisson:5", "0.2x^2+0.8x^9", "binomial:20:0.25"].map((text) => parseLaw(text))) {
      for (const d of [1, 2, 3]) {
        const success = new Array<number>(d).fill(1);
        const [plain, table] = [ratioThreshold(law, { maxUnlearned: d }), ratioThreshold(law, { success })];
        expect(table.jumps.length).toBe(plain.jumps.length);
        for (const [i, { value }] of plain.jumps.entries())
          expect(table.jumps[i].value / value).toBeCloseTo(1, 12);
        for (const ratio of [0.4, 1, 3]) {
          const [a, b] = [evolve(law, ratio, { maxUnlearned: d }), evolve(law, ratio, { success })];
          expect(b.unlearned / a.unlearned).toBeCloseTo(1, 10);
        }
      }
    }
  });

  it("and the function of its Poisson mixture have the same threshold and the same end", () => {
    const table = [0.9, 0.6, 0.2];
    const success = (x: number) => successOfTable(table, x);
    const [byTable, byFunction] = [
      ratioThreshold(poisson(8), { success: table }),
      ratioThreshold(poisson(8), { success }),
    ];
    expect(byTable.value! / byFunction.value!).toBeCloseTo(1, 9);
    for (const ratio of [0.5 * byTable.value!, 1.01 * byTable.value!]) {
      const [a, b] = [evolve(poisson(8), ratio, { success: table }), evolve(poisson(8), ratio, { success })];
      expect(b.unlearned / a.unlearned).toBeCloseTo(1, 6);
    }
  });

  // Reference values: fixed points and maxima of R(q) = -ln q/(c P_suc(c q)) by plain iteration and golden section in
  // a Python program of its own, mpmath with 30 digits.
  it("has the thresholds of an independent computation", () => {
    for (const [c, table, ratio, q] of reference) {
      const { value, unlearnedBefore } = ratioThreshold(poisson(c), { success: table });
      expect(value! / ratio).toBeCloseTo(1, 11);
      expect(unlearnedBefore! / q).toBeCloseTo(1, 6);
    }
  });

  it("works in several classes and on levels", () => {
    const one = { skills: [100], texts: [130], means: [[4]] };
    const success = [0.9, 0.5];
    const single = evolve(poisson(4), 1.3, { success });
    expect(evolveClasses(one, { success }).unlearned[0] / single.unlearned).toBeCloseTo(1, 10);
    const byFunction = evolveClasses(one, { success: (x) => successOfTable(success, x) });
    expect(byFunction.unlearned[0] / single.unlearned).toBeCloseTo(1, 6);
    const [foundation] = evolveFrozen([{ skills: 100, texts: 130, means: [4] }], { success });
    expect(foundation.unlearned / single.unlearned).toBeCloseTo(1, 10);
  });

  it("is refused when it rises, is empty, or stands beside a number of skills", () => {
    expect(() => evolve(poisson(3), 1, { success: [] })).toThrow(
      '"success.length" expected 1 to 1000 probabilities',
    );
    expect(() => evolve(poisson(3), 1, { success: [0.5, 0.6] })).toThrow("more unlearned skills never help");
    expect(() => evolve(poisson(3), 1, { success: [0] })).toThrow("a probability > 0");
    expect(() => evolve(poisson(3), 1, { success: [1], maxUnlearned: 1 })).toThrow(
      "nothing beside a success function",
    );
    expect(() =>
      evolveClasses({ skills: [1], texts: [1], means: [[1]] }, { success: [1], maxUnlearned: 1 }),
    ).toThrow("nothing beside a success function");
  });
});

const reference: readonly (readonly [number, readonly number[], number, number])[] = [
  [5, [1, 0.5], 0.859338829267037, 0.708704550011],
  [8, [0.9, 0.6, 0.2], 1.91805098584462, 0.826049631151],
  [10, [1, 1, 0.5, 0.25], 1.502877869147007, 0.851758689413],
  [6, [0.5], 9.0659792397215, 0.815069861861],
];

describe("the notation of success", () => {
  const at = (text: string, x: number) => (parseSuccess(text) as (x: number) => number)(x);

  it("takes arithmetic with its usual precedence", () => {
    expect(at("exp(-x)*(1+x/2)", 2)).toBeCloseTo(2 * Math.exp(-2), 15);
    expect(at("1/(1+x)^2", 1)).toBe(0.25);
    expect(at("max(0, 1 - x/4)", 1)).toBe(0.75);
    expect(at("1 - min(1, sqrt(x)/2^2)", 4)).toBe(0.5);
    expect(at("2^-x^2", 1)).toBe(0.5);
    expect(at("exp(-log(1+x)*2)", 1)).toBeCloseTo(0.25, 15);
    expect(at("1e0 - 0*x", 3)).toBe(1);
  });

  it("says what is wrong with what is none", () => {
    for (const [text, reason] of [
      ["exp(-x", 'expected ")", got end'],
      ["exp -x", "exp needs a bracket"],
      ["2 x", 'unexpected "x"'],
      ["", "unexpected end"],
      ["1..2", "unexpected"],
      ["exp(x, 1)", "exp takes one number"],
      ["constructor(x)", 'unknown name "constructor"'],
      ["x", "never rises"],
      ["1/x", "stays in [0, 1]"],
      ["0.5,0.6", "more unlearned skills never help"],
      [`${"(".repeat(2000)}1`, "too many brackets"],
    ]) {
      expect(() => parseSuccess(text), text).toThrow(reason);
    }
  });
});

it("unreliable texts only stretch the ratio, and widen the window of finite corpora", () => {
  const [plain, half] = [finiteSizeLaw(poisson(5))!, finiteSizeLaw(poisson(5), { reliability: 0.5 })!];
  expect(half.ratio).toBeCloseTo(2 * plain.ratio, 12);
  expect(half.beta).toBeCloseTo(2 * plain.beta, 12);
  expect(half.alpha).toBeCloseTo(2 * Math.sqrt(plain.alpha ** 2 + 0.5 * plain.ratio), 12);
  expect(half.alphaPoissonTexts).toBeCloseTo(2 * plain.alphaPoissonTexts, 12);
});
