/** Classes, levels, popularity and corpora: the theory against large random graphs and chains. */
import { describe, expect, it } from "vitest";
import { stream, Welford } from "../../src/base/index.js";
import {
  buildGraphOfTexts,
  classGraph,
  configurationGraph,
  graphOfTexts,
  samplePoisson,
  skillDegreeCounts,
  textSizeCounts,
  trimDegrees,
  weightedGraph,
  zipfWeights,
} from "../../src/graph/index.js";
import { classChain, hierarchyChain, learnSequential } from "../../src/learning/index.js";
import {
  corpusThreshold,
  emergenceBoundary,
  evolve,
  evolveClasses,
  evolveFrozen,
  evolveJoint,
  poisson,
  predictCorpus,
  ratioThreshold,
  zipfSkills,
} from "../../src/theory/index.js";

describe("classes of skills and texts", () => {
  const means = [
    [4.5, 0.5],
    [1.5, 3],
  ];

  it("learn in chains of 10^9 skills what the theory says, on both sides of the boundary of the region", () => {
    const size = 1e9;
    const points = emergenceBoundary(
      { skills: [1, 0.5], texts: [0, 0], means },
      { texts: 0, skills: 0 },
      { texts: 1, skills: 1 },
      { rays: 4 },
    );
    expect(points.length).toBeGreaterThanOrEqual(4);
    for (const { ratios, unlearnedBefore, unlearnedAfter } of points) {
      for (const factor of [0.995, 1.005]) {
        const skills = [size, size / 2];
        const texts = ratios.map((ratio, j) => Math.round(ratio * factor * skills[j]));
        const { learnedCounts: learned } = classChain({ skills, texts, means }).run(stream(60));
        const predicted = evolveClasses({ skills, texts, means }).unlearned;
        skills.forEach((count, k) => {
          expect(Math.abs(1 - learned[k] / count - predicted[k])).toBeLessThan(2e-3);
          if (factor < 1) expect(predicted[k]).toBeGreaterThanOrEqual(unlearnedBefore[k]);
          else expect(predicted[k]).toBeLessThanOrEqual(unlearnedAfter[k] + 1e-12);
        });
      }
    }
  });

  it("learn in graphs what the theory says of a learner of two new skills, with one class half known", () => {
    const skills = [60_000, 30_000];
    const texts = [30_000, 20_000];
    const rng = stream(61);
    const graph = classGraph({ skills, texts, means }, rng);
    const known = Uint8Array.from({ length: 90_000 }, (_, skill) =>
      skill < 60_000 || rng.nextFloat() < 0.5 ? 0 : 1,
    );
    const { learnedFlags: learned } = learnSequential(graph, { maxUnlearned: 2, known });
    const { unlearned, textErrors } = evolveClasses(
      { skills, texts, means },
      { maxUnlearned: 2, unknown: [1, 0.5] },
    );
    const missing = [learned.subarray(0, 60_000), learned.subarray(60_000)].map(
      (part) => part.filter((flag) => flag === 0).length,
    );
    // Fluctuations of shares of n skills: a few times 1/sqrt(n), 0.004 and 0.006.
    missing.forEach((count, k) => {
      expect(Math.abs(count / skills[k] - unlearned[k])).toBeLessThan(5 / Math.sqrt(skills[k]));
    });
    // New texts of the same classes.
    const fresh = classGraph({ skills, texts: [20_000, 20_000], means }, stream(62));
    const wrong = [0, 0];
    for (let text = 0; text < 40_000; text++) {
      if (fresh.skillsOfText(text).some((skill) => learned[skill] === 0)) wrong[text < 20_000 ? 0 : 1] += 1;
    }
    wrong.forEach((count, j) => {
      expect(Math.abs(count / 20_000 - textErrors[j])).toBeLessThan(0.02);
    });
  });

  it("of a frozen hierarchy learn in chains of 10^9 skills what the theory says", () => {
    const size = 1e9;
    for (const [c0, R0, cb, cd, Rd] of [
      [4, 1.6, 2, 3, 1.3],
      [4, 1.45, 2, 3, 1.3],
      [3, 1.3, 2, 4, 1.7],
    ] as const) {
      const sizes = {
        basicSkills: size,
        domainSkills: size,
        foundationTexts: R0 * size,
        domainTexts: Rd * size,
        foundationMean: c0,
        basicMean: cb,
        domainMean: cd,
      };
      const {
        basicLearnedCount: basicLearned,
        domainLearnedCount: domainLearned,
        usableTexts,
      } = hierarchyChain(sizes).run(stream(63));
      const [basic, domain] = evolveFrozen([
        { skills: size, texts: R0 * size, means: [c0] },
        { skills: size, texts: Rd * size, means: [cb, cd] },
      ]);
      expect(Math.abs(1 - basicLearned / size - basic.unlearned)).toBeLessThan(1e-3);
      expect(Math.abs(1 - domainLearned / size - domain.unlearned)).toBeLessThan(1e-3);
      expect(Math.abs(usableTexts / (Rd * size) - domain.usable)).toBeLessThan(1e-3);
    }
  });
});

