import { describe, expect, it } from "vitest";
import { count, digits, percent } from "../../src/parts/format.js";

describe("a number that is shown", () => {
  it.each([
    [0, "0.0%"],
    [2e-298, "< 0.1%"],
    [1.2e-5, "< 0.1%"],
    [0.00084, "0.1%"],
    [0.001, "0.1%"],
    [0.8138, "81.4%"],
    [0.99966, "> 99.9%"],
    [0.999_999_5, "> 99.9%"],
    [1, "100.0%"],
  ])("as a share of %j is %j, as in the command", (value, text) => {
    expect(percent(value)).toBe(text);
  });

  it("has commas when it is a count, and an exponent where zeros would have to be counted", () => {
    expect(count(31_102)).toBe("31,102");
    expect(digits(2.456530889, 5)).toBe("2.4565");
    expect(digits(0.000012345, 3)).toBe("1.23e-5");
    expect(digits(2.5e12)).toBe("2.5e12");
    expect(digits(0)).toBe("0");
  });
});
