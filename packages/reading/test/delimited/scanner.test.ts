import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowScanner } from "../../src/formats/delimited/scanner.js";
import { type NaiveRow, naiveRows } from "./naive.js";

function scanned(text: string, delimiter: string, quoted: boolean, piece: number): NaiveRow[] {
  const rows: NaiveRow[] = [];
  const scanner = new RowScanner({ delimiter: Buffer.from(delimiter), quoted }, (row) => {
    const cells = Array.from({ length: row.cellCount }, (_, i) => Buffer.from(row.cell(i)).toString());
    rows.push({ line: row.line, cells: row.problem === null ? cells : null });
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.subarray(at, at + piece));
  scanner.end();
  return rows;
}

const crooked = fc
  .array(fc.constantFrom('"', '""', ",", ",", "\n", "\r\n", "\r", "a", "b ", "é", "\0", '"x"', '",\n"'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));

describe("the scanner of delimited text", () => {
  it("finds the rows, cells and lines that reading letter by letter finds, whatever the pieces", () => {
    fc.assert(
      fc.property(
        crooked,
        fc.boolean(),
        fc.constantFrom(",", "b ", "é"),
        fc.integer({ min: 1, max: 9 }),
        (text, quoted, delimiter, piece) => {
          expect(scanned(text, delimiter, quoted, piece)).toEqual(naiveRows(text, delimiter, quoted));
        },
      ),
      { numRuns: 2000, seed: 5 },
    );
  });

  it.each([
    ["a quoted cell that ends", `"${"a;".repeat(9 << 20)}"`, "is longer than 16 MB"],
    ["a quoted cell that does not end", `"${"a;".repeat(9 << 20)}`, "is longer than 16 MB"],
    ["cells without quotes", "a,".repeat(9 << 20), "is longer than 16 MB"],
    ["a quote behind which short lines come", `"${"a;\n".repeat(7 << 20)}`, /^has a quote .* does not end$/],
  ])("says what is wrong with a line of %s, and goes on", (_, line, problem) => {
    for (const piece of [1 << 16, 1 << 30]) {
      const problems: string[] = [];
      const lines: number[] = [];
      const scanner = new RowScanner({ delimiter: Buffer.from(","), quoted: true }, (row) => {
        if (row.problem !== null) problems.push(row.problem);
        if (lines.length < 3) lines.push(row.line);
      });
      const bytes = Buffer.from(`1,2\n${line}\n3,4\n`);
      for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.subarray(at, at + piece));
      scanner.end();
      expect(problems).toEqual([typeof problem === "string" ? problem : expect.stringMatching(problem)]);
      expect(lines).toEqual([1, 2, 3]);
    }
  });

  it("knows of each row the bytes it takes, so that rows one after the other are the text", () => {
    fc.assert(
      fc.property(crooked, fc.integer({ min: 1, max: 9 }), (text, piece) => {
        const bytes = Buffer.from(text);
        let last = 0;
        const scanner = new RowScanner({ delimiter: Buffer.from(","), quoted: true }, (row) => {
          // Between two rows there are only ends of lines.
          expect(bytes.subarray(last, row.offset).toString()).toMatch(/^[\r\n]*$/);
          expect(row.nextOffset).toBeGreaterThan(row.offset);
          last = row.nextOffset;
        });
        for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.subarray(at, at + piece));
        scanner.end();
        expect(bytes.subarray(last).toString()).toMatch(/^[\r\n]*$/);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it("refuses a line of more than 16 MB and goes on behind it", () => {
    const rows = scanned(`a,b\n${"x".repeat(17 * 2 ** 20)}\nc,d\n`, ",", true, 2 ** 20);
    expect(rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: null },
      { line: 3, cells: ["c", "d"] },
    ]);
  });

  it("loses one line to a quote that never ends, not the rest of the file", () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},${"long enough ".repeat(80)}`);
    lines[3] = '3,"never ended';
    const rows = scanned(lines.join("\n"), ",", true, 2 ** 16);
    expect(rows.length).toBe(lines.length);
    expect(rows.filter(({ cells }) => cells === null)).toEqual([{ line: 4, cells: null }]);
  });

  it("reads a row of 100,000 cells in one go", () => {
    const [row] = scanned(`${"1,".repeat(99_999)}1\n`, ",", true, 2 ** 16);
    expect(row.cells!.length).toBe(100_000);
  });
});
