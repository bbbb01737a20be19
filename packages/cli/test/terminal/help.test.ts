import { describe, expect, it } from "vitest";
import { fittedHelp } from "../../src/terminal/help.js";

describe("help on a narrow terminal", () => {
  it("has its paragraphs broken anew where they are too long", () => {
    const text = "\nOne two three\nfour five six.\n\nShort.\n";
    expect(fittedHelp(text, 10)).toBe("\nOne two\nthree four\nfive six.\n\nShort.\n");
  });

  it("keeps what fits, and examples to be copied, as they are", () => {
    const text =
      "Keys:\n  a very long line of an example\nMore\nkeys.\n\nExamples:\n  onset learn corpus.jsonl\n";
    expect(fittedHelp(text, 12)).toBe(text);
    expect(fittedHelp("", 12)).toBe("");
  });

  it("hangs what is said about a term", () => {
    const text = "  law:5    a law of texts that is long";
    expect(fittedHelp(text, 32)).toBe("  law:5    a law of texts that\n           is long");
  });

  it("leaves text of the terminal's width alone", () => {
    const line = "x ".repeat(39).trim();
    expect(fittedHelp(`${line}\n${line}`, line.length)).toBe(`${line}\n${line}`);
  });
});
