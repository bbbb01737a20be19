import { describe, expect, it } from "vitest";
import {
  cos,
  cubeRoot,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  power,
  sin,
  stream,
  tanh,
} from "../../src/base/index.js";
import { type Exact, exactExp, exactLog, exactSine, fixed, one, ulps } from "../reference/exact-functions.js";

const rng = stream(20, "elementary");
const between = (low: number, high: number): number => low + (high - low) * rng.nextFloat();

/** A positive finite double with random bits. */
function anySize(): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, rng.nextInteger(0x7ff00000));
  view.setUint32(4, rng.nextUint32());
  return view.getFloat64(0);
}

function worst(
  count: number,
  draw: () => number,
  f: (x: number) => number,
  exact: (x: number) => Exact | bigint,
) {
  let error = 0;
  for (let i = 0; i < count; i++) {
    const x = draw();
    const missed = Math.abs(ulps(f(x), exact(x)));
    if (!(missed <= error)) error = missed;
  }
  return error;
}

const whole = ({ mantissa, exponent }: Exact): bigint =>
  exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
const exactExpm1 = (x: number): bigint => whole(exactExp(fixed(x))) - one;
const exactTanh = (x: number): bigint => {
  const e = whole(exactExp(fixed(2 * x)));
  return ((e - one) * one) / (e + one);
};

describe("elementary functions against integer arithmetic of 250 bits", () => {
  const ranges: [string, number, number][] = [
    ["exp", -708, 709.78],
    ["exp", -1, 1],
    ["expm1", -44, 46],
    ["expm1", -0.6, 0.6],
    ["expm1", -0.006, 0.006],
    ["log", 0.5, 2],
    ["log", 0.98, 1.02],
    ["log1p", -1, 3],
    ["log1p", -0.012, 0.012],
    ["log1p", 1, 1e10],
    ["tanh", -20, 20],
    ["tanh", -0.01, 0.01],
  ];
  const functions: Record<string, [(x: number) => number, (x: number) => Exact | bigint, number]> = {
    exp: [exp, (x) => exactExp(fixed(x)), 0.52],
    expm1: [expm1, exactExpm1, 0.52],
    log: [log, (x) => exactLog(x), 0.7],
    log1p: [log1p, (x) => exactLog(x, true), 0.7],
    tanh: [tanh, exactTanh, 0.52],
  };

  it.each(ranges)("%s is within the promised units in the last place from %f to %f", (name, low, high) => {
    const [f, exact, bound] = functions[name];
    expect(worst(2000, () => between(low, high), f, exact)).toBeLessThan(bound);
  });

  it("logarithms are as good for doubles of any size, subnormal ones included", () => {
    expect(worst(1000, anySize, log, (x) => exactLog(x))).toBeLessThan(0.7);
    expect(
      worst(
        300,
        () => between(0, 2e-308),
        log,
        (x) => exactLog(x),
      ),
    ).toBeLessThan(0.7);
    expect(worst(1000, anySize, log2, (x) => (exactLog(x) * one) / exactLog(2))).toBeLessThan(0.51);
    expect(worst(1000, anySize, log10, (x) => (exactLog(x) * one) / exactLog(10))).toBeLessThan(0.51);
  });

  it("exponentials below 2^-1022 are rounded twice: 1.02 units", () => {
    expect(
      worst(
        1000,
        () => between(-745, -708),
        exp,
        (x) => exactExp(fixed(x)),
      ),
    ).toBeLessThan(1.02);
  });

  it("powers are within 0.52 units over the whole range of doubles", () => {
    let error = 0;
    for (let i = 0; i < 6000; i++) {
      const x = i % 3 === 0 ? anySize() : between(0, 3);
      const y = i % 3 === 1 ? between(-20, 20) : between(-700, 700) / log(x);
      const value = power(x, y);
      if (value > 1e-307 && value < 1e308) {
        error = Math.max(error, Math.abs(ulps(value, exactExp((exactLog(x) * fixed(y)) >> 250n))));
      }
    }
    expect(error).toBeLessThan(0.52);
    expect(
      worst(
        1000,
        () => between(0, 1000),
        cubeRoot,
        (x) => exactExp(exactLog(x) / 3n),
      ),
    ).toBeLessThan(0.52);
  });

  it("sine and cosine are within 0.8 units, also a million radians away", () => {
    for (const [low, high] of [
      [-0.8, 0.8],
      [-7, 7],
      [-1.6e6, 1.6e6],
    ] as const) {
      expect(
        worst(
          1500,
          () => between(low, high),
          sin,
          (x) => exactSine(fixed(x), 0n),
        ),
      ).toBeLessThan(0.8);
      expect(
        worst(
          1500,
          () => between(low, high),
          cos,
          (x) => exactSine(fixed(x), 1n),
        ),
      ).toBeLessThan(0.8);
    }
    // What the double next to pi lacks: 16 of its digits cancel.
    expect(Math.abs(ulps(sin(Math.PI), exactSine(fixed(Math.PI), 0n)))).toBeLessThan(0.8);
  });
});

