import { describe, expect, it } from "vitest";
import { binomialLogPmf, poissonPmf, stream } from "../../src/base/index.js";
import {
  AliasTable,
  classGraph,
  configurationGraph,
  type DegreeLawData,
  degreeSampler,
  drawDegrees,
  hierarchyGraph,
  SkillTextGraph,
  skillDegreeCounts,
  textSizeCounts,
  trimDegrees,
  uniformGraph,
  weightedGraph,
  zipfWeights,
} from "../../src/graph/index.js";
import { chiSquarePValue } from "../reference/chi-square.js";
import { occupancyProbabilities } from "../reference/occupancy-probabilities.js";

/** Hands out the entries of a histogram one by one, so that it can be tested as a sample. */
function entries(counts: ArrayLike<number>): () => number {
  const left = Array.from(counts);
  let value = 0;
  return () => {
    while (left[value] === 0) value++;
    left[value]--;
    return value;
  };
}

describe("degree laws as data", () => {
  const laws: [DegreeLawData, (k: number) => number][] = [
    [{ kind: "poisson", mean: 5 }, (k) => poissonPmf(k, 5)],
    [{ kind: "poisson", mean: 80 }, (k) => poissonPmf(k, 80)],
    [{ kind: "binomial", trials: 20, probability: 0.3 }, (k) => Math.exp(binomialLogPmf(k, 20, 0.3))],
    [
      { kind: "polynomial", degrees: [2, 3, 8], probabilities: [0.5, 0.28, 0.22] },
      (k) => ({ 2: 0.5, 3: 0.28, 8: 0.22 })[k] ?? 0,
    ],
    [
      { kind: "empirical", degrees: [0, 1, 7], counts: [10, 30, 60] },
      (k) => ({ 0: 0.1, 1: 0.3, 7: 0.6 })[k] ?? 0,
    ],
    [
      { kind: "zipf", exponent: 1.5, cutoff: 30 },
      (k) => {
        const norm = Array.from({ length: 30 }, (_, i) => (i + 1) ** -1.5).reduce((sum, w) => sum + w, 0);
        return k >= 1 && k <= 30 ? k ** -1.5 / norm : 0;
      },
    ],
    [
      { kind: "mixedPoisson", means: [1, 60], weights: [0.25, 0.75] },
      (k) => 0.25 * poissonPmf(k, 1) + 0.75 * poissonPmf(k, 60),
    ],
  ];
  it.each(laws)("are drawn with their probabilities: %o", (law, probability) => {
    const draw = degreeSampler(law);
    const rng = stream(20, law.kind);
    expect(chiSquarePValue(() => draw(rng), probability, 0, 200, 200_000)).toBeGreaterThan(1e-4);
  });

  it("refuse what is no law", () => {
    expect(() => degreeSampler({ kind: "regular", degree: 1.5 })).toThrow(RangeError);
    expect(() => degreeSampler({ kind: "poisson", mean: Number.NaN })).toThrow(RangeError);
    expect(() => degreeSampler({ kind: "polynomial", degrees: [1, 2], probabilities: [1] })).toThrow(
      '"probabilities.length" expected 2, one for each degree or mean, got 1',
    );
    expect(() => degreeSampler({ kind: "uniform" } as unknown as DegreeLawData)).toThrow(
      '"law" expected a degree law of kind poisson, regular, binomial, zipf, polynomial, empirical or mixedPoisson, got kind "uniform"',
    );
  });
});

describe("an alias table", () => {
  it("draws with the given weights, and never what has weight 0", () => {
    const rng = stream(21);
    const weights = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 0 : i ** 1.5));
    const table = new AliasTable(weights);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const p = chiSquarePValue(
      () => table.sample(rng),
      (i) => weights[i] / total,
      0,
      299,
      300_000,
    );
    expect(p).toBeGreaterThan(1e-4);
    // The law of weight-0 entries is exact: none.
    let impossible = 0;
    for (let i = 0; i < 100_000; i++) if (weights[table.sample(rng)] === 0) impossible++;
    expect(impossible).toBe(0);
  });
});

