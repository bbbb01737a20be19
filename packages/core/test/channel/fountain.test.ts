import { afterEach, describe, expect, it, vi } from "vitest";
import { stream } from "../../src/base/index.js";
import { vectorEngine } from "../../src/channel/codes/fountain/engine.js";
import { doubled, inverse, product } from "../../src/channel/codes/fountain/field.js";
import { planFountain } from "../../src/channel/codes/fountain/plan.js";
import { checksOfSymbol, fountainShape, writePacketRow } from "../../src/channel/codes/fountain/rows.js";
import { fountainCode } from "../../src/channel/index.js";
import { naiveDecodes, naiveProduct } from "../reference/naive-fountain.js";
import { cases } from "../support/cases.js";

const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

function randomBytes(count: number, ...key: number[]): Uint8Array {
  const rng = stream(60, ...key);
  return Uint8Array.from({ length: count }, () => rng.nextUint32() & 255);
}

const isSame = (first: Uint8Array, second: Uint8Array) =>
  first.length === second.length && first.every((byte, i) => byte === second[i]);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the field of 256 elements", () => {
  it("multiplies and divides as bit by bit", () => {
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < 256; b += 7) expect(product(a, b)).toBe(naiveProduct(a, b));
      if (a > 0) expect(product(a, inverse(a))).toBe(1);
      expect(doubled(a | (a << 24)) >>> 24).toBe(naiveProduct(a, 2));
      expect(doubled(a | (a << 24)) & 255).toBe(naiveProduct(a, 2));
    }
  });
});

