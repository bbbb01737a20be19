/** Trained models against the learner and against theory. Ten times as many runs: bench/trained.mjs. */
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  buildGraphOfTexts,
  classGraph,
  hierarchyGraph,
  type SkillTextGraph,
  uniformGraph,
  weightedGraph,
  zipfWeights,
} from "../../src/graph/index.js";
import { learnDirected, learnRounds, learnSequential } from "../../src/learning/index.js";
import { evolve, poisson } from "../../src/theory/index.js";
import {
  neverLearned,
  patience,
  type SkillModel,
  skillModel,
  skillTrainer,
  type TrainOptions,
  textLoss,
  trainGaps,
  trainSkills,
} from "../../src/training/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";
import { cases } from "../support/cases.js";

const skills = 200;

const corpus = (mean: number, ratio: number, seed: number): SkillTextGraph =>
  uniformGraph({ kind: "poisson", mean }, Math.round(ratio * skills), skills, stream(seed, "corpus"));

describe("gradient descent and peeling", () => {
  it.each<[string, number, number, TrainOptions]>([
    ["below the threshold", 5, 2, {}],
    ["near the threshold", 5, 2.45, {}],
    ["above the threshold", 5, 3, {}],
    ["of short texts", 3, 1.2, {}],
    ["of three symbols", 4, 1.6, { symbols: 3, sigma: 1e-40 }],
    ["by minibatches", 3, 1.2, { batch: 60, steps: 900, sigma: 1e-100 }],
    ["by Adam", 3, 1.2, { optimiser: { kind: "adam" }, rate: 0.5 }],
  ])("learn the same skills %s, one by one", (_, mean, ratio, options) => {
    for (let seed = 1; seed <= cases(3); seed++) {
      const graph = corpus(mean, ratio, seed);
      expect(trainSkills(graph, stream(seed), options).learnedFlags).toEqual(learnRounds(graph).learnedFlags);
    }
  });

  it("learn the same of several classes, of Zipf popularity, and on both sides of two jumps", () => {
    const classes = {
      skills: [120, 60],
      texts: [320, 150],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    };
    const twoJumps = { kind: "polynomial", degrees: [1, 4, 80], probabilities: [0.3, 0.5, 0.2] } as const;
    const graphs = [
      classGraph(classes, stream(1, "classes")),
      weightedGraph({ kind: "poisson", mean: 4 }, 600, zipfWeights(skills, 0.8), stream(1, "zipf")),
      ...[1, 1.31, 1.6].map((ratio) => uniformGraph(twoJumps, ratio * skills, skills, stream(3, "jumps"))),
    ];
    const learnedShares = graphs.map((graph) => {
      const { learnedFlags, learnedCount } = learnRounds(graph);
      expect(trainSkills(graph, stream(1), { sigma: 1e-100, steps: 300 }).learnedFlags).toEqual(learnedFlags);
      return learnedCount / graph.skillCount;
    });
    expect(Math.min(...learnedShares)).toBeLessThan(0.5);
    expect(Math.max(...learnedShares)).toBeGreaterThan(0.95);
  });

  it("learn the same on top of what is known", () => {
    const graph = corpus(5, 1.2, 4);
    const known = Uint8Array.from({ length: skills }, (_, skill) => (skill % 3 === 0 ? 1 : 0));
    const peeled = learnRounds(graph, { known });
    expect(peeled.learnedCount).toBeGreaterThan(20);
    expect(trainSkills(graph, stream(1), { known }).learnedFlags).toEqual(peeled.learnedFlags);
  });

  it("without noise, after n steps has moved exactly what n rounds learn, whatever the rate", () => {
    const rng = stream(5);
    for (let trial = 0; trial < 30; trial++) {
      const graph = graphOf(randomTexts(rng, 60, 30, 3), 30);
      const { stepOfFirstSign } = trainGaps(graph, { rate: 0.01 + 5 * rng.nextFloat(), steps: 40 });
      expect(stepOfFirstSign).toEqual(learnRounds(graph).roundOfSkill);
    }
  });

  it("learn in the same order: the step goes up with the round", () => {
    const graph = corpus(5, 2.6, 2);
    const { learnedPerRound, roundOfSkill } = learnRounds(graph);
    expect(learnedPerRound.length).toBeGreaterThan(7);
    const { stepOfSkill } = trainSkills(graph, stream(1));
    let [concordant, discordant] = [0, 0];
    for (let a = 0; a < skills; a++) {
      for (let b = 0; b < a; b++) {
        const order =
          Math.sign(roundOfSkill[a] - roundOfSkill[b]) * Math.sign(stepOfSkill[a] - stepOfSkill[b]);
        if (order > 0) concordant++;
        if (order < 0) discordant++;
      }
    }
    // Goodman and Kruskal's gamma; rank correlations are in the study.
    expect((concordant - discordant) / (concordant + discordant)).toBeGreaterThan(0.8);
  });
});

