import { describe, expect, it } from "vitest";
import { poissonPmf, stream } from "../../src/base/index.js";
import { type DegreeLawData, degreeProbabilities } from "../../src/graph/index.js";
import { type ImplicitLearner, implicitLearner } from "../../src/learning/index.js";
import { chiSquarePValue } from "../reference/chi-square.js";
import { naiveMultigraph } from "../reference/naive-multigraph.js";
import { cases } from "../support/cases.js";

const thirteen: DegreeLawData = { kind: "poisson", mean: 13 };

function run(learner: ImplicitLearner, seed: number, known?: Uint8Array) {
  const perRound: number[] = [];
  const roundOfSkill = new Uint32Array(learner.skillCount);
  const result = learner.run(stream(seed), { perRound, roundOfSkill, known });
  return { ...result, perRound, roundOfSkill };
}

/** Hands out how often each value occurs, as a sample. */
function sampleOf(values: ArrayLike<number>): () => number {
  let i = 0;
  return () => values[i++];
}

describe("learning an implicit graph", () => {
  const laws: DegreeLawData[] = [
    { kind: "poisson", mean: 4 },
    { kind: "regular", degree: 3 },
    { kind: "polynomial", degrees: [0, 1, 5, 40], probabilities: [0.1, 0.4, 0.4, 0.1] },
  ];
  it.each(["direct", "binned"] as const)("%s agrees with the definition on random graphs", (kernel) => {
    let long = 0;
    for (let trial = 0; trial < cases(600); trial++) {
      const random = stream(80, trial);
      const skillCount = random.nextInteger(60);
      const textCount = 25 + random.nextInteger(120);
      const learner = implicitLearner(laws[trial % 3], textCount, skillCount, { kernel });
      const known = Uint8Array.from({ length: skillCount }, () =>
        trial % 2 === 1 && random.nextFloat() < 0.2 ? 1 : 0,
      );
      const result = run(learner, trial, known);
      const { textOfEdge, skillOfEdge } = learner.edges(stream(trial));
      const texts: number[][] = Array.from({ length: textCount }, () => []);
      let edges = 0;
      textOfEdge.forEach((text, edge) => {
        if (known[skillOfEdge[edge]] === 1) return;
        texts[text].push(skillOfEdge[edge]);
        edges++;
      });
      expect(result.edges).toBe(edges);
      expect(result.perRound).toEqual(naiveMultigraph(texts));
      expect(result.rounds).toBe(result.perRound.length);
      expect(result.learnedCount).toBe(result.perRound.reduce((sum, count) => sum + count, 0));
      const perRound = result.perRound.map(
        (_, i) => result.roundOfSkill.filter((round) => round === i + 1).length,
      );
      expect(perRound).toEqual(result.perRound);
      expect([...known.keys()].filter((skill) => result.roundOfSkill[skill] === 0)).toEqual(
        [...known.keys()].filter((skill) => known[skill] === 1),
      );
      if (result.rounds > 2) long++;
    }
    expect(long).toBeGreaterThan(cases(200));
  });

  // Several chunks of skills and blocks of texts; the larger one fills the bins more than once.
  it.each([
    [150_000, 390_000],
    [1_300_000, 3_300_000],
  ])("gives the same rounds for all skills with both kernels: %d skills", (skills, texts) => {
    const direct = run(implicitLearner(thirteen, texts, skills, { kernel: "direct" }), 81);
    const binned = run(implicitLearner(thirteen, texts, skills, { kernel: "binned" }), 81);
    expect(binned.perRound).toEqual(direct.perRound);
    expect(binned.edges).toBe(direct.edges);
    expect(Buffer.from(binned.roundOfSkill.buffer).equals(Buffer.from(direct.roundOfSkill.buffer))).toBe(
      true,
    );
    expect(direct.rounds).toBeGreaterThan(10);
  });

  it("depends on its stream alone, not on the runs before it", () => {
    for (const kernel of ["direct", "binned"] as const) {
      const learner = implicitLearner(thirteen, 2600, 1000, { kernel });
      const first = run(learner, 1);
      for (let seed = 2; seed < 6; seed++) run(learner, seed);
      expect(run(learner, 1)).toEqual(first);
    }
  });

  it("gives the same numbers for the same seed, for ever: they change only in a major version", () => {
    const {
      learnedCount: learned,
      rounds,
      edges,
      perRound,
    } = run(implicitLearner(thirteen, 26_000, 10_000), 1);
    expect({ learned, rounds, edges, perRound: perRound.slice(0, 4) }).toMatchInlineSnapshot(`
      {
        "edges": 130063,
        "learned": 10000,
        "perRound": [
          821,
          400,
          244,
          178,
        ],
        "rounds": 21,
      }
    `);
  });

  it("takes 1.1 to 1.3 bytes an edge", () => {
    const direct = implicitLearner(thirteen, 260_000, 100_000);
    expect(direct.kernel).toBe("direct");
    expect(direct.bytes / direct.run(stream(1)).edges).toBeLessThan(1.3);
    const binned = implicitLearner(thirteen, 26_000_000, 10_000_000);
    expect(binned.kernel).toBe("binned");
    expect(binned.bytes / 130e6).toBeLessThan(1.3);
  });

  it("has nothing to learn where there is nothing", () => {
    for (const kernel of ["direct", "binned"] as const) {
      expect(implicitLearner(thirteen, 10, 0, { kernel }).run(stream(1)).learnedCount).toBe(0);
      const none: DegreeLawData = { kind: "regular", degree: 0 };
      expect(implicitLearner(none, 10, 50, { kernel }).run(stream(1))).toEqual({
        learnedCount: 0,
        rounds: 0,
        edges: 0,
      });
      const all = new Uint8Array(50).fill(1);
      expect(implicitLearner(thirteen, 130, 50, { kernel }).run(stream(1), { known: all }).learnedCount).toBe(
        0,
      );
    }
  });

  it("refuses what it cannot hold", () => {
    expect(() => implicitLearner(thirteen, 10, 2 ** 24 + 1)).toThrow(
      new RangeError('"skillCount" expected an integer in [0, 16777216], got 16777217'),
    );
    expect(() => implicitLearner(thirteen, 0, 10)).toThrow(RangeError);
    expect(() => implicitLearner(thirteen, 10, 1000)).toThrow(
      /^"mean text size" expected at most 100 skills a text, got 1/,
    );
    expect(() => implicitLearner(thirteen, 26, 10, { kernel: "fast" as "direct" })).toThrow(RangeError);
    const learner = implicitLearner(thirteen, 26, 10);
    expect(() => learner.run(stream(1), { known: new Uint8Array(9) })).toThrow(RangeError);
    expect(() => learner.run(stream(1), { roundOfSkill: new Uint32Array(11) })).toThrow(RangeError);
  });
});

