import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  binomial,
  type DegreeLaw,
  empirical,
  mixedPoisson,
  parseCounts,
  parseLaw,
  poisson,
  polynomial,
  printLaw,
  regular,
  zipf,
} from "../../src/theory/index.js";
import "../reference/property-seed.js";

const law: fc.Arbitrary<DegreeLaw> = fc.oneof(
  fc.double({ min: 1e-9, max: 1e9, noNaN: true }).map(poisson),
  fc.integer({ min: 1, max: 1e6 }).map(regular),
  fc
    .tuple(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 1e-9, max: 1, noNaN: true }))
    .map(([n, p]) => binomial(n, p)),
  fc
    .tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 1, max: 1e6 }))
    .map(([s, cutoff]) => zipf(s, cutoff)),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 })
    .map((degrees) => polynomial(Object.fromEntries(degrees.map((degree) => [degree, 1 / degrees.length])))),
);

describe("the notation of degree laws", () => {
  it("is read back from what is printed", () => {
    fc.assert(fc.property(law, (value) => void expect(parseLaw(printLaw(value))).toEqual(value)));
  });

  it("reads polynomials in the ways people write them", () => {
    const expected = polynomial({ 2: 0.5, 3: 0.28, 8: 0.22 });
    for (const notation of [
      "0.5x^2+0.28x^3+0.22x^8",
      " 0.5 x^2 + 0.28 x^3 + 0.22 x^8 ",
      "0.22x**8+.28*x^3+.5X^2",
      "5e-1x^2+2.8e-1x^3+2.2e-1x^8",
      "0.25x^2+0.25x^2+0.28x^3+0.22x^8",
    ]) {
      expect(parseLaw(notation)).toEqual(expected);
    }
    expect(parseLaw("x^3")).toEqual(polynomial({ 3: 1 }));
    expect(parseLaw("0.1+0.9x")).toEqual(polynomial({ 0: 0.1, 1: 0.9 }));
    expect(parseLaw("5e-1+5e-1x")).toEqual(polynomial({ 0: 0.5, 1: 0.5 }));
  });

  it("rejects what it cannot read with what it expected", () => {
    expect(() => parseLaw("gauss:3")).toThrow(/"law" expected a degree law such as poisson:5.*got "gauss:3"/);
    expect(() => parseLaw("poisson")).toThrow('"law" expected poisson:MEAN with numbers, got "poisson"');
    expect(() => parseLaw("poisson:")).toThrow(RangeError);
    expect(() => parseLaw("poisson:5:6")).toThrow(RangeError);
    expect(() => parseLaw("zipf:1.1")).toThrow(
      '"law" expected zipf:EXPONENT:CUTOFF with numbers, got "zipf:1.1"',
    );
    expect(() => parseLaw("0.5x^2+")).toThrow(RangeError);
    expect(() => parseLaw("")).toThrow(RangeError);
    expect(() => parseLaw("x^-1")).toThrow(RangeError);
    expect(() => parseLaw("-0.5x+1.5x^2")).toThrow(RangeError);
    expect(() => parseLaw("0.5x^2")).toThrow('"probabilities" expected a sum of 1, got 0.5');
    expect(() => parseLaw("counts:file.csv")).toThrow(RangeError);
    expect(() => parseLaw(5 as never)).toThrow(TypeError);
  });

  it("describes mixed Poisson laws, which have no notation, and prints empirical ones as polynomials", () => {
    expect(printLaw(mixedPoisson([1, 2]))).toBe("Poisson with 2 different means");
    expect(printLaw(empirical([0, 1, 0, 3]))).toBe("0.25x+0.75x^3");
  });
});

describe("counted degrees", () => {
  it("are read from lines, tables and JSON, through the hook of counts:FILE", () => {
    const expected = empirical([0, 10, 0, 30]);
    const texts = [
      "1 10\n3 30\n",
      "degree,count\n1,10\n3,30",
      "# degrees\n3\t30\n\n1\t10",
      "[0,10,0,30]",
      "1;4\n1;6\n3;30",
    ];
    for (const text of texts) expect(parseCounts(text)).toEqual(expected);
    const seen: string[] = [];
    const readFile = (name: string) => {
      seen.push(name);
      return texts[0];
    };
    expect(parseLaw("counts:C:/data/degrees.txt", { readFile })).toEqual(expected);
    expect(seen).toEqual(["C:/data/degrees.txt"]);
  });

  it("are rejected with the line that is wrong", () => {
    expect(() => parseCounts("1 10\n2 x")).toThrow('"line 2" expected a degree and a count, got "2 x"');
    expect(() => parseCounts("1 10 4")).toThrow(RangeError);
    expect(() => parseCounts("-1 10")).toThrow(RangeError);
    expect(() => parseCounts("1 -10")).toThrow(RangeError);
    expect(() => parseCounts("")).toThrow(RangeError);
    expect(() => parseCounts("[1, -2]")).toThrow(RangeError);
  });
});
