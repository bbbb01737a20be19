import { describe, expect, it } from "vitest";
import { csvOf } from "../../src/export/csv.js";
import { stateOfExport } from "../../src/export/record.js";

describe("a CSV file", () => {
  it("has a line of names, all digits of numbers, quotes where they are needed and nothing for what is empty", () => {
    const columns = ["ratio", "name", "learned", "jumps"].map((name) => ({ name, label: name }));
    const rows = [
      [0.1 + 0.2, 'a "b", c', null, true],
      [1e-20, "line\nbreak", 1, false],
    ];
    expect(csvOf({ name: "t", title: "T", columns, rows })).toBe(
      'ratio,name,learned,jumps\r\n0.30000000000000004,"a ""b"", c",,true\r\n1e-20,"line\nbreak",1,false\r\n',
    );
  });
});

describe("an exported JSON file", () => {
  it("gives back its state", () => {
    const text = JSON.stringify({ schema: "onset/lab-export@1", state: "1/emergence?mean=4" });
    expect(stateOfExport(text)).toEqual({ hash: "#1/emergence?mean=4" });
  });

  it.each([
    ["\u0000\u0001", "This file is not JSON. The laboratory opens the JSON files that it exports."],
    ["[1]", "This file holds no state: it is not an export of the laboratory."],
    ["null", "This file holds no state: it is not an export of the laboratory."],
    [
      '{"schema":"onset/learn@1","state":""}',
      "This file has the schema onset/learn@1, expected onset/lab-export@1.",
    ],
    ['{"schema":"onset/lab-export@1","state":""}', "The state in this file is empty."],
    ['{"schema":"onset/lab-export@1","state":{}}', "The link could not be read."],
  ])("that is none (%j) is told so in a sentence", (text, problem) => {
    expect(stateOfExport(text)).toEqual({ problem });
  });
});
