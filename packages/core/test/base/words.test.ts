import { describe, expect, it } from "vitest";
import { countText, stream } from "../../src/base/index.js";

describe("counts for people", () => {
  it("have their thousands set apart as Intl does it", () => {
    const format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
    const random = stream(7, "counts");
    const values = [0, 7, 999, 1000, 999_999, 1e6, 2 ** 53 - 1, 0.5, 1.5, 2.5, 999.5, -1234.5, Number.NaN];
    for (let i = 0; i < 1000; i++) values.push(Math.floor(2 ** (53 * random.nextFloat())) / 2);
    for (const value of values) expect(countText(value)).toBe(format.format(value));
  });
});