describe("the edges of an implicit graph", () => {
  const learner = implicitLearner(thirteen, 26_000, 10_000);
  const { textOfEdge, skillOfEdge } = learner.edges(stream(82));

  it("give skills the degrees of their law and texts Poisson sizes", () => {
    const degrees = new Uint32Array(10_000);
    for (const skill of skillOfEdge) degrees[skill]++;
    const law = degreeProbabilities(thirteen);
    expect(chiSquarePValue(sampleOf(degrees), (k) => law[k] ?? 0, 0, 60, 10_000)).toBeGreaterThan(1e-4);
    const sizes = new Uint32Array(26_000);
    for (const text of textOfEdge) sizes[text]++;
    const mean = textOfEdge.length / 26_000;
    expect(chiSquarePValue(sampleOf(sizes), (k) => poissonPmf(k, mean), 0, 40, 26_000)).toBeGreaterThan(1e-4);
  });

  it("pair skills as often as independent choices do, and repeat a text within a skill as often", () => {
    const texts: number[][] = Array.from({ length: 26_000 }, () => []);
    textOfEdge.forEach((text, edge) => {
      texts[text].push(skillOfEdge[edge]);
    });
    const pairs = new Map<number, number>();
    let doubles = 0;
    let total = 0;
    for (const skills of texts) {
      for (let i = 0; i < skills.length; i++) {
        for (let j = 0; j < i; j++) {
          if (skills[i] === skills[j]) doubles++;
          const pair = Math.max(skills[i], skills[j]) * 10_000 + Math.min(skills[i], skills[j]);
          pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
          total++;
        }
      }
    }
    let repeated = 0;
    for (const count of pairs.values()) repeated += (count * (count - 1)) / 2;
    // total pairs on 10^8/2 possible ones; double edges: sum of d(d-1)/2 = 169/2 a skill, each with probability 1/T.
    const expectedRepeats = total ** 2 / 1e8;
    const expectedDoubles = (10_000 * 169) / 2 / 26_000;
    // Pairs share skills, so their number of repeats varies a little more than a Poisson number.
    expect(Math.abs(repeated - expectedRepeats)).toBeLessThan(5 * 1.3 * Math.sqrt(expectedRepeats));
    expect(Math.abs(doubles - expectedDoubles)).toBeLessThan(5 * Math.sqrt(expectedDoubles));
  });
});