describe("skills of unequal popularity", () => {
  it("are learned as far as predicted, and new texts fail as often", () => {
    const skills = 100_000;
    const weights = zipfWeights(skills, 0.7);
    for (const [ratio, key] of [
      [0.8, 1],
      [3, 2],
    ] as const) {
      const graph = weightedGraph(poisson(3), Math.round(ratio * skills), weights, stream(64, key));
      const { learnedFlags: learned, learnedCount } = learnSequential(graph);
      const prediction = evolve(poisson(3), zipfSkills(poisson(3), ratio, skills, 0.7));
      expect(Math.abs(1 - learnedCount / skills - prediction.unlearned)).toBeLessThan(0.01);
      // Held-out texts choose by popularity, new ones uniformly.
      for (const [chosen, expected] of [
        [weights, prediction.heldOutError],
        [new Float64Array(skills).fill(1), prediction.textError],
      ] as const) {
        const fresh = weightedGraph(poisson(3), 20_000, chosen, stream(65, key));
        let wrong = 0;
        for (let text = 0; text < 20_000; text++)
          if (fresh.skillsOfText(text).some((skill) => learned[skill] === 0)) wrong += 1;
        expect(Math.abs(wrong / 20_000 - expected)).toBeLessThan(0.02);
      }
    }
  });

  it("of two levels are learned, frozen and together, as far as predicted", () => {
    const popularity = 0.7;
    const [basicSkills, domainSkills] = [20_000, 10_000];
    const [basicWeights, domainWeights] = [basicSkills, domainSkills].map((n) => zipfWeights(n, popularity));
    const [basicTexts, domainTexts] = [18_000, 12_000];
    const levels = [
      { skills: basicSkills, texts: basicTexts, means: [3] },
      { skills: domainSkills, texts: domainTexts, means: [1.5, 2.5] },
    ];
    const frozen = evolveFrozen(levels, { popularity });
    const joint = evolveJoint(levels, { popularity });
    const expected = [
      ...frozen.map((state) => state.unlearned),
      frozen[1].usable,
      ...joint.unlearned,
      joint.textErrors[1],
    ];
    const measured = expected.map(() => new Welford());
    for (let repeat = 0; repeat < 20; repeat++) {
      const rng = stream(69, repeat);
      const foundation = weightedGraph(poisson(3), basicTexts, basicWeights, rng);
      const lower = weightedGraph(poisson(1.5), 2 * domainTexts, basicWeights, rng);
      const upper = weightedGraph(poisson(2.5), 2 * domainTexts, domainWeights, rng);
      const basic = learnSequential(foundation);
      const isUsable = (text: number) =>
        lower.skillsOfText(text).every((skill) => basic.learnedFlags[skill] === 1);
      const usable = Uint32Array.from({ length: domainTexts }, (_, text) => text).filter(isUsable);
      const domain = learnSequential(graphOfTexts(upper, usable));
      // All texts in one graph, with the domain's skills behind the basic ones; the second half of texts is held out.
      const whole = (text: number) => [
        ...lower.skillsOfText(text),
        ...upper.skillsOfText(text).map((skill) => skill + basicSkills),
      ];
      const offsets = new Uint32Array(basicTexts + domainTexts + 1);
      const skills = new Uint32Array(foundation.edgeCount + lower.edgeCount + upper.edgeCount);
      for (let text = 0; text < basicTexts + domainTexts; text++) {
        const list = text < basicTexts ? foundation.skillsOfText(text) : whole(text - basicTexts);
        skills.set(list, offsets[text]);
        offsets[text + 1] = offsets[text] + list.length;
      }
      const { graph } = buildGraphOfTexts(
        basicSkills + domainSkills,
        offsets,
        skills.subarray(0, offsets.at(-1)),
      );
      const { learnedFlags } = learnSequential(graph);
      const missing = (flags: Uint8Array) => flags.filter((flag) => flag === 0).length / flags.length;
      let wrong = 0;
      for (let text = domainTexts; text < 2 * domainTexts; text++) {
        if (whole(text).some((skill) => learnedFlags[skill] === 0)) wrong += 1;
      }
      [
        missing(basic.learnedFlags),
        missing(domain.learnedFlags),
        usable.length / domainTexts,
        missing(learnedFlags.subarray(0, basicSkills)),
        missing(learnedFlags.subarray(basicSkills)),
        wrong / domainTexts,
      ].forEach((share, i) => {
        measured[i].add(share);
      });
    }
    measured.forEach(({ mean, standardError }, i) => {
      expect(Math.abs(mean - expected[i])).toBeLessThan(5 * standardError);
    });
  });

  it("emerge at the threshold of their popularity", () => {
    const weights = [0.25, 0.5, 1, 2.25];
    const threshold = ratioThreshold(poisson(4), { popularity: weights }).value!;
    const skills = 100_000;
    const popularity = Float64Array.from({ length: skills }, (_, skill) => weights[skill % 4]);
    const unlearned = (ratio: number) =>
      1 -
      learnSequential(weightedGraph(poisson(4), Math.round(ratio * skills), popularity, stream(66)))
        .learnedCount /
        skills;
    const { unlearnedBefore, unlearnedAfter } = ratioThreshold(poisson(4), { popularity: weights });
    expect(unlearned(threshold * 0.96)).toBeGreaterThan(unlearnedBefore!);
    expect(unlearned(threshold * 1.04)).toBeLessThan(unlearnedAfter! + 0.01);
  });
});

