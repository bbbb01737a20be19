import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  drawArrivals,
  encodeSymbols,
  fillSymbols,
  linearCode,
  planErasures,
  progressiveCode,
  randomCode,
  staircaseCode,
} from "../../src/channel/index.js";
import { type SkillTextGraph, skillFlags } from "../../src/graph/index.js";
import { learnSequential } from "../../src/learning/index.js";
import { determinedSymbols } from "../reference/naive-erasures.js";
import { naiveRounds } from "../reference/naive-learner.js";

const symbolLaw = { kind: "regular", degree: 3 } as const;
const checkLaw = { kind: "regular", degree: 6 } as const;
const messageOf = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

function randomBytes(count: number, ...key: (string | number)[]): Uint8Array {
  const rng = stream(7, "bytes", ...key);
  return Uint8Array.from({ length: count }, () => rng.nextUint32() & 255);
}

/** The sum of the symbols of every check is zero. */
function isCodeword(graph: SkillTextGraph, word: Uint8Array, size: number): boolean {
  for (let text = 0; text < graph.textCount; text++) {
    for (let byte = 0; byte < size; byte++) {
      let sum = 0;
      for (const skill of graph.skillsOfText(text)) sum ^= word[skill * size + byte];
      if (sum !== 0) return false;
    }
  }
  return true;
}

describe("decoding over erasures", () => {
  it("is learning: without inactivation the learner's own kernel recovers exactly what it learns, D = 1", () => {
    for (let trial = 0; trial < 30; trial++) {
      const rng = stream(3, "kernel", trial);
      const graph = randomCode(checkLaw, symbolLaw, 32, 64, rng);
      const arrived = drawArrivals(64, 0.3 + 0.01 * trial, rng);
      const plan = planErasures(graph, arrived, { maxInactive: 0 });
      const learned = learnSequential(graph, { known: arrived });
      expect([...plan.recovered]).toEqual([...learned.learnedFlags]);
      expect([...plan.order]).toEqual([...learned.order]);
      expect([...plan.textOfSkill]).toEqual([...learned.textOfSkill]);
      const texts = Array.from({ length: 32 }, (_, text) => ({
        requires: [],
        teaches: [...graph.skillsOfText(text)],
      }));
      const known = new Set(Array.from(arrived.keys()).filter((symbol) => arrived[symbol] === 1));
      const { roundOfSkill } = naiveRounds(texts, 1, known);
      expect([...plan.recovered]).toEqual(
        Array.from(arrived, (_, symbol) => (roundOfSkill.has(symbol) ? 1 : 0)),
      );
    }
  });

  it("recovers with inactivation every symbol that the checks determine, and no other", () => {
    for (let trial = 0; trial < 200; trial++) {
      const rng = stream(4, "inactivation", trial);
      const graph = randomCode(checkLaw, symbolLaw, 16, 32, rng);
      const arrived = drawArrivals(32, 0.25 + (trial % 50) / 100, rng);
      expect([...planErasures(graph, arrived).recovered]).toEqual([...determinedSymbols(graph, arrived)]);
    }
  });

  it("gives the bytes of a codeword back, of any size of a symbol, and zeros for what stays lost", () => {
    let solved = 0;
    for (let trial = 0; trial < 120; trial++) {
      const size = 1 + (trial % 9);
      const code = linearCode(staircaseCode(12, 24 + (trial % 5)), messageOf(12));
      const word = encodeSymbols(code, randomBytes(12 * size, trial));
      expect(isCodeword(code.graph, word, size)).toBe(true);
      const arrived = drawArrivals(code.graph.skillCount, 0.2 + trial / 300, stream(5, trial));
      const received = word.map((byte, i) => (arrived[Math.floor(i / size)] === 1 ? byte : 0xaa));
      const plan = planErasures(code.graph, arrived);
      fillSymbols(plan, received);
      const expected = word.map((byte, i) => (plan.recovered[Math.floor(i / size)] === 1 ? byte : 0));
      expect([...received]).toEqual([...expected]);
      if (plan.inactive > 0 && plan.lost === 0) solved++;
    }
    expect(solved).toBeGreaterThan(5);
  });

  it("works on bytes that begin anywhere in their buffer", () => {
    const code = linearCode(staircaseCode(8, 16), messageOf(8));
    const word = encodeSymbols(code, randomBytes(8 * 4, "aligned"));
    const shifted = new Uint8Array(word.length + 1).subarray(1);
    shifted.set(word);
    const arrived = skillFlags(16, [0, 1, 2, 3, 4, 5, 6, 7, 12]);
    shifted.fill(0, 32, 48);
    fillSymbols(planErasures(code.graph, arrived), shifted);
    expect([...shifted]).toEqual([...word]);
  });

  it("leaves what peeling recovered when too many symbols would have to be set aside", () => {
    const graph = randomCode(checkLaw, symbolLaw, 512, 1024, stream(6));
    const arrived = drawArrivals(1024, 0.46, stream(6, "arrivals"));
    const [none, few, all] = [0, 3, 1500].map((maxInactive) => planErasures(graph, arrived, { maxInactive }));
    expect(none.lost).toBeGreaterThan(100);
    expect([few.lost, few.residual]).toEqual([none.lost, null]);
    expect(all.lost).toBe(0);
  });

  it("recovers everything when nothing is lost and nothing when everything is", () => {
    const graph = staircaseCode(10, 20);
    expect(planErasures(graph, new Uint8Array(20).fill(1)).lost).toBe(0);
    expect(planErasures(graph, new Uint8Array(20)).lost).toBe(20);
  });

  it("refuses flags and bytes that do not fit", () => {
    const graph = staircaseCode(10, 20);
    expect(() => planErasures(graph, new Uint8Array(19))).toThrow(
      '"arrived" expected one entry for each of the 20',
    );
    const plan = planErasures(graph, new Uint8Array(20).fill(1));
    expect(() => fillSymbols(plan, new Uint8Array(30))).toThrow('"symbols.length" expected a multiple');
    expect(() => fillSymbols(plan, new Uint8Array(40), new Uint8Array(3))).toThrow(
      '"values.length" expected 20',
    );
  });
});

