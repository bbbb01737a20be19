import { describe, expect, it } from "vitest";
import {
  checkFunction,
  checkInteger,
  checkNonNegative,
  checkNumber,
  checkOpenProbability,
  checkPositive,
  checkProbability,
} from "../../src/base/index.js";

const guards = {
  checkNumber,
  checkPositive,
  checkNonNegative,
  checkProbability,
  checkOpenProbability,
  checkInteger,
};

describe("guards", () => {
  it("return what they accept", () => {
    expect(checkNumber(-2.5, "x")).toBe(-2.5);
    expect(checkPositive(1e-300, "x")).toBe(1e-300);
    expect(checkNonNegative(0, "x")).toBe(0);
    expect([checkProbability(0, "x"), checkProbability(1, "x")]).toEqual([0, 1]);
    expect(checkInteger(-3, "x")).toBe(-3);
    expect(checkFunction(Math.sin, "f")).toBe(Math.sin);
  });

  it("reject NaN and the infinities as wrong values, and everything but numbers as a wrong kind", () => {
    for (const [name, guard] of Object.entries(guards)) {
      expect(() => guard(Number.NaN, "ratio"), name).toThrow(RangeError);
      expect(() => guard(Infinity, "ratio"), name).toThrow(RangeError);
      for (const wrong of ["1", null, undefined, {}, [1], true, 1n]) {
        expect(() => guard(wrong as never, "ratio"), name).toThrow(TypeError);
      }
    }
    expect(() => checkFunction(1, "f")).toThrow(new TypeError('"f" expected a function, got 1'));
  });

  it("name the argument, what was expected and what was given", () => {
    expect(() => checkPositive(-1, "ratio")).toThrow('"ratio" expected a number > 0, got -1');
    expect(() => checkNonNegative(-1, "ratio")).toThrow('"ratio" expected a number >= 0, got -1');
    expect(() => checkProbability(1.5, "unknown")).toThrow('"unknown" expected a number in [0, 1], got 1.5');
    expect(() => checkOpenProbability(1, "p")).toThrow(
      '"p" expected a number between 0 and 1, both excluded, got 1',
    );
    expect(() => checkInteger(1.5, "n")).toThrow('"n" expected a safe integer, got 1.5');
    expect(() => checkInteger(2 ** 53, "n", 0)).toThrow(
      '"n" expected an integer below 2^53, got 9007199254740992',
    );
    expect(() => checkInteger(9, "n", 0, 4)).toThrow('"n" expected an integer in [0, 4], got 9');
    expect(() => checkNumber("abc" as never, "n")).toThrow('"n" expected a finite number, got "abc"');
    expect(() => checkNumber([1, 2] as never, "n")).toThrow("got an array of 2");
    expect(() => checkNumber(new Map() as never, "n")).toThrow("got a Map");
  });
});
