import { afterEach, describe, expect, it, vi } from "vitest";
import { maxColumns } from "../../src/limits.js";
import { readText, textsOf } from "../support/read.js";

const columns = 5000;
const names = Array.from({ length: columns }, (_, i) => `s${i}x`);
/** Of each text which skills it has. */
const skillsOf = (text: number): number[] => [text, 100 + text, columns - 1];
const cells = (text: number): number[] => names.map((_, i) => (skillsOf(text).includes(i) ? 1 : 0));
const texts = Array.from({ length: 10 }, (_, text) => text);

const csv = `${names.join(",")}\n${texts.map((text) => `${cells(text).join(",")}\n`).join("")}`;
const jsonl = texts
  .map((text) => {
    const row = cells(text);
    return `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]])))}\n`;
  })
  .join("");

afterEach(() => vi.restoreAllMocks());

/** Counts the places that searches of lists may look at. */
function countSearched(): () => number {
  let searched = 0;
  for (const method of ["indexOf", "includes", "find", "findIndex"] as const) {
    const original = Array.prototype[method] as (...args: unknown[]) => unknown;
    vi.spyOn(Array.prototype, method).mockImplementation(function (this: unknown[], ...args: unknown[]) {
      searched += this.length;
      return original.apply(this, args) as never;
    });
  }
  return () => searched;
}

describe("a table of very many columns", () => {
  it.each([
    ["wide.csv", csv],
    ["wide.jsonl", jsonl],
  ])("is read without searching all columns once a column: %s", async (name, content) => {
    const searched = countSearched();
    const { corpus, malformed } = await readText(name, content);
    const places = searched();
    vi.restoreAllMocks();
    expect(malformed.count).toBe(0);
    expect(textsOf(corpus)[3][1].toSorted()).toEqual(
      skillsOf(3)
        .map((i) => `s${i}x`)
        .toSorted(),
    );
    expect(corpus.needs.textCount).toBe(texts.length);
    // About 70 looks at a column in all; one search of all columns for each of them would be 5,000.
    expect(places).toBeLessThan(200 * columns);
  });

  it("is refused in one line, with the way out, beyond the limit", async () => {
    const header = Array.from({ length: maxColumns + 1 }, () => "a").join(",");
    await expect(readText("wide.csv", `${header}\n${header}\n`)).rejects.toThrow(
      /^wide\.csv: line 1 has 131073 columns, more than 131072: write a row for each pair of text and skill, and say --group-by$/,
    );
  });
});
