import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, printable, shortened } from "../../src/terminal/characters.js";
import {
  bar,
  count,
  fitting,
  percent,
  plural,
  short,
  sparkline,
  wrapped,
} from "../../src/terminal/format.js";

describe("numbers", () => {
  it("of things have their thousands set apart, and their noun in the right number", () => {
    expect([0, 1, 999, 1000, 31102, 8402705].map(count)).toEqual([
      "0",
      "1",
      "999",
      "1,000",
      "31,102",
      "8,402,705",
    ]);
    expect([0, 1, 2, 1000].map((value) => plural(value, "text"))).toEqual([
      "0 texts",
      "1 text",
      "2 texts",
      "1,000 texts",
    ]);
  });

  it("in per cent look like all or nothing only when they are", () => {
    expect([0, 1e-9, 0.0004, 0.0005, 0.5, 0.8141, 0.9994, 0.9999, 1].map(percent)).toEqual([
      "0.0%",
      "< 0.1%",
      "< 0.1%",
      "0.1%",
      "50.0%",
      "81.4%",
      "99.9%",
      "> 99.9%",
      "100.0%",
    ]);
  });

  it("have three significant digits and an exponent only where they are very small or very large", () => {
    const shown = [
      0, 2.4794, 19.8508, 0.0130999, 0.00099, 0.000099, 123.4, 999.7, 1234.5, 1e6, 1e15, -0.5, -1234,
    ];
    expect(shown.map(short)).toEqual([
      "0",
      "2.48",
      "19.9",
      "0.0131",
      "0.00099",
      "9.90e-5",
      "123",
      "1,000",
      "1,235",
      "1,000,000",
      "1.00e+15",
      "-0.5",
      "-1,234",
    ]);
  });
});

describe("a bar", () => {
  it("is as long as its share, to an eighth of a character, and never empty for a share above 0", () => {
    expect([0, 1e-9, 1 / 8, 0.5, 0.55, 1, 1.5, -1].map((share) => bar(share, 4))).toEqual([
      "",
      "▏",
      "▌",
      "██",
      "██▎",
      "████",
      "████",
      "",
    ]);
  });

  it("grows with its share", () => {
    const eighths = (share: number): number => {
      const text = bar(share, 24);
      const last = "▏▎▍▌▋▊▉".indexOf(text.at(-1) ?? "█");
      return last < 0 ? 8 * text.length : 8 * (text.length - 1) + last + 1;
    };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(Math.abs(eighths(share) - Math.max(share > 0 ? 1 : 0, share * 192))).toBeLessThanOrEqual(0.5);
      }),
      { seed: 1 },
    );
  });
});

describe("a sparkline", () => {
  it("shows each value by its share of the largest", () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 20)).toBe("▁▂▃▄▅▆▇██");
    expect(sparkline([5, 5], 20)).toBe("██");
    expect(sparkline([0, 0, 0], 20)).toBe("▁▁▁");
  });

  it("sums neighbours where there are more values than columns", () => {
    expect(sparkline([1, 1, 0, 0, 2, 2], 3)).toBe("▅▁█");
    const long = sparkline(
      Array.from({ length: 484 }, (_, i) => i),
      40,
    );
    expect(long).toHaveLength(40);
    expect(long.startsWith("▁")).toBe(true);
    expect(long.endsWith("█")).toBe(true);
  });

  it("is empty without values or without room", () => {
    expect([sparkline([], 9), sparkline([1, 2], 0), sparkline([1, 2], -5)]).toEqual(["", "", ""]);
  });
});

describe("names in a line", () => {
  it("are as many as fit, with a mark for the rest", () => {
    expect(fitting(["a", "bb", "ccc"], 10)).toBe("a, bb, ccc");
    expect(fitting(["a", "bb", "ccc"], 9)).toBe("a, bb, …");
    expect(fitting(["a", "bb", "ccc"], 7)).toBe("a, …");
    expect(fitting([], 9)).toBe("");
  });

  it("are cut when the first alone does not fit", () => {
    expect(fitting(["abcdefgh", "b"], 6)).toBe("abcde…");
    expect(fitting(["学学学学", "b"], 6)).toBe("学学…");
  });

  it("never take more columns than there are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.integer({ min: 1, max: 40 }),
        (names, width) => {
          expect(columnsOf(fitting(names, width))).toBeLessThanOrEqual(width);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a sentence", () => {
  it("is broken at spaces", () => {
    expect(wrapped("in the beginning was the word", 12)).toEqual(["in the", "beginning", "was the word"]);
    expect(wrapped("", 12)).toEqual([""]);
  });

  it("is broken inside a word only when that is longer than a line", () => {
    expect(wrapped("a abcdefghijk b", 5)).toEqual(["a", "abcde", "fghij", "k b"]);
  });

  it("loses nothing and never takes more columns than there are", () => {
    const words = fc.array(
      fc.string({ unit: "grapheme", minLength: 1 }).filter((word) => !word.includes(" ")),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (list, width) => {
        const lines = wrapped(list.join(" "), width);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(list.join(""));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a name from outside", () => {
  it("stands on one line and cannot steer the terminal", () => {
    expect(printable("two\nlines\tand\r\nmore")).toBe("two lines and more");
    expect(printable("\u001b[31mred\u0007\u009b\u0000")).toBe("�[31mred���");
    expect(printable("abc\u202edef\u2066")).toBe("abc�def�");
    expect(printable("\ud800 half")).toBe("� half");
    expect(printable("añb 中文 🤦🏼‍♂️ ﷽ e\u0301")).toBe("añb 中文 🤦🏼‍♂️ ﷽ e\u0301");
  });

  it("takes two columns for a wide letter and none for a mark", () => {
    expect(["", "abc", "中文", "カナ", "한국", "ｆｕ", "🤦", "e\u0301", "«é»"].map(columnsOf)).toEqual([
      0, 3, 4, 4, 4, 4, 2, 1, 3,
    ]);
  });

  it("is cut to the columns there are", () => {
    expect(shortened("abcdef", 6)).toBe("abcdef");
    expect(shortened("abcdef", 5)).toBe("abcd…");
    expect(shortened("中文字", 5)).toBe("中文…");
    expect(shortened("中文字", 4)).toBe("中…");
  });
});
