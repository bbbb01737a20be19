import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCells, unguardedCell } from "../../src/base/index.js";
import "../reference/property-seed.js";

/** The rule of the documentation: one apostrophe less where apostrophes stand before what would be computed. */
const textOf = (cell: string): string => cell.replace(/^'(?='*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])/, "");

/** The cells of a line, as RFC 4180 reads them. */
function read(line: string): string[] {
  const cells = [""];
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === '"' && quoted && line[i + 1] === '"') cells[cells.length - 1] += line[++i];
    else if (character === '"') quoted = !quoted;
    else if (character === "," && !quoted) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
}

describe("a cell of a table", () => {
  it("is no formula for a spreadsheet, whatever text it holds", () => {
    const texts = [
      "=1+1",
      "+cmd|' /C calc'!A0",
      "-2+3",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      "＝1",
      "'=1",
      "-",
      "-ing",
    ];
    for (const text of texts) {
      const [cell] = read(csvCells([text]));
      expect(cell).toBe(`'${text}`);
      expect(textOf(cell)).toBe(text);
    }
  });

  it("is what it was where it is a number, or begins with anything else", () => {
    const harmless = ["-1", "+1.5e-3", "a=b", "it's", "'quoted'", "", "1-2", "\u2212x"];
    for (const text of harmless) expect(read(csvCells([text]))).toEqual([text]);
    expect(csvCells([-1.5, 0.1 + 0.2, null, "x"])).toBe("-1.5,0.30000000000000004,,x");
  });

  it("loses nothing: every text can be had back, and none is touched when that is asked for", () => {
    const text = fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n\",a1") });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const cells = read(csvCells(texts));
        expect(cells.map(textOf)).toEqual(texts);
        expect(cells.map(unguardedCell)).toEqual(texts);
        expect(read(csvCells(texts, { raw: true }))).toEqual(texts);
      }),
      { numRuns: 2000 },
    );
  });
});
