import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { buildGraphOfTexts, uniformGraph } from "../../src/graph/index.js";
import {
  learnedSkills,
  neverLearned,
  patience,
  skillModel,
  skillTrainer,
  type TrainOptions,
  textLoss,
  trainGaps,
  trainSkills,
} from "../../src/training/index.js";
import { type NaiveModel, naiveLoss, naiveMemoryLoss } from "../reference/naive-training.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

const small = (seed: number) => uniformGraph({ kind: "poisson", mean: 3 }, 60, 40, stream(seed));

describe("a model of skills", () => {
  it("hides permutations, and starts from logits of size sigma whose columns sum to 0", () => {
    const model = skillModel(2000, stream(1), { symbols: 3, sigma: 0.5 });
    const counts = new Map<string, number>();
    let squares = 0;
    for (let skill = 0; skill < 2000; skill++) {
      const permutation = model.permutations.subarray(3 * skill, 3 * skill + 3).join("");
      counts.set(permutation, (counts.get(permutation) ?? 0) + 1);
      for (let column = 0; column < 3; column++) {
        const entries = [0, 3, 6].map((row) => model.logits[9 * skill + row + column]);
        expect(Math.abs(entries[0] + entries[1] + entries[2])).toBeLessThan(1e-14);
        for (const entry of entries) squares += entry * entry;
      }
    }
    expect([...counts.keys()].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
    for (const count of counts.values()) {
      expect(Math.abs(count - 2000 / 6)).toBeLessThan(5 * Math.sqrt((2000 * 5) / 36));
    }
    // Centring three entries leaves two thirds of their squares; 12,000 are free.
    expect(Math.abs(squares / (0.25 * 12_000) - 1)).toBeLessThan(5 * Math.sqrt(2 / 12_000));
  });

  it("knows what it is told to know, and nothing else", () => {
    const known = Uint8Array.of(0, 1, 0, 1);
    expect([...learnedSkills(skillModel(4, stream(1), { known }))]).toEqual([0, 1, 0, 1]);
  });

  it("has the loss of whole matrices on any texts, ln p where it knows nothing and 0 where it knows all", () => {
    const rng = stream(2);
    const graph = graphOf(randomTexts(rng, 20, 8, 3), 8);
    const model = skillModel(8, rng, { sigma: 1 });
    const texts = Array.from({ length: graph.textCount }, (_, text) => [...graph.skillsOfText(text)]);
    const naive: NaiveModel = {
      symbols: 4,
      logits: model.logits,
      permutations: Array.from({ length: 8 }, (_, s) => [...model.permutations.subarray(4 * s, 4 * s + 4)]),
    };
    expect(textLoss(model, graph).loss * graph.textCount).toBeCloseTo(naiveLoss(naive, texts), 9);
    const { graph: one } = buildGraphOfTexts(1, Uint32Array.of(0, 1), Uint32Array.of(0));
    expect(textLoss(skillModel(1, stream(1)), one).loss).toBeCloseTo(Math.log(4), 9);
    expect(textLoss(skillModel(1, stream(1), { known: Uint8Array.of(1) }), one)).toEqual({
      texts: 1,
      loss: 0,
      understood: 1,
    });
  });
});

describe("training", () => {
  it("gives the same bytes for the same seed, whether run at once or in pieces", () => {
    const graph = small(1);
    const options = { batch: 20, sigma: 0.1, steps: 30 };
    const once = trainSkills(graph, stream(7), options);
    const pieces = trainSkills(graph, stream(7), { ...options, noteEvery: 7 });
    expect(pieces.model.logits).toEqual(once.model.logits);
    expect(trainSkills(graph, stream(8), options).model.logits).not.toEqual(once.model.logits);
    expect(pieces.history.map(({ step }) => step)).toEqual([0, 7, 14, 21, 28, 30]);
  });

  it("does not change except in a major version", () => {
    const of = (options: TrainOptions): number[] => {
      const { logits } = trainSkills(small(1), stream(7), { sigma: 0.1, steps: 50, ...options }).model;
      return [logits[5], logits[200]];
    };
    expect(of({})).toEqual([2.000657857496473, -0.8331350824801603]);
    expect(of({ symbols: 3, batch: 20 })).toEqual([-0.1336185422411457, 0.06108238299137571]);
    expect([...trainGaps(small(1)).gaps].filter((gap) => gap > 0).slice(0, 2)).toEqual([
      6.130904747176316, 6.636610622141951,
    ]);
  });

  it("notes at which step each skill was first learned", () => {
    const graph = small(2);
    const model = skillModel(40, stream(1));
    const trainer = skillTrainer(model, graph, stream(1));
    const first = new Uint32Array(40).fill(neverLearned);
    for (let step = 1; step <= 120; step++) {
      trainer.run(1);
      trainer.learnedFlags().forEach((flag, skill) => {
        if (flag === 1 && first[skill] === neverLearned) first[skill] = step;
      });
    }
    expect(trainer.stepOfSkill).toEqual(first);
    expect(first.filter((step) => step !== neverLearned).length).toBeGreaterThan(5);
  });

  it("leaves frozen skills and texts of weight 0 alone", () => {
    const graph = small(3);
    const skillRates = Float64Array.from({ length: 40 }, (_, skill) => (skill < 20 ? 0 : 1));
    const before = skillModel(40, stream(1)).logits;
    const frozen = trainSkills(graph, stream(1), { skillRates, steps: 40 }).model.logits;
    expect(frozen.subarray(0, 320)).toEqual(before.subarray(0, 320));
    expect(frozen.subarray(320)).not.toEqual(before.subarray(320));
    const silent = trainSkills(graph, stream(1), { textWeights: new Float64Array(60), steps: 40 });
    expect(silent.model.logits).toEqual(before);
  });

  it("shortens long gradients and leaves short ones out", () => {
    const { graph } = buildGraphOfTexts(1, Uint32Array.of(0, 1), Uint32Array.of(0));
    const moved = (options: TrainOptions): number =>
      Math.hypot(...trainSkills(graph, stream(1), { sigma: 0, steps: 1, ...options }).model.logits);
    const whole = moved({});
    expect(moved({ maxNorm: whole / 2 })).toBeCloseTo(whole / 2, 12);
    expect(moved({ maxNorm: 2 * whole, minNorm: whole / 2 })).toBe(whole);
    expect(moved({ minNorm: 2 * whole })).toBe(0);
  });

  it("learns with Adam when epsilon is large, and guesses with a tiny one", () => {
    // Texts {0}, {0, 1} and one that always lacks two.
    const { graph } = buildGraphOfTexts(4, Uint32Array.of(0, 1, 3, 5), Uint32Array.of(0, 0, 1, 2, 3));
    const adam = (epsilon?: number) =>
      trainSkills(graph, stream(1), { optimiser: { kind: "adam", epsilon }, steps: 100, rate: 0.5 });
    expect([...adam().learnedFlags]).toEqual([1, 1, 0, 0]);
    expect(adam().history.at(-1)!.loss).toBeGreaterThan(Math.log(4) / 3 - 0.01);
    expect(adam(1e-30).history.at(-1)!.loss).toBeLessThan(0.2);
  });

  it("refuses what it cannot use in one clear line", () => {
    const graph = small(1);
    const refused: [TrainOptions, string][] = [
      [{ symbols: 17 }, '"symbols" expected an integer in [2, 16], got 17'],
      [{ sigma: -1 }, '"sigma" expected a number >= 0, got -1'],
      [{ sigma: Number.NaN }, '"sigma" expected a number >= 0, got NaN'],
      [{ rate: 0 }, '"rate" expected a number > 0, got 0'],
      [{ batch: 61 }, '"batch" expected an integer in [1, 60], got 61'],
      [{ confidence: 0.4 }, '"confidence" expected a number in [0.5, 1), got 0.4'],
      [
        { textWeights: new Float64Array(3) },
        '"textWeights" expected one number for each of the 60 texts, got 3',
      ],
      [{ skillRates: new Float64Array(40).fill(-1) }, '"skillRates[0]" expected a number >= 0, got -1'],
      [
        { known: new Uint8Array(3) },
        '"known" expected one entry for each of the 40 skills (see skillFlags), got 3',
      ],
      [{ optimiser: { kind: "adam", epsilon: 0 } }, '"optimiser.epsilon" expected a number > 0, got 0'],
    ];
    for (const [options, message] of refused) {
      expect(() => trainSkills(graph, stream(1), options)).toThrow(message);
    }
    expect(() => skillTrainer(skillModel(3, stream(1)), graph, stream(1))).toThrow(
      '"graph.skillCount" expected the 3 of the model, got 40',
    );
    expect(() => trainGaps(graph, { rate: Number.NaN })).toThrow('"rate" expected a number > 0, got NaN');
    expect(() => patience(graph, new Uint8Array(2))).toThrow('"learned" expected one entry');
  });

  it("trains graphs without texts, without skills and with empty texts", () => {
    const empty = buildGraphOfTexts(0, Uint32Array.of(0, 0, 0), new Uint32Array(0)).graph;
    expect(trainSkills(empty, stream(1), { steps: 2 }).learnedCount).toBe(0);
    expect(textLoss(skillModel(0, stream(1)), empty)).toEqual({ texts: 2, loss: 0, understood: 2 });
    const without = buildGraphOfTexts(2, Uint32Array.of(0), new Uint32Array(0)).graph;
    expect(trainSkills(without, stream(1), { steps: 2 }).history[0].loss).toBe(0);
  });
});

describe("training without noise", () => {
  it("is one number a skill: the gaps step like the whole model, for any rate and symbols", () => {
    for (const [symbols, rate] of [
      [2, 0.5],
      [3, 1],
      [4, 4],
    ] as const) {
      const graph = small(5);
      const trained = trainSkills(graph, stream(1), { symbols, rate, sigma: 0, steps: 80 });
      const { gaps, stepOfSkill } = trainGaps(graph, { symbols, rate, steps: 80 });
      expect(trained.stepOfSkill).toEqual(stepOfSkill);
      const { logits, permutations } = trained.model;
      gaps.forEach((gap, skill) => {
        for (let i = 0; i < symbols; i++) {
          const row = logits.subarray((skill * symbols + i) * symbols, (skill * symbols + i + 1) * symbols);
          const right = permutations[skill * symbols + i];
          row.forEach((logit, j) => {
            if (j !== right) expect(Math.abs(row[right] - logit - gap)).toBeLessThan(1e-9 * (1 + gap));
          });
        }
      });
    }
  });

  it("is one number a text more where texts have a memory: a free matrix beside the product", () => {
    const [symbols, rate, steps] = [3, 0.7, 12];
    const texts = [[0], [0, 1], [1, 2], [3, 2]];
    const graph = graphOf(texts, 4);
    const model = skillModel(4, stream(1), { symbols, sigma: 0 });
    const permutations = [0, 1, 2, 3].map((s) => [...model.permutations.subarray(3 * s, 3 * s + 3)]);
    // All parameters in one list: the logits of the skills, then those of the texts.
    const parameters = new Float64Array(9 * (4 + texts.length));
    for (let step = 0; step < steps; step++) {
      const slopes = parameters.map((_, i) => {
        const at = (shift: number): number => {
          const moved = parameters.slice();
          moved[i] += shift;
          const logits = moved.subarray(0, 36);
          return naiveMemoryLoss({ symbols, permutations, logits }, texts, moved.subarray(36));
        };
        return (at(1e-4) - at(-1e-4)) / 2e-4;
      });
      slopes.forEach((slope, i) => {
        parameters[i] -= rate * slope;
      });
    }
    const { gaps, rightOfText } = trainGaps(graph, { symbols, rate, steps, memory: true });
    gaps.forEach((gap, skill) => {
      const row = parameters.subarray(9 * skill, 9 * skill + 3);
      const right = permutations[skill][0];
      expect(Math.abs(row[right] - row[(right + 1) % 3] - gap)).toBeLessThan(1e-6);
    });
    const losses = -rightOfText.reduce((sum, right) => sum + Math.log(right), 0);
    const logits = parameters.subarray(0, 36);
    expect(naiveMemoryLoss({ symbols, permutations, logits }, texts, parameters.subarray(36))).toBeCloseTo(
      losses,
      6,
    );
    expect(gaps[2]).toBeGreaterThan(0);
    expect(gaps[3]).toBeGreaterThan(0);
  });
});
