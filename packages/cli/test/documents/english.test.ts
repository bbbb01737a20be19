/** The documents are plain: `scripts/plain-english.mjs` counts the words of their sentences. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { complaints, documentsToRead, median, sentencesOf } from "../../../../scripts/plain-english.mjs";
import { root } from "../support/built.js";

describe("the sentences of the documents", () => {
  it.each(documentsToRead())("are short in $path", ({ path, limits }) => {
    const markdown = readFileSync(join(root, path), "utf8");
    expect(sentencesOf(markdown).length).toBeGreaterThan(0);
    expect(complaints(path, markdown, limits)).toEqual([]);
  });
});

describe("a sentence", () => {
  const words = (markdown: string) => sentencesOf(markdown).map((sentence) => sentence.words);

  it("ends at a full stop, a question mark or a colon before a capital, and not at one inside", () => {
    expect(words("One two. Three four five? Six: Seven eight.")).toEqual([2, 3, 1, 2]);
    expect(words("It takes 1.5 s, e.g. Node 20.19 or newer.")).toEqual([9]);
    expect(words("It is so: nothing more.")).toEqual([5]);
  });

  it("goes over lines, and not over items, blocks and headings", () => {
    expect(words("One\ntwo.\n\n# Three four\n\n- Five\n- Six seven")).toEqual([2, 1, 2]);
  });

  it("takes a piece of code for one word, and is not looked for in code, tables and formulas", () => {
    expect(words("Say `onset learn a b c` and [this page](a/b.md#c).")).toEqual([5]);
    expect(words("```sh\none two\n```\n\n| a b | c |\n\n$$x y z$$\n\n<!-- a b -->\n")).toEqual([]);
  });

  it("is told with its line when it is too long, and so is a median", () => {
    const markdown = "# A\n\nOne. Two\nthree four.\n";
    expect(complaints("a.md", markdown, { maxMedian: 9, maxWords: 2 })).toEqual([
      "a.md:3: 3 words, at most 2: Two three four.",
    ]);
    expect(complaints("a.md", markdown, { maxMedian: 0, maxWords: 9 })).toEqual([
      "a.md: the median sentence has 1 words, at most 0",
    ]);
    expect(median([3, 1, 2])).toBe(2);
  });
});