describe("the codes", () => {
  it("of any graph get a systematic encoder whose words satisfy all checks", () => {
    const graph = progressiveCode(128, new Uint32Array(256).fill(3), stream(8));
    const code = linearCode(graph);
    expect(code.message.length).toBeGreaterThanOrEqual(128);
    const message = randomBytes(code.message.length * 3, "any");
    const word = encodeSymbols(code, message);
    expect(isCodeword(graph, word, 3)).toBe(true);
    code.message.forEach((symbol, i) => {
      expect([...word.subarray(3 * symbol, 3 * symbol + 3)]).toEqual([...message.subarray(3 * i, 3 * i + 3)]);
    });
  });

  it("of staircase form are encoded by peeling alone, whatever their sizes", () => {
    for (const [dimension, length] of [
      [1, 2],
      [1, 9],
      [2, 3],
      [7, 8],
      [5, 40],
      [100, 111],
      [300, 600],
    ] as const) {
      const { encoding } = linearCode(staircaseCode(dimension, length), messageOf(dimension));
      expect([encoding.inactive, encoding.order.length]).toEqual([0, length - dimension]);
    }
  });

  it("of progressive edge growth have no cycle of four edges where there is room to avoid it", () => {
    const graph = progressiveCode(256, new Uint32Array(512).fill(3), stream(9));
    const pairs = new Set<number>();
    for (let text = 0; text < graph.textCount; text++) {
      const skills = [...graph.skillsOfText(text)];
      for (const [i, first] of skills.entries()) {
        for (const second of skills.slice(i + 1)) {
          expect(pairs.has(512 * first + second)).toBe(false);
          pairs.add(512 * first + second);
        }
      }
    }
    const sizes = Array.from({ length: 256 }, (_, text) => graph.skillsOfText(text).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
  });

  it("refuse sizes that leave nothing to send or nothing to repair with", () => {
    expect(() => staircaseCode(0, 5)).toThrow('"dimension" expected an integer >= 1, got 0');
    expect(() => staircaseCode(5, 5)).toThrow('"length" expected an integer >= 6, got 5');
    expect(() => linearCode(staircaseCode(5, 10), Uint32Array.of(0, 1))).toThrow(
      "symbols that determine all others",
    );
    expect(() => progressiveCode(2, Uint32Array.of(3), stream(1))).toThrow('"degrees" expected at most 2');
  });
});
