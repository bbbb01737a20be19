import { describe, expect, it } from "vitest";
import { openDelimited } from "../../src/formats/delimited/reader.js";
import { bytesSource } from "../../src/source/source.js";
import { openBytes } from "../../src/source/unpack.js";
import { gzip } from "../source/support.js";
import { opened, told } from "./support.js";

const places = async (content: string | Uint8Array, ...rest: [("csv" | "tsv")?, object?]) =>
  told(await opened(content, ...rest));

describe("a delimited file", () => {
  it.each([
    ["id,skills\n1,a\n", "commas", ["id", "skills"]],
    ["id;skills\n1;a,b\n2;c\n", "semicolons", ["id", "skills"]],
    ["id|skills\n1|a;b\n", "bars", ["id", "skills"]],
    ["id\tskills\n1\ta,b,c\n", "tabs", ["id", "skills"]],
    ['"id","the, skills"\n1,"a;b"\n', "commas", ["id", "the, skills"]],
  ])("tells what is between its columns: %j", async (content, delimiter, columns) => {
    const { survey } = await opened(content);
    expect(survey.columns).toEqual(columns);
    expect(survey.conventions).toContain(`${delimiter} between columns`);
  });

  it("may have one column, where an empty line is no row and an empty cell in quotes is one", async () => {
    const rows = await places('skills\na;b\n\n""\nc\n\n');
    expect(rows).toEqual([
      { place: 2, values: { skills: "a;b" } },
      { place: 4, values: {} },
      { place: 5, values: { skills: "c" } },
    ]);
  });

  it("may begin with titles, which is said", async () => {
    const content =
      "Export of 2026-01-06\nid;name;skills\n1;Alpha;loops|lists\n2;Beta;loops\n3;Gamma;lists|maps\n";
    const reader = await opened(content);
    expect(reader.survey.columns).toEqual(["id", "name", "skills"]);
    expect(reader.survey.conventions).toEqual(["1 title line skipped", "semicolons between columns"]);
    expect((await told(reader)).map(({ place }) => place)).toEqual([3, 4, 5]);
  });

  it("has no titles where its first line names columns, however many the others have", async () => {
    const rows = await places("id,skills\n1,a,b\n2,c,d\n3,e,f\n");
    expect(rows.map(({ problem }) => problem)).toEqual(Array(3).fill("has too many columns"));
  });

  it("may begin with lines that the user skips", async () => {
    const reader = await opened("x,y\nz\nid,skills\n1,a\n", "csv", { skipLines: 2 });
    expect(reader.survey.columns).toEqual(["id", "skills"]);
    expect(await told(reader)).toEqual([{ place: 4, values: { id: "1", skills: "a" } }]);
  });

  it.each(["\n", "\r\n", "\r"])(
    "may say what is between its columns in a line sep=, ended by %j",
    async (end) => {
      const reader = await opened(["sep=;", "id;skills", "1;a,b", ""].join(end));
      expect(reader.survey.conventions).toContain('a line "sep=;"');
      expect(await told(reader)).toEqual([{ place: 3, values: { id: "1", skills: "a,b" } }]);
    },
  );

  it("may come from Anki, whose header lines say where the tags are", async () => {
    const content = [
      "#separator:tab",
      "#html:true",
      "#tags column:3",
      "El gato come.\tThe cat eats.\tverb::present animals",
      '"Dijo ""hola""<br>y salió."\tHe said hello.\tverb::past',
      "Come.\tEats.\tverb::present",
    ].join("\n");
    const reader = await opened(content, "tsv");
    expect(reader.survey.columns).toEqual(["1", "2", "tags"]);
    expect(reader.survey.conventions).toEqual([
      "header lines of Anki",
      "tabs between columns",
      "cells in quotes",
      "no header",
    ]);
    const rows = await told(reader);
    expect(rows.map(({ place }) => place)).toEqual([4, 5, 6]);
    expect(rows[1].values!["1"]).toBe('Dijo "hola"<br>y salió.');
  });

  it("may name its columns in a line of Anki", async () => {
    const reader = await opened("#separator:Comma\n#columns:Front,Back,Tags\na,b,c d\n", "tsv");
    expect(reader.survey.columns).toEqual(["Front", "Back", "Tags"]);
  });

  it("has no header where its first row holds a number in a column of numbers", async () => {
    const reader = await opened(
      "1276\teng\tLet us try something.\n1277\teng\tI have to go to sleep.\n",
      "tsv",
    );
    expect(reader.survey.columns).toEqual(["1", "2", "3"]);
    expect(reader.survey.conventions).toContain("no header");
    expect((await told(reader)).length).toBe(2);
  });

  it.each([
    ["a name that is known stands in it", "id,2001\n1,5\n2,7\n", {}],
    ["a name that the user gives stands in it", "land,2001\n1,5\n2,7\n", { named: ["2001"] }],
    ["its numbers are names of columns of zeros and ones", "item,1,2\na,0,1\nb,1,0\n", {}],
    ["the user says so", "1,2\n3,4\n", { header: true }],
    ["no column of numbers begins with one", "a,b\n1,2\n", {}],
  ])("has a header where %s", async (_, content, options) => {
    expect((await opened(content, "csv", options)).survey.conventions).not.toContain("no header");
  });

  it("has no header where the user says so", async () => {
    const reader = await opened("id,skills\n1,a\n", "csv", { header: false });
    expect(reader.survey.columns).toEqual(["1", "2"]);
    expect((await told(reader)).length).toBe(2);
  });

  it("may have two columns of one name", async () => {
    const { survey } = await opened("id,tags,name,tags\n1,a,n,b\n");
    expect(survey.columns).toEqual(["id", "tags", "name", "tags"]);
  });

  it("ends rows with LF, CR LF or CR, mixed as they are", async () => {
    const rows = await places('id,skills\r\n1,a\n2,b\r3,c\r\n\r\n4,"d\r\ne"\n5,f');
    expect(rows.map(({ place, values }) => [place, values!.id])).toEqual([
      [2, "1"],
      [3, "2"],
      [4, "3"],
      [6, "4"],
      [8, "5"],
    ]);
  });

  it("refuses rows that are not valid UTF-8, or have too many or too few cells, in their place", async () => {
    const content = Buffer.concat([
      Buffer.from("id,skills\n1,a\n2,gr"),
      Buffer.of(0xf6, 0xdf),
      Buffer.from("e\n3,a,b\n4\n5,a\n"),
    ]);
    expect(await places(content)).toEqual([
      { place: 2, values: { id: "1", skills: "a" } },
      { place: 3, problem: "is not valid UTF-8" },
      { place: 4, problem: "has too many columns" },
      { place: 5, problem: "has too few columns" },
      { place: 6, values: { id: "5", skills: "a" } },
    ]);
  });

  it("does not take bytes that are not UTF-8 for the name of a column", async () => {
    const content = Buffer.from("id,größe\n1,a\n", "latin1");
    await expect(opened(content)).rejects.toThrow(/first row, on line 1, is not valid UTF-8: say what it is/);
  });

  it("says that there is no row, or only a header", async () => {
    await expect(opened("\n\n\r\n")).rejects.toThrow("found no row: expected a header and rows");
    expect(await places("id,skills\n")).toEqual([]);
  });

  it("refuses a header of more columns, or more bytes, than there may be", async () => {
    await expect(opened("a,".repeat(200_000))).rejects.toThrow(/line 1 has 200001 columns, more than 131072/);
    const commas = gzip(Buffer.alloc(40 * 2 ** 20, ","));
    const text = await openBytes(bytesSource(commas, "commas.csv.gz"));
    await expect(openDelimited(text, "csv")).rejects.toThrow(/its first line is longer than 16 MB/);
  });

  it("reads 100,000 columns in seconds", async () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `skill number ${i}`).join(",");
    const rows = await places(`${names}\n${"1,".repeat(99_999)}1\n`);
    expect(Object.keys(rows[0].values!).length).toBe(100_000);
  });
});
