import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findKnown } from "../../src/known/find.js";
import { readKnownList } from "../../src/known/read-list.js";
import { bytesSource } from "../../src/source/source.js";
import { readText } from "../support/read.js";

async function known(name: string, content: string | Uint8Array, isWords = false): Promise<object> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const list = await readKnownList(bytesSource(bytes, name));
  const { corpus } = isWords
    ? await readText("s.txt", "The cat sat.\nA cat ran.\nThe dog ran home.\n", { words: true })
    : await readText("c.csv", "id,skills\n1,Loops;lists\n2,Loops;maps\n");
  const { skills, missing } = findKnown(corpus, list, isWords);
  return { found: Array.from(skills, (skill) => corpus.skillNames.at(skill)), missing };
}

const loops = { found: ["Loops"], missing: [] };

describe("a list of known skills", () => {
  it.each([
    ["k.txt", "Loops\n"],
    ["kbom.txt", "\ufeffLoops\r\n"],
    ["kq.csv", '"Loops"\n'],
    ["kq.txt", '"Loops"\n'],
    ["k.json", '["Loops"]'],
    ["objects.json", '[{"skill":"Loops","n":3}]'],
    ["map.json", '{"Loops":0.5}'],
    ["k.jsonl", '{"name":"x","skill":"Loops"}\n'],
    ["strings.jsonl", '"Loops"\n'],
    ["header.csv", "skill,count\nLoops,4\n"],
    ["second.csv", "n,skill\n4,Loops\n"],
    ["comment.txt", "# mine\n\nLoops\n"],
  ])("is read from %s", async (name, content) => {
    expect(await known(name, content)).toEqual(loops);
    expect(await known(`${name}.gz`, new Uint8Array(gzipSync(content)))).toEqual(loops);
    expect(
      await known(name, Buffer.from(`\ufeff${content}`.replace("\ufeff\ufeff", "\ufeff"), "utf16le")),
    ).toEqual(loops);
  });

  it("may be a table of skills that Onset wrote, with an apostrophe before what a spreadsheet would compute", async () => {
    const { corpus } = await readText("c.csv", "id,skills\n1,-ing;lists\n2,'-ed\n");
    const list = await readKnownList(
      bytesSource(Buffer.from("skill,texts\n'-ing,1\n''-ed,1\n"), "skills.csv"),
    );
    const { skills, missing } = findKnown(corpus, list, false);
    expect(Array.from(skills, (skill) => corpus.skillNames.at(skill))).toEqual(["-ing", "'-ed"]);
    expect(missing).toEqual([]);
  });

  it("may have several names on a line", async () => {
    expect(await known("ksemi.txt", "Loops;lists\n")).toEqual({ found: ["Loops", "lists"], missing: [] });
  });

  it("tells the names that are not there, and does not take one for another", async () => {
    expect(await known("kcase.txt", "loops\nLoops\n")).toEqual({ found: ["Loops"], missing: ["loops"] });
  });

  it("is cut into words where the skills are words", async () => {
    expect(await known("known.txt", "THE \r\nA\r\ncat.\r\nzebra\r\n# comment\r\n\r\n", true)).toEqual({
      found: ["the", "a", "cat"],
      missing: ["zebra"],
    });
    expect(await known("known.txt", "cat 9\n9\n", true)).toEqual({ found: ["cat"], missing: ["9"] });
    const frequencies = "Morph-Lemma,Morph-Inflection,Occurrence\nthe,the,100\na,a,90\ncat,cat,50\n";
    expect(await known("freq.csv", frequencies, true)).toEqual({ found: ["the", "a", "cat"], missing: [] });
  });

  it("counts lines that are not valid in its encoding", async () => {
    const list = await readKnownList(bytesSource(Buffer.from("caf\xe9\nLoops\n", "latin1"), "k.txt"));
    expect(list).toEqual({ names: ["Loops"], column: null, malformed: 1 });
    const latin = await readKnownList(bytesSource(Buffer.from("caf\xe9\n", "latin1"), "k.txt"), {
      encoding: "latin1",
    });
    expect(latin.names).toEqual(["café"]);
  });

  it("takes the column that is asked for", async () => {
    const source = bytesSource(Buffer.from("a,b\nx,Loops\n"), "k.csv");
    expect((await readKnownList(source, { column: "b" })).names).toEqual(["b", "Loops"]);
    expect((await readKnownList(source, { column: "2" })).names).toEqual(["b", "Loops"]);
    await expect(readKnownList(source, { column: "c" })).rejects.toThrow(
      'there is no field "c"; found: "a", "b"',
    );
  });

  it("is refused when it is not JSON, or known to be something else", async () => {
    await expect(known("k.json", "[Loops")).rejects.toThrow(/^it is not valid JSON/);
    await expect(known("k.txt", "%PDF-1.4")).rejects.toThrow(/^it is a PDF/);
  });
});
