import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { configurationGraph, graphOfTexts } from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";
import { takeOff } from "../../src/theory/index.js";
import { cases } from "../support/cases.js";

/** As many nodes of each degree as a list of [degree, count] says. */
function degreesOf(classes: readonly (readonly [number, number])[]): Uint32Array {
  return Uint32Array.from(classes.flatMap(([degree, count]) => new Array<number>(count).fill(degree)));
}

function countsOf(degrees: Uint32Array): Uint32Array {
  const counts = new Uint32Array(Math.max(...degrees) + 1);
  for (const degree of degrees) counts[degree]++;
  return counts;
}

// Skills of very different degrees, as words have; the bottleneck is at the start, or (last case) where many are learned.
const words = [
  [1, 2000],
  [2, 1500],
  [4, 1000],
  [20, 400],
  [60, 100],
] as const;
const ensembles = [
  {
    name: "few starting texts",
    skills: words,
    texts: [
      [1, 3],
      [2, 800],
      [3, 1000],
    ],
    kept: 0.95,
    height: 0.3,
  },
  {
    name: "more starting texts, fewer kept",
    skills: words,
    texts: [
      [1, 10],
      [2, 800],
      [3, 1000],
    ],
    kept: 0.9,
    height: 0.3,
  },
  {
    name: "a bottleneck far from the start",
    skills: [[3, 4000]],
    texts: [
      [1, 2396],
      [4, 2401],
    ],
    kept: 1,
    height: 0.85,
  },
] as const;

describe("the law of take-off and corpora with the same degrees, wired at random and learned", () => {
  it.each(ensembles)("agree: $name", ({ skills, texts, kept, height, name }) => {
    const skillDegrees = degreesOf(skills);
    const open = skillDegrees.reduce((sum, degree) => sum + degree, 0);
    const given = degreesOf(texts);
    // What ends are left go to texts of eight.
    const left = open - given.reduce((sum, degree) => sum + degree, 0);
    const textDegrees = Uint32Array.from([
      ...given,
      ...degreesOf([
        [8, Math.floor(left / 8)],
        [left % 8, 1],
      ]),
    ]);
    const law = takeOff(countsOf(textDegrees), countsOf(skillDegrees), stream(16), { kept, height });
    const trials = cases(250, 2);
    let emerged = 0;
    for (let trial = 0; trial < trials; trial++) {
      const random = stream(16, name, trial);
      const { graph } = configurationGraph(textDegrees, skillDegrees, random);
      const chosen = Uint32Array.from({ length: graph.textCount }, (_, text) => text).filter(
        () => random.nextFloat() < kept,
      );
      if (learnSequential(graphOfTexts(graph, chosen)).learnedCount > height * graph.skillCount) emerged++;
    }
    expect(law.probability).toBeGreaterThan(0.05);
    expect(law.probability).toBeLessThan(0.95);
    const deviation = Math.hypot(
      Math.sqrt((law.probability * (1 - law.probability)) / trials),
      law.standardError,
    );
    expect(Math.abs(emerged / trials - law.probability)).toBeLessThan(5 * deviation);
  });
});
