import { describe, expect, it } from "vitest";
import { bytesSource, readCorpus } from "../../src/index.js";
import { readText, textsOf } from "../support/read.js";
import { cases } from "./files.js";

describe("a file as people have it", () => {
  it.each(cases)(
    "is read as it is meant, or doubted: $title",
    async ({ name, content, options, ...expected }) => {
      const reading = await readText(name, content, options);
      expect(textsOf(reading.corpus)).toEqual(expected.texts);
      expect(reading.doubts.map(({ code }) => code).sort()).toEqual([...(expected.doubts ?? [])].sort());
      expect(reading.unlabelled.count).toBe(expected.unlabelled ?? 0);
      expect(reading.malformed.count).toBe(expected.malformed ?? 0);
    },
  );

  it("reads the same bytes in UTF-16, packed, and both", async () => {
    const { gzipSync } = await import("node:zlib");
    for (const { name, content, options, texts } of cases.filter(({ name }) =>
      /\.(?:csv|tsv|jsonl)$/.test(name),
    )) {
      const utf16 = Buffer.from(`\ufeff${content}`, "utf16le");
      for (const [bytes, suffix] of [
        [utf16, ""],
        [gzipSync(content), ".gz"],
        [gzipSync(utf16), ".gz"],
      ] as const) {
        const { corpus } = await readCorpus([bytesSource(new Uint8Array(bytes), name + suffix)], options);
        expect(textsOf(corpus)).toEqual(texts);
      }
    }
  });

  it("makes one corpus of a folder of notes, each a text under the name of its file", async () => {
    const sources = [
      [
        "a.md",
        "---\ntags: [loops, lists]\n---\n# Title\n\n```js\nfor (const x of y) {}\n```\nSome `code`.\n",
      ],
      ["sub/b.md", "---\ntags:\n  - loops\n---\nHello world.\n"],
      ["c.md", "No front matter.\n"],
    ].map(([name, content]) => bytesSource(new TextEncoder().encode(content), name));
    const skills = await readCorpus(sources.slice(0, 2));
    expect(textsOf(skills.corpus)).toEqual([
      ["a.md", ["lists", "loops"]],
      ["sub/b.md", ["loops"]],
    ]);
    const words = await readCorpus(sources, { words: true });
    expect(textsOf(words.corpus)).toEqual([
      ["a.md", ["some", "title"]],
      ["sub/b.md", ["hello", "world"]],
      ["c.md", ["front", "matter", "no"]],
    ]);
  });

  it("says what it is where it cannot be read, and what to do", async () => {
    await expect(readText("x.txt", "Just words.\nMore words.\n")).rejects.toThrow(
      "x.txt is plain text, which names no skills: take its words with --words",
    );
    await expect(readText("s.tsv", "1\teng\tLet us.\n2\teng\tGo.\n")).rejects.toThrow(
      /Say which with --skills-field, by its number as in --skills-field 3/,
    );
    await expect(readText("a.csv", "id,skills\n1,a\n", { fields: { skills: "skil" } })).rejects.toThrow(
      'a.csv: there is no field "skil"; found: "id", "skills"',
    );
  });

  it("doubts lines that are wrapped where a page ends", async () => {
    const line = "this is a sentence that was cut where the page ended and";
    const prose = Array.from({ length: 40 }, (_, i) => (i % 8 === 7 ? "goes on. The end.\n" : line)).join(
      "\n",
    );
    const { doubts } = await readText("book.txt", prose, { words: true });
    expect(doubts.map(({ code }) => code)).toEqual(["wrapped-lines"]);
    const verses = Array.from({ length: 40 }, (_, i) => `In the beginning was verse ${i}.`).join("\n");
    expect((await readText("verses.txt", verses, { words: true })).doubts).toEqual([]);
  });

  it("doubts skills of which nearly all are in one text", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},sentence ${i};s${i % 2 ? "" : "x"}${i % 3}`);
    const { doubts } = await readText("once.csv", ["id,skills", ...rows].join("\n"));
    expect(doubts.map(({ code }) => code)).toContain("same-number-each");
    const ids = Array.from({ length: 30 }, (_, i) => `${i},"only ${i};also ${i}${i % 2 ? ";third" : ""}"`);
    expect(
      (await readText("ids.csv", ["id,skills", ...ids].join("\n"))).doubts.map(({ code }) => code),
    ).toEqual(["mostly-once"]);
  });
});
