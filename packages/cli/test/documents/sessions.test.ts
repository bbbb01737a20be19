import { describe, expect, it } from "vitest";
import { argumentsOf, filesOf, sessionsOf, withRealOutput } from "./sessions.js";

const document = (...block: string[]) =>
  ["# Title", "", "```console", ...block, "```", "", "After.", ""].join("\n");

/** A command that prints its arguments, one a line. */
const echo = (args: string[]) => args.map((arg) => `${arg}\n`).join("");

describe("a session in a document", () => {
  it("stays as it is when the command prints what the document says", () => {
    const honest = document("$ onset a b", "a", "b");
    expect(withRealOutput(honest, echo)).toBe(honest);
  });

  it("gets the command's words where the document says something else", () => {
    expect(withRealOutput(document("$ onset a b", "a", "c"), echo)).toBe(document("$ onset a b", "a", "b"));
    expect(withRealOutput(document("$ onset a b", "a"), echo)).toBe(document("$ onset a b", "a", "b"));
    expect(withRealOutput(document("$ onset a", "a", "b"), echo)).toBe(document("$ onset a", "a"));
    expect(withRealOutput(document("$ onset a", "a "), echo)).toBe(document("$ onset a", "a"));
    expect(withRealOutput(document("$ onset a", "", "a"), echo)).toBe(document("$ onset a", "a"));
  });

  it("may leave out one or more lines where it says so, at any place, and none that is not there", () => {
    for (const shown of [["…"], ["a", "…"], ["…", "d"], ["a", "…", "c", "…"], ["…", "b", "…"]]) {
      const honest = document("$ onset a b c d", ...shown);
      expect(withRealOutput(honest, echo)).toBe(honest);
    }
    for (const shown of [
      ["a", "b", "c", "d", "…"],
      ["…", "c"],
      ["b", "…"],
      ["a", "…", "a"],
      ["…", "a"],
    ]) {
      const wrong = document("$ onset a b c d", ...shown);
      expect(withRealOutput(wrong, echo)).toBe(document("$ onset a b c d", "a", "b", "c", "d"));
    }
  });

  it("takes the characters of the output as they are, not as a pattern", () => {
    expect(withRealOutput(document("$ onset 'a.b (c)'", "axb (c)"), echo)).toBe(
      document("$ onset 'a.b (c)'", "a.b (c)"),
    );
    const honest = document("$ onset '[81.4 %] $& \\d'", "[81.4 %] $& \\d");
    expect(withRealOutput(honest, echo)).toBe(honest);
  });

  it("may hold several commands, commands over several lines, and commands that print nothing", () => {
    const honest = document("$ onset a", "a", "$ onset", "$ onset b \\", "    c", "b", "c", "$ onset ''", "");
    expect(withRealOutput(honest, echo)).toBe(honest);
  });

  it("may stand indented in a list", () => {
    const honest = ["1. First", "", "   ```console", "   $ onset a ''", "   a", "", "   ```", ""].join("\n");
    expect(withRealOutput(honest, echo)).toBe(honest);
    expect(withRealOutput(honest.replace("   a\n", "   b\n"), echo)).toBe(honest);
  });

  it("is only a block marked console that begins with the command, and not one shown inside another block", () => {
    const others = [
      "```sh\n$ onset a\n```\n",
      "```console\n$ npm start\nnothing\n```\n",
      "````markdown\n```console\n$ onset a\nnothing\n```\n````\n",
      "$ onset a\n",
    ];
    for (const other of others) {
      expect(withRealOutput(other, echo)).toBe(other);
      expect(sessionsOf(other)).toEqual([]);
    }
    expect(() => sessionsOf("```console\n$ onset a\n")).toThrow("the block ```console has no end");
    expect(sessionsOf(document("$ onset a", "a"))).toEqual(["```console\n$ onset a\na\n```\n"]);
  });
});

describe("a file in a document", () => {
  it("is a block marked with a language and a name, to the byte", () => {
    expect(filesOf('```csv a.csv\nx,y\n\n1,"2"\n```\n\n```csv\nnot,one\n```\n')).toEqual([
      { name: "a.csv", text: 'x,y\n\n1,"2"\n' },
    ]);
    expect(filesOf("1. One\n\n   ```text b.txt\n   c\n     d\n   ```\n")).toEqual([
      { name: "b.txt", text: "c\n  d\n" },
    ]);
  });

  it("has no folders in its name", () => {
    expect(filesOf("```csv ../a.csv\nx\n```\n")).toEqual([]);
  });
});

describe("the arguments of a command in a document", () => {
  it("are split and unquoted as a shell does", () => {
    expect(argumentsOf(`$ onset  threshold "0.5x^2 + 0.5x^3"  --note='a "b"'c '' `)).toEqual([
      "threshold",
      "0.5x^2 + 0.5x^3",
      `--note=a "b"c`,
      "",
    ]);
  });

  it("are refused when only a shell could run them", () => {
    for (const line of [
      "$ onset a | head",
      "$ onset a > b",
      "$ onset $HOME",
      '$ onset "$HOME"',
      "$ onset *.jsonl",
    ]) {
      expect(() => argumentsOf(line)).toThrow("only plain arguments can be run");
    }
    expect(() => argumentsOf("$ onset 'a")).toThrow("only plain arguments can be run");
  });

  it("are refused for any other command", () => {
    expect(() => argumentsOf("$ rm a")).toThrow("expected a command that begins with onset");
  });
});