describe("fountain codes", () => {
  it("have equations whose symbols are distinct and exist", () => {
    for (const dimension of [1, 2, 9, 300]) {
      const shape = fountainShape(dimension, 3);
      const into = new Uint32Array(40);
      for (let number = 0; number < 500; number++) {
        const { sparseCount, count } = writePacketRow(shape, 4294967290 + number, into, 0);
        const own = [...into.subarray(0, count)];
        expect(new Set(own).size).toBe(count);
        expect(Math.max(...own.slice(0, sparseCount))).toBeLessThan(shape.sparse);
        expect(Math.min(...own.slice(sparseCount))).toBeGreaterThanOrEqual(shape.sparse);
        expect(Math.max(...own)).toBeLessThan(shape.sparse + shape.dense);
      }
      for (let symbol = 0; symbol < dimension; symbol++) {
        expect(new Set(checksOfSymbol(shape, symbol)).size).toBe(3);
      }
    }
  });

  it("decode exactly where elimination of all equations over 256 elements does", () => {
    let failed = 0;
    for (let trial = 0; trial < 150; trial++) {
      const rng = stream(61, trial);
      const shape = fountainShape(1 + rng.nextInteger(25), trial);
      const count = shape.dimension + (trial % 3 === 0 ? 0 : rng.nextInteger(2));
      const numbers = numbersFrom(rng.nextInteger(1e6), count);
      // A packet that came twice tells nothing new: so some must fail.
      if (trial % 5 === 0 && count > 1) numbers[1] = numbers[0];
      const decodes = planFountain(shape, numbers) !== null;
      expect(decodes, `trial ${trial}`).toBe(naiveDecodes(shape, numbers));
      if (!decodes) failed++;
    }
    expect(failed).toBeGreaterThan(10);
    expect(failed).toBeLessThan(40);
  });

  it("are planned in WebAssembly word for word as in TypeScript", () => {
    const engine = vectorEngine();
    let failed = 0;
    for (const [dimension, trials] of [
      [1, 10],
      [2, 10],
      [25, 100],
      [700, 6],
      [3000, 1],
    ]) {
      for (let trial = 0; trial < trials; trial++) {
        const rng = stream(63, dimension, trial);
        const shape = fountainShape(dimension, rng.nextUint32() | 0);
        const first = [0, rng.nextInteger(1e6), 2 ** 40 + rng.nextInteger(1e6)][trial % 3];
        const numbers = numbersFrom(first, dimension + (trial % 4 === 0 ? rng.nextInteger(20) : 0));
        if (trial % 5 === 0 && dimension > 1) numbers[1] = numbers[0];
        const plan = planFountain(shape, numbers);
        if (plan === null) failed++;
        expect(engine.plan(shape, numbers), `${dimension} packets, trial ${trial}`).toEqual(plan);
      }
    }
    expect(failed).toBeGreaterThan(5);
    expect(engine.plan(fountainShape(25, 0), numbersFrom(0, 24))).toBe(null);
  });

  it.each([
    [1, 1],
    [2, 3],
    [30, 60],
    [500, 1000],
    [700, 7],
  ])(
    "give %i packets of %i bytes back from any that are enough, the same bytes in both engines",
    (dimension, size) => {
      const message = randomBytes(dimension * size, dimension);
      const rng = stream(62, dimension);
      const [vectors, words] = (["wasm", "typescript"] as const).map((engine) =>
        fountainCode(dimension, { engine }),
      );
      expect([vectors.engine, words.engine]).toEqual(["wasm", "typescript"]);
      for (const loss of [0, 0.3, 1]) {
        const numbers = numbersFrom(0, dimension).filter(() => rng.nextFloat() >= loss);
        while (numbers.length < dimension + 2) numbers.push(dimension + rng.nextInteger(1e9));
        const packets = vectors.encode(message, numbers);
        expect(isSame(packets, words.encode(message, numbers))).toBe(true);
        for (const code of [vectors, words]) {
          const decoded = code.decode(numbers, packets);
          expect(decoded.lost).toBe(0);
          expect(isSame(decoded.message, message)).toBe(true);
          expect(decoded.recovered.every((one) => one === 1)).toBe(true);
        }
      }
    },
  );

  it("keep what arrived of the message where the packets are too few", () => {
    const code = fountainCode(10);
    const message = randomBytes(40, 1);
    const numbers = [1, 2, 5, 30, 31];
    const { message: decoded, lost, recovered } = code.decode(numbers, code.encode(message, numbers));
    expect(lost).toBe(7);
    expect([...recovered]).toEqual([0, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
    expect([...decoded]).toEqual(Array.from(message, (byte, i) => (recovered[i >>> 2] === 1 ? byte : 0)));
    expect(code.decodes(numbers)).toBe(false);
    expect(code.decodes(numbersFrom(0, 10))).toBe(true);
    expect(code.decode([], new Uint8Array(0)).lost).toBe(10);
  });

  it("fail of K packets with probability 1/256, and of one more hardly ever, within 5 standard deviations", () => {
    for (const [dimension, trials] of [
      [12, cases(6000, 2)],
      [100, 2400],
    ]) {
      let [none, one] = [0, 0];
      for (let trial = 0; trial < trials; trial++) {
        const shape = fountainShape(dimension, trial);
        if (planFountain(shape, numbersFrom(1000, dimension)) === null) none++;
        if (planFountain(shape, numbersFrom(1000, dimension + 1)) === null) one++;
      }
      // A square matrix of random elements is singular with probability 1 - (1 - 1/256)(1 - 1/256^2)...
      const probability = 1 / 256 + 1 / 256 ** 2;
      const deviation = Math.sqrt(trials * probability);
      expect(deviation).toBeGreaterThan(3);
      expect(Math.abs(none - trials * probability), `K = ${dimension}`).toBeLessThan(5 * deviation);
      // Expected: 0.1 and 0.04.
      expect(one, `K = ${dimension} + 1`).toBeLessThan(4);
    }
  });

  it("go on in TypeScript where vectors cannot be had, and refuse what is out of range", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(fountainCode(5).engine).toBe("typescript");
    expect(() => fountainCode(5, { engine: "wasm" })).toThrow("there is no WebAssembly here");
    vi.unstubAllGlobals();
    expect(() => fountainCode(0)).toThrow('"dimension" expected an integer in [1, 56403], got 0');
    expect(() => fountainCode(4, { seed: -1 })).toThrow('"seed" expected');
    const code = fountainCode(4);
    expect(() => code.encode(new Uint8Array(7), [1])).toThrow(
      '"message.length" expected a multiple of the 4 packets of a message, got 7',
    );
    expect(() => code.decode([1, 2], new Uint8Array(3))).toThrow('"packets.length" expected a multiple of');
    expect(() => code.encode(new Uint8Array(8), [-1])).toThrow('"number" expected an integer >= 0, got -1');
  });

  it("have packets that do not change except in a major version", () => {
    const code = fountainCode(6);
    const message = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect([...code.encode(message, numbersFrom(6, 12))]).toMatchInlineSnapshot(`
      [
        194,
        9,
        36,
        104,
        120,
        211,
        176,
        213,
        116,
        13,
        96,
        108,
      ]
    `);
  });
});
