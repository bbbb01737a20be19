import { describe, expect, it } from "vitest";
import { opened, told } from "./support.js";

const literal = [
  "id\tsentence\tskills",
  '1\t"Hello," she said.\tgreet|say',
  '2\t"Stop!\tstop',
  "3\tWhy not?\twhy|not",
  "4\tGo on.\tgo",
  '5\tHe said "no".\tsay|no',
  '6\tlast "\tgo|no',
  "",
].join("\n");

const joined = [
  "id\tsentence\ttags",
  "1\tA plain line.\tgreet",
  '2\t"He left.\tleave',
  "3\tShe came.\tcome",
  '4\tWe stayed."\tstay',
  "5\tEnd.\tend",
  "",
].join("\n");

describe("quotes", () => {
  it.each([
    ["sentences that begin with a quote", literal, 6],
    ["a quote that opens in one row and closes in another", joined, 5],
    ["a skill that begins with one", 'id\tskills\n1\tgreet\n2\t"stop\n3\twhy\n4\t"go"\n5\tsay\n', 5],
    ["one whole cell by chance", 'id\tskills\n1\t"Hello"\n2\tWhy\n', 2],
    ["a column of sentences alone", 'sentence\n"He left.\nShe came.\nWe stayed."\nEnd.\n', 4],
  ])("are letters in TSV that is written without quoting, which is said: %s", async (_, content, count) => {
    const reader = await opened(content, "tsv");
    const rows = await told(reader);
    expect(rows.length).toBe(count);
    expect(rows.every(({ problem }) => problem === undefined)).toBe(true);
    expect(reader.survey.conventions).toContain("quotes are letters");
  });

  it.each([
    ["doubled quotes", 'id\tskills\n1\t"say ""no"""\n2\twhy\n', 'say "no"'],
    ["a tab inside", 'id\tskills\n1\t"a\tb"\n2\twhy\n', "a\tb"],
    ["a line end inside", 'id\tskills\n1\t"a\nb"\n2\twhy\n', "a\nb"],
    ["all cells in quotes", '"id"\t"skills"\n"1"\t"a"\n"2"\t"b"\n', "a"],
    ["all texts in quotes", 'id\tskills\n1\t"a"\n2\t"b"\n', "a"],
  ])("enclose cells in TSV where it shows, which is said: %s", async (_, content, first) => {
    const reader = await opened(content, "tsv");
    expect(reader.survey.conventions).toContain("cells in quotes");
    const rows = await told(reader);
    expect(rows.length).toBe(2);
    expect(rows[0].values!.skills).toBe(first);
  });

  it("enclose cells in CSV, and a stray one costs one row", async () => {
    const reader = await opened('id,skills\n1,"a"\n2,"b" x\n3,c"d\n4,"e,f"\n');
    expect((await told(reader)).map(({ problem, values }) => problem ?? values!.skills)).toEqual([
      "a",
      "has a quote in a place where none can be, or one that does not end",
      'c"d',
      "e,f",
    ]);
  });

  it("enclose the cells of a CSV file whose last quote never ends, and cost that row alone", async () => {
    const reader = await opened(
      'title,tags\nIntro,"a;b"\nLoops,"a"\nSorting,"a;b;c"\nbroken "row,"x\n',
      "csv",
    );
    const rows = await told(reader);
    expect(rows.map(({ problem }) => problem !== undefined)).toEqual([false, false, false, true]);
    expect(reader.survey.conventions).not.toContain("quotes are letters");
  });

  it("are letters in CSV too where that alone makes whole rows, which is said", async () => {
    const reader = await opened('id;text;skills\n1;"Hello," she said.;a\n2;"Stop!;b\n3;no;c\n');
    expect(reader.survey.conventions).toContain("quotes are letters");
    expect((await told(reader)).map(({ values }) => values!.skills)).toEqual(["a", "b", "c"]);
    expect(reader.doubts!()).toEqual([
      {
        code: "letter-quotes",
        matter: "quotes are read as letters, first on line 2, since they do not enclose whole cells",
        advice: "if they enclose cells, mend the line whose quote does not end, or say --quoting quoted",
      },
    ]);
  });

  it.each([
    ["is asked for", 'id,skills\n1,"a\n2,b\n', "csv", { quoting: "none" }],
    ["is what the format says", literal, "tsv", {}],
    ["cannot be, since quotes enclose cells", 'id,skills\n1,"a,b"\n2,b\n', "csv", {}],
  ] as const)("raise no doubt where being letters %s", async (_, content, format, options) => {
    const reader = await opened(content, format, options);
    await told(reader);
    expect(reader.doubts!()).toEqual([]);
  });

  it("are what the user says", async () => {
    const none = await opened('id,skills\n1,"a"\n', "csv", { quoting: "none" });
    expect((await told(none))[0].values!.skills).toBe('"a"');
    const quoted = await opened(joined, "tsv", { quoting: "quoted" });
    expect((await told(quoted)).length).toBe(3);
    expect(quoted.doubts!()).toEqual([
      {
        code: "joined-lines",
        matter: "1 row goes over several lines, each of which could be a row of its own, first on line 3",
        advice: "if a quote there is a letter like others, say --quoting none",
      },
    ]);
  });
});