describe("a uniform graph", () => {
  it("merges repeats: Poisson texts contain each skill independently", () => {
    const graph = uniformGraph({ kind: "poisson", mean: 4 }, 40_000, 30, stream(22));
    const law = (k: number) => Math.exp(binomialLogPmf(k, 30, -Math.expm1(-4 / 30)));
    const p = chiSquarePValue(entries(textSizeCounts(graph)), law, 0, 30, 40_000);
    expect(p).toBeGreaterThan(1e-4);
  });

  it("merges repeats: texts of a fixed size have the sizes of the occupancy law", () => {
    const graph = uniformGraph({ kind: "regular", degree: 6 }, 40_000, 12, stream(23));
    const law = occupancyProbabilities(6, 12);
    const p = chiSquarePValue(entries(textSizeCounts(graph)), (k) => law[k] ?? 0, 0, 6, 40_000);
    expect(p).toBeGreaterThan(1e-4);
  });

  it("draws repeats again when asked: sizes are exact and pairs of skills equally likely", () => {
    const law: DegreeLawData = { kind: "regular", degree: 2 };
    const graph = uniformGraph(law, 60_000, 6, stream(24), { repeats: "redraw" });
    expect([...textSizeCounts(graph)]).toEqual([0, 0, 60_000]);
    const pairs = new Float64Array(15);
    for (let text = 0; text < graph.textCount; text++) {
      const [a, b] = graph.skillsOfText(text) as unknown as [number, number];
      pairs[(b * (b - 1)) / 2 + a]++;
    }
    expect(chiSquarePValue(entries(pairs), () => 1 / 15, 0, 14, 60_000)).toBeGreaterThan(1e-4);
  });

  it("gives skills Poisson degrees", () => {
    const graph = uniformGraph({ kind: "regular", degree: 3 }, 40_000, 30_000, stream(25));
    const p = chiSquarePValue(entries(skillDegreeCounts(graph)), (k) => poissonPmf(k, 4), 0, 25, 30_000);
    expect(p).toBeGreaterThan(1e-4);
  });

  it("depends on nothing but its arguments and is valid", () => {
    const make = () => uniformGraph({ kind: "poisson", mean: 5 }, 1000, 400, stream(26)).buffer;
    expect(new Uint8Array(make())).toEqual(new Uint8Array(make()));
    expect(SkillTextGraph.from(make()).textCount).toBe(1000);
  });

  it("refuses texts that cannot be, and has none when asked for none", () => {
    const three: DegreeLawData = { kind: "regular", degree: 3 };
    expect(() => uniformGraph(three, 1, 2, stream(1), { repeats: "redraw" })).toThrow(
      new RangeError("a text of 3 distinct skills, but there are 2 skills"),
    );
    expect(() => uniformGraph(three, 1, 0, stream(1))).toThrow(RangeError);
    expect(() => uniformGraph(three, -1, 5, stream(1))).toThrow(RangeError);
    expect(() => uniformGraph(three, 1, 5, stream(1), { repeats: "keep" as "merge" })).toThrow(RangeError);
    expect(uniformGraph(three, 0, 0, stream(1)).edgeCount).toBe(0);
  });
});

describe("a weighted graph", () => {
  it("gives each skill a degree in proportion to its weight", () => {
    const weights = zipfWeights(50, 1.2);
    const graph = weightedGraph({ kind: "regular", degree: 1 }, 200_000, weights, stream(27));
    const degrees = Array.from({ length: 50 }, (_, skill) => graph.textsOfSkill(skill).length);
    const p = chiSquarePValue(entries(degrees), (skill) => weights[skill] / 50, 0, 49, 200_000);
    expect(p).toBeGreaterThan(1e-4);
  });

  it("draws repeats again when asked, and refuses more distinct skills than have a weight", () => {
    const graph = weightedGraph({ kind: "regular", degree: 3 }, 500, [9, 1, 1, 1, 0], stream(28), {
      repeats: "redraw",
    });
    expect([...textSizeCounts(graph)]).toEqual([0, 0, 0, 500]);
    expect(graph.textsOfSkill(4).length).toBe(0);
    const tooMany = () =>
      weightedGraph({ kind: "regular", degree: 3 }, 1, [1, 0, 1], stream(1), { repeats: "redraw" });
    expect(tooMany).toThrow(
      new RangeError("a text of 3 distinct skills, but 2 skills have a weight above 0"),
    );
  });
});