describe("a corpus without correlations", () => {
  /** Text sizes and skill degrees with heavy tails, and a graph that has them. */
  function corpus(key: number) {
    const rng = stream(67, key);
    const skillCount = 40_000;
    const degrees = Uint32Array.from({ length: skillCount }, () =>
      Math.min(3000, 1 + Math.floor(2 / (rng.nextFloat() + 1e-3))),
    );
    let left = degrees.reduce((sum, degree) => sum + degree, 0);
    const sizes: number[] = [];
    while (left > 0) {
      const size = Math.min(left, rng.nextFloat() < 0.05 ? 1 : 3 + rng.nextInteger(6));
      sizes.push(size);
      left -= size;
    }
    return configurationGraph(Uint32Array.from(sizes), degrees, rng).graph;
  }

  it("is learned as far as predicted from its degrees, and so are held-out texts", () => {
    const graph = corpus(1);
    for (const maxUnlearned of [1, 2]) {
      const share = new Welford();
      const error = new Welford();
      const prediction = predictCorpus(textSizeCounts(graph), skillDegreeCounts(graph), { maxUnlearned });
      for (let run = 0; run < 4; run++) {
        const rng = stream(68, run);
        const order = Uint32Array.from({ length: graph.textCount }, (_, text) => text);
        for (let i = order.length - 1; i > 0; i--) {
          const j = rng.nextInteger(i + 1);
          [order[i], order[j]] = [order[j], order[i]];
        }
        const held = order.subarray(0, Math.floor(order.length / 10));
        const training = graphOfTexts(graph, order.subarray(held.length));
        const { learnedFlags: learned, learnedCount } = learnSequential(training, { maxUnlearned });
        share.add(learnedCount / graph.skillCount);
        error.add(
          held.filter((text) => graph.skillsOfText(text).some((skill) => learned[skill] === 0)).length /
            held.length,
        );
        // The prediction for the training part, from the training part.
        const part = predictCorpus(textSizeCounts(training), skillDegreeCounts(training), { maxUnlearned });
        expect(Math.abs(part.learned - learnedCount / graph.skillCount)).toBeLessThan(0.01);
        expect(Math.abs(part.textError - error.mean)).toBeLessThan(0.03);
      }
      expect(prediction.learned).toBeGreaterThan(share.mean - 0.01);
    }
  });

  /** Texts of 4 to 8 skills but one in 20 of one skill; skills in 6 to 100 texts, most of them in few. */
  function steepCorpus(key: number) {
    const rng = stream(67, key);
    const sizes = Uint32Array.from({ length: 80_000 }, () =>
      rng.nextInteger(20) === 0 ? 1 : 4 + rng.nextInteger(5),
    );
    const ends = sizes.reduce((sum, size) => sum + size, 0);
    const degrees: number[] = [];
    for (let left = ends; left > 0; left -= degrees[degrees.length - 1]) {
      degrees.push(Math.min(left, 6 + Math.min(94, Math.floor(-20 * Math.log(1 - rng.nextFloat())))));
    }
    return {
      sizes,
      degrees: Uint32Array.from(degrees),
      graph: configurationGraph(sizes, Uint32Array.from(degrees), rng).graph,
    };
  }

  it("jumps at the predicted share of its texts", () => {
    const { graph } = steepCorpus(2);
    const { main, jumps } = corpusThreshold(textSizeCounts(graph), skillDegreeCounts(graph));
    expect(jumps).toHaveLength(1);
    expect(main!.fraction).toBeLessThan(0.9);
    const unlearned = (fraction: number) => {
      const rng = stream(69);
      const kept = Uint32Array.from({ length: graph.textCount }, (_, text) => text).filter(
        () => rng.nextFloat() < fraction,
      );
      return 1 - learnSequential(graphOfTexts(graph, kept)).learnedCount / graph.skillCount;
    };
    expect(unlearned(main!.fraction * 0.95)).toBeGreaterThan(main!.unlearnedBefore);
    expect(unlearned(main!.fraction * 1.05)).toBeLessThan(main!.unlearnedAfter + 0.01);
  });

  it("that is too small jumps where the predicted number of texts of the same kind have been added", () => {
    // Of every skill's texts 30 % are left: too few.
    const whole = steepCorpus(3);
    const thin = stream(70);
    const kept = Uint32Array.from({ length: whole.graph.textCount }, (_, text) => text).filter(
      () => thin.nextFloat() < 0.3,
    );
    const small = graphOfTexts(whole.graph, kept);
    const counts = skillDegreeCounts(small);
    const { main } = corpusThreshold(textSizeCounts(small), counts);
    expect(main!.fraction).toBeGreaterThan(1.1);
    const unlearned = (fraction: number) => {
      const rng = stream(71, Math.round(fraction * 1e6));
      const sizes = [...kept].map((text) => whole.sizes[text]);
      const more = Math.round((fraction - 1) * sizes.length);
      for (let i = 0; i < more; i++) sizes.push(sizes[rng.nextInteger(kept.length)]);
      const degrees = Uint32Array.from({ length: small.skillCount }, (_, skill) => {
        const degree = small.textsOfSkill(skill).length;
        return degree + samplePoisson((fraction - 1) * degree, rng);
      });
      const sum = (values: ArrayLike<number>) =>
        Array.from(values).reduce((total, value) => total + value, 0);
      const ends = Math.min(sum(sizes), sum(degrees));
      const { graph } = configurationGraph(
        trimDegrees(Uint32Array.from(sizes), ends, rng),
        trimDegrees(degrees, ends, rng),
        rng,
      );
      return 1 - learnSequential(graph).learnedCount / graph.skillCount;
    };
    expect(unlearned(main!.fraction * 0.95)).toBeGreaterThan(main!.unlearnedBefore);
    expect(unlearned(main!.fraction * 1.05)).toBeLessThan(main!.unlearnedAfter + 0.01);
  });
});
