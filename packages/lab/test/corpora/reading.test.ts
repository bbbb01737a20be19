import { readFileSync } from "node:fs";
import { bytesSource, type Reading, readCorpus } from "@onset/reading";
import { describe, expect, it } from "vitest";
import { type Layout, readSource } from "../../src/corpora/read.js";

const plain: Layout = { skillsField: "", textField: "", groupBy: "", words: false, labels: null };

async function read(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  layout: Partial<Layout> = {},
): Promise<Reading> {
  const file = new File([content], name);
  return (await readSource({ kind: "file", file }, { ...plain, ...layout })).reading;
}

describe("a file in the laboratory", () => {
  it("is read by the reader of the command", async () => {
    const path = new URL("../../../../examples/python-course.jsonl", import.meta.url);
    const bytes = new Uint8Array(readFileSync(path));
    const here = await read("python-course.jsonl", bytes);
    const there = await readCorpus([bytesSource(bytes, "python-course.jsonl")]);
    expect(here.read).toEqual(there.read);
    expect(here.corpus.needs.buffer).toEqual(there.corpus.needs.buffer);
  });

  it("has fields that the visitor names", async () => {
    const lines = '{"a":"x y","b":["p","q"]}\n{"a":"y z","b":["q"]}';
    expect([...(await read("f.jsonl", lines, { skillsField: "b" })).corpus.skillNames]).toEqual(["p", "q"]);
    expect([...(await read("f.jsonl", lines, { textField: "a" })).corpus.skillNames]).toEqual([
      "x",
      "y",
      "z",
    ]);
  });

  it("of another encoding than UTF-8 keeps two skills apart, or tells the line", async () => {
    const latin = Buffer.from('id,skills\n1,größe\n2,"grüße"\n3,add\n', "latin1");
    const { malformed, corpus } = await read("l.csv", new Uint8Array(latin));
    expect(malformed).toEqual({
      count: 2,
      first: [
        { where: "line 2", problem: "is not valid UTF-8" },
        { where: "line 3", problem: "is not valid UTF-8" },
      ],
    });
    expect([...corpus.skillNames]).toEqual(["add"]);
  });

  it("is not read when it is larger than a browser is asked to read", async () => {
    const large = new File(["x"], "large.csv");
    Object.defineProperty(large, "size", { value: 200e6 });
    await expect(readSource({ kind: "file", file: large }, plain)).rejects.toThrow(
      "large.csv has 200 MB; the laboratory reads up to 128 MB in a browser. The command has no such limit: onset learn large.csv",
    );
  });

  it.each([
    ["empty.jsonl", "", "empty.jsonl is empty: expected one text a line or row"],
    ["columns.csv", "a,b\n1,2\n", 'columns.csv: no field of skills recognised; its fields: "a", "b".'],
    ["page.json", "<!doctype html><p>", "page.json is a web page (HTML)"],
    ["prose.txt", "One line.\nTwo.\n", "prose.txt is plain text, which names no skills"],
  ])("that cannot be used (%s) is told in a sentence", async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });
});