describe("a configuration graph", () => {
  it("has exactly the given degrees when double edges are switched away", () => {
    const rng = stream(29);
    for (let trial = 0; trial < 50; trial++) {
      const wanted = drawDegrees({ kind: "polynomial", degrees: [2, 5], probabilities: [0.7, 0.3] }, 60, rng);
      const drawn = drawDegrees({ kind: "poisson", mean: 9 }, 40, rng);
      const total = Math.min(...[wanted, drawn].map((list) => list.reduce((sum, degree) => sum + degree, 0)));
      const textDegrees = trimDegrees(wanted, total, rng);
      const skillDegrees = trimDegrees(drawn, total, rng);
      const { graph, doubleEdges } = configurationGraph(textDegrees, skillDegrees, rng);
      expect(graph.edgeCount).toBe(total);
      expect(doubleEdges).toBeGreaterThanOrEqual(0);
      expect(Uint32Array.from(textDegrees, (_, text) => graph.skillsOfText(text).length)).toEqual(
        textDegrees,
      );
      expect(Uint32Array.from(skillDegrees, (_, skill) => graph.textsOfSkill(skill).length)).toEqual(
        skillDegrees,
      );
    }
  });

  it("merges double edges when asked, and counts as many as theory says", () => {
    // Ends of one text meet the same skill with probability (d_s - 1)/(E - 1) each: 1000 * C(6,2) * 2/5999 expected.
    let doubles = 0;
    const rng = stream(30);
    for (let trial = 0; trial < 40; trial++) {
      const result = configurationGraph(new Uint32Array(1000).fill(6), new Uint32Array(2000).fill(3), rng, {
        doubleEdges: "merge",
      });
      expect(result.graph.edgeCount).toBe(6000 - result.doubleEdges);
      doubles += result.doubleEdges;
    }
    const expected = (40 * 1000 * 15 * 2) / 5999;
    expect(Math.abs(doubles - expected)).toBeLessThan(5 * Math.sqrt(expected) + 0.02 * expected);
  });

  it("matches ends uniformly: of 3 texts and 3 skills of degree 1 all 6 pairings are equally likely", () => {
    const rng = stream(31);
    const one = Uint32Array.of(1, 1, 1);
    const counts = new Float64Array(27);
    for (let trial = 0; trial < 30_000; trial++) {
      const [a, b, c] = configurationGraph(one, one, rng).graph.textSkills as unknown as [
        number,
        number,
        number,
      ];
      counts[9 * a + 3 * b + c]++;
    }
    const pairings = counts.filter((count) => count > 0);
    expect(pairings.length).toBe(6);
    expect(chiSquarePValue(entries(pairings), () => 1 / 6, 0, 5, 30_000)).toBeGreaterThan(1e-4);
  });

  it("refuses degrees that do not add up, and those that no simple graph has", () => {
    expect(() => configurationGraph(Uint32Array.of(2), Uint32Array.of(1), stream(1))).toThrow(
      '"skillDegrees" expected 2 ends in all, as "textDegrees" has, got 1',
    );
    expect(() => configurationGraph(Uint32Array.of(2, 1), Uint32Array.of(3), stream(1))).toThrow(/no room/);
  });
});

describe("trimmed degrees", () => {
  it("lose ends uniformly", () => {
    const rng = stream(32);
    const counts = new Float64Array(3);
    for (let trial = 0; trial < 30_000; trial++) {
      trimDegrees(Uint32Array.of(1, 2, 3), 5, rng).forEach((degree, node) => {
        counts[node] += node + 1 - degree;
      });
    }
    expect(chiSquarePValue(entries(counts), (node) => (node + 1) / 6, 0, 2, 30_000)).toBeGreaterThan(1e-4);
  });
});

describe("graphs of several classes", () => {
  it("give every class of texts Poisson numbers of every class of skills", () => {
    const graph = classGraph(
      {
        skills: [20_000, 5_000],
        texts: [30_000, 10_000],
        means: [
          [3, 0.5],
          [0, 2],
        ],
      },
      stream(33),
    );
    const size = (text: number, k: number) =>
      [...graph.skillsOfText(text)].filter((skill) => (skill < 20_000 ? 0 : 1) === k).length;
    for (const [first, last, k, mean] of [
      [0, 30_000, 0, 3],
      [0, 30_000, 1, 0.5],
      [30_000, 40_000, 1, 2],
    ] as const) {
      let text = first;
      const p = chiSquarePValue(
        () => size(text++, k),
        (j) => poissonPmf(j, mean),
        0,
        20,
        last - first,
      );
      expect(p).toBeGreaterThan(1e-4);
    }
    let ofOtherClass = 0;
    for (let text = 30_000; text < 40_000; text++) ofOtherClass += size(text, 0);
    expect(ofOtherClass).toBe(0);
  });

  it("refuse a table of means that does not fit", () => {
    expect(() => classGraph({ skills: [5], texts: [5, 5], means: [[1]] }, stream(1))).toThrow(RangeError);
    expect(() => classGraph({ skills: [5, 0], texts: [5], means: [[1, 1]] }, stream(1))).toThrow(
      '"means[0][1]" expected 0, as skill class 1 is empty, got 1',
    );
  });

  it("make a hierarchy in which domain texts require basic and teach domain skills", () => {
    const { requires, teaches } = hierarchyGraph(
      {
        basicSkills: 500,
        domainSkills: 200,
        foundationTexts: 1000,
        domainTexts: 400,
        foundationMean: 4,
        basicMean: 2,
        domainMean: 3,
      },
      stream(34),
    );
    const wrong: number[] = [];
    for (let text = 0; text < 1400; text++) {
      const foundation = text < 1000;
      const required = [...requires.skillsOfText(text)];
      const areBasic = required.every((skill) => skill < 500) && !(foundation && required.length > 0);
      const areOfLevel = [...teaches.skillsOfText(text)].every((skill) => skill < 500 === foundation);
      if (!areBasic || !areOfLevel) wrong.push(text);
    }
    expect(wrong).toEqual([]);
    expect(requires.edgeCount).toBeGreaterThan(700);
  });
});
