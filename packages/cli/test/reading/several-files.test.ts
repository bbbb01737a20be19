/** Several files, and folders of files, as one corpus. */
import { mkdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset } from "../insight/onset.js";
import { casesOf, readFile, readFiles, textsOf, useFolder } from "./support.js";

const folder = useFolder();

describe("several files", () => {
  const files = { table: "", lines: "", more: "" };
  beforeAll(() => {
    for (const name of ["a", "b"]) mkdirSync(`${folder.path}/${name}`);
    files.table = folder.put("a/x.csv", "id,skills\n1,add\n2,add;carry\n3\n");
    files.lines = folder.put("b/x.jsonl", '{"id":"q","skills":["carry","sums"]}\n[\n{"skills":["sums"]}\n');
    files.more = folder.put("b/y.jsonl", '{"id":"r","skills":["add"]}\n');
  });

  it("are one corpus in the order given, those of a folder in the order of their paths", async () => {
    const { table, lines, more } = files;
    const there = await readFiles([table, `${folder.path}/b`]);
    expect(textsOf(there.corpus)).toEqual([
      ["1", ["add"]],
      ["2", ["add", "carry"]],
      ["q", ["carry", "sums"]],
      ["6", ["sums"]],
      ["r", ["add"]],
    ]);
    const back = await readFiles([more, lines, table]);
    expect([...back.corpus.textNames]).toEqual(["r", "q", "4", "1", "2"]);
    expect(textsOf((await readFiles([`${folder.path}/a`, lines, more])).corpus)).toEqual(
      textsOf(there.corpus),
    );
  });

  it("are told apart by their paths where something is malformed, also when they have one name", async () => {
    const { table, lines } = files;
    const other = folder.put("b/x.csv", "id,skills\n4\n5,add\n");
    const { malformed, read } = await readFiles([table, lines, other]);
    expect(casesOf(malformed)).toEqual([
      `${table}, line 4: has too few columns`,
      `${lines}, line 2: is not valid JSON`,
      `${other}, line 2: has too few columns`,
    ]);
    expect(read.files.map(({ name, firstText }) => [name, firstText])).toEqual([
      [table, 0],
      [lines, 2],
      [other, 4],
    ]);
    expect(read.rows).toBe(8);
  });

  it("give a report that names them, and a hash of all", async () => {
    const learned = json<{
      reading: { files: { name: string; sha256: string }[] };
      provenance: { input: { name: string; bytes: number; sha256: string } };
    }>(["learn", files.table, files.more]);
    const [first, second] = await Promise.all([readFile(files.table), readFile(files.more)]);
    expect(learned.reading.files.map(({ sha256 }) => sha256)).toEqual([first.sha256, second.sha256]);
    expect(learned.provenance.input).toMatchObject({
      name: `${files.table}, ${files.more} (2 files)`,
      bytes: first.bytes + second.bytes,
    });
    expect([first.sha256, second.sha256]).not.toContain(learned.provenance.input.sha256);
  });

  it("can be asked by every verb that takes one corpus, and rewritten by clean", () => {
    const both = [files.table, files.more];
    for (const verb of ["next", "unlock", "order", "forecast", "clean"]) {
      expect(onset([verb, ...both, "--json"]).stderr).toBe("");
    }
    expect(onset(["check", ...both, "--max-stuck", "0", "--accept-doubts"]).status).toBe(0);
    const ran = onset(["order", ...both, "--out", `${folder.path}/never`]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain("(2 files): only one file of lines can be written in order");
  });
});