describe("elementary functions where the result is known", () => {
  it("are exact where the result is a double", () => {
    const wrong: string[] = [];
    const expectExact = (what: string, actual: number, expected: number) => {
      if (!Object.is(actual, expected)) wrong.push(`${what} = ${actual}, not ${expected}`);
    };
    for (let n = -1074; n <= 1023; n++) {
      expectExact(`power(2, ${n})`, power(2, n), 2 ** n);
      expectExact(`log2(2^${n})`, log2(2 ** n), n);
    }
    for (let n = -22; n <= 22; n++) expectExact(`power(10, ${n})`, power(10, n), Number(`1e${n}`));
    for (let n = -307; n <= 308; n++) expectExact(`log10(1e${n})`, log10(Number(`1e${n}`)), n);
    for (let n = -60; n <= 60; n++) expectExact(`cubeRoot(${n}^3)`, cubeRoot(n ** 3), n);
    for (let i = 0; i < 2000; i++) {
      const x = between(-1e6, 1e6);
      expectExact(`power(${x}, 1)`, power(x, 1), x);
      const n = rng.nextInteger(94906266);
      expectExact(`power(${n}, 2)`, power(n, 2), n * n);
    }
    expect(wrong).toEqual([]);
  });

  it("have the special cases of ECMAScript, the sign of zero included", () => {
    const special = [
      0,
      -0,
      1,
      -1,
      2,
      -2,
      0.5,
      -0.5,
      3,
      -3,
      Infinity,
      -Infinity,
      NaN,
      1e300,
      -1e300,
      5e-324,
      2 ** 53 - 1,
    ];
    const wrong: string[] = [];
    const compare = (what: string, actual: number, expected: number) => {
      const same = Object.is(actual, expected) || Math.abs(actual - expected) < 2e-15 * Math.abs(expected);
      if (!same) wrong.push(`${what} = ${actual}, not ${expected}`);
    };
    const unary = { exp, expm1, log, log1p, log2, log10, tanh };
    for (const x of special) {
      for (const [name, f] of Object.entries(unary)) compare(`${name}(${x})`, f(x), Math[name as "exp"](x));
      compare(`cubeRoot(${x})`, cubeRoot(x), Math.cbrt(x));
      // biome-ignore lint/style/useExponentiationOperator: its special cases are those of the function.
      for (const y of special) compare(`power(${x}, ${y})`, power(x, y), Math.pow(x, y));
    }
    expect(wrong).toEqual([]);
    expect([exp(710), exp(-746), expm1(1000), log1p(-2), power(10, 309), power(10, -324)]).toEqual([
      Infinity,
      0,
      Infinity,
      NaN,
      Infinity,
      0,
    ]);
  });

  it("refuse angles whose turns would not be counted exactly", () => {
    expect(() => sin(2e6)).toThrow('"x" expected a number from -1647099 to 1647099, got 2000000');
    expect(() => cos(NaN)).toThrow(RangeError);
    expect(Object.is(sin(-0), -0)).toBe(true);
  });
});

describe("the bits of elementary functions", () => {
  it("do not change except in a major version", () => {
    const arguments_ = Array.from({ length: 20_000 }, (_, i) => (i + 1) * 0.00137);
    const functions = { exp, expm1, log, log1p, log2, log10, tanh, sin, cos, cubeRoot };
    const hashes = Object.entries(functions).map(([name, f]) => `${name} ${digest(arguments_.map(f))}`);
    hashes.push(`power ${digest(arguments_.map((x, i) => power(x, 1.5 + (i % 7) / 3)))}`);
    hashes.push(`power, negative ${digest(arguments_.map((x, i) => power(i + 1, -x)))}`);
    expect(hashes).toMatchInlineSnapshot(`
      [
        "exp 2ffa0b86",
        "expm1 69eefa7a",
        "log 69e1ce61",
        "log1p b9d032c3",
        "log2 fc7c9aad",
        "log10 6eb2277a",
        "tanh a3531c30",
        "sin 52894fae",
        "cos 988fc4e8",
        "cubeRoot 9ff0afe1",
        "power 219ad2ad",
        "power, negative 6bc2c4d1",
      ]
    `);
  });
});

/** FNV-1a of the bits. */
function digest(values: readonly number[]): string {
  const bytes = new DataView(new ArrayBuffer(8));
  let hash = 2166136261;
  for (const value of values) {
    bytes.setFloat64(0, value);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bytes.getUint8(i), 16777619);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