describe("patience", () => {
  it.each([
    { symbols: 4, sigma: 1e-6, rate: 1 },
    { symbols: 4, sigma: 1e-24, rate: 3 },
    { symbols: 3, sigma: 1e-12, rate: 1 },
    { symbols: 5, sigma: 1e-6, rate: 2 },
  ])("ends when theory says: noise grows by the largest eigenvalue of the graph of pairs, %o", (options) => {
    const graph = corpus(5, 2, 6);
    const { learnedFlags: learned } = learnSequential(graph);
    const predicted = patience(graph, learned, options).steps;
    const { symbols, sigma, rate } = options;
    const model = skillModel(skills, stream(1), { symbols, sigma });
    const trainer = skillTrainer(model, graph, stream(1), { rate });
    while (!guesses(model, learned)) trainer.run(1);
    // The clock starts when the closure is learned, and noise begins a little below sigma in that direction.
    expect(trainer.steps).toBeGreaterThan(0.95 * predicted);
    expect(trainer.steps).toBeLessThan(predicted + 60);
  });

  it("is without end when noise is zero", () => {
    const graph = corpus(5, 2, 6);
    const { learnedFlags: learned } = learnSequential(graph);
    const { model } = trainSkills(graph, stream(1), { sigma: 0, steps: 1000 });
    expect(guesses(model, learned)).toBe(false);
    learned.forEach((flag, skill) => {
      if (flag === 0)
        expect(model.logits.subarray(16 * skill, 16 * skill + 16).every((x) => x === 0)).toBe(true);
    });
  });

  it("ends with pairs that say their product right and each skill wrong", () => {
    // 400 texts {a, b}, each of a pair of its own: 3! = 6 ways to share a product, one of them right.
    const pairs = 400;
    const { graph } = buildGraphOfTexts(
      2 * pairs,
      Uint32Array.from({ length: pairs + 1 }, (_, i) => 2 * i),
      Uint32Array.from({ length: 2 * pairs }, (_, i) => i),
    );
    const trained = trainSkills(graph, stream(1), { symbols: 3, sigma: 0.01, steps: 600 });
    expect(textLoss(trained.model, graph).understood).toBe(pairs);
    const right = trained.learnedCount / 2;
    expect(Math.abs(right - pairs / 6)).toBeLessThan(5 * Math.sqrt((pairs * 5) / 36));
  });
});

describe("a model that can memorise its texts", () => {
  it("drives the loss to zero and learns few skills, where one without a memory learns most", () => {
    const graph = corpus(3, 1.3, 7);
    const of = (memory: boolean) => {
      const { stepOfSkill, rightOfText } = trainGaps(graph, { memory, steps: 1000 });
      const loss = -rightOfText.reduce((sum, right) => sum + Math.log(right), 0) / graph.textCount;
      return { loss, learned: stepOfSkill.filter((step) => step !== neverLearned).length / skills };
    };
    expect(of(false).learned).toBeGreaterThan(0.9);
    expect(of(true).learned).toBeLessThan(0.25);
    expect(of(true).loss).toBeLessThan(0.01);
  });
});

describe("trained models and theory", () => {
  it("err on new texts as often as density evolution says", () => {
    const [mean, ratio, newTexts] = [3, 1.6, 2000];
    let errors = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      const graph = corpus(mean, ratio, 10 + seed);
      const unseen = uniformGraph({ kind: "poisson", mean }, newTexts, skills, stream(seed, "new"));
      const { model } = trainSkills(graph, stream(seed));
      errors += 1 - textLoss(model, unseen).understood / newTexts;
    }
    const { textError, unlearned } = evolve(poisson(mean), ratio);
    // Unlearned skills are few and about Poisson; each one fails mean/skills of the texts.
    const deviation = (Math.sqrt(skills * unlearned) * mean) / skills;
    expect(Math.abs(errors / 5 - textError)).toBeLessThan(5 * (deviation / Math.sqrt(5) + 1e-3));
  });

  it("need a foundation: a frozen one below its threshold spoils fine-tuning, one above it carries it", () => {
    for (const foundationTexts of [150, 400]) {
      const sizes = {
        basicSkills: 150,
        domainSkills: 150,
        foundationTexts,
        domainTexts: 300,
        foundationMean: 4,
        basicMean: 2,
        domainMean: 3,
      };
      const { requires, teaches } = hierarchyGraph(sizes, stream(foundationTexts));
      const directed = learnDirected(requires, teaches);
      const basic = textsOf(teaches, 0, foundationTexts);
      const domain = merged(requires, teaches, foundationTexts);
      const model = skillModel(300, stream(1), { sigma: 1e-40 });
      skillTrainer(model, basic, stream(1)).run(200);
      const skillRates = Float64Array.from({ length: 300 }, (_, skill) => (skill < 150 ? 0 : 1));
      const tuned = skillTrainer(model, domain, stream(1), { skillRates });
      tuned.run(300);
      expect(tuned.learnedFlags()).toEqual(directed.learnedFlags);
    }
  });
});

function guesses({ logits, symbols }: SkillModel, learned: Uint8Array): boolean {
  const square = symbols * symbols;
  return learned.some(
    (flag, s) =>
      flag === 0 && logits.subarray(square * s, square * (s + 1)).some((logit) => Math.abs(logit) > 1),
  );
}

/** The texts `begin` to `end` of a graph. */
function textsOf(graph: SkillTextGraph, begin: number, end: number): SkillTextGraph {
  const lists = Array.from({ length: end - begin }, (_, i) => [...graph.skillsOfText(begin + i)]);
  return graphOf(lists, graph.skillCount);
}

/** The texts from `begin` on, with what they require and what they teach. */
function merged(requires: SkillTextGraph, teaches: SkillTextGraph, begin: number): SkillTextGraph {
  const lists = Array.from({ length: teaches.textCount - begin }, (_, i) => [
    ...requires.skillsOfText(begin + i),
    ...teaches.skillsOfText(begin + i),
  ]);
  return graphOf(lists, teaches.skillCount);
}

it("the marks of no round and of no step are one number", () => {
  expect(neverLearned).toBe(0xffff_ffff);
});
