import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replaceUnprintable, shellArgument, shellCommand } from "../../src/base/index.js";
import "../reference/property-seed.js";

const removed = (text: string): string => replaceUnprintable(text, () => "");

/** What a shell makes of the arguments of a command line. */
function argumentsOf(command: string): string[] {
  const printed = execFileSync("bash", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}

const hostile = [
  "$(touch /tmp/pwned)",
  "`id`",
  '"; rm -rf ~; "',
  "it's",
  "a\nb",
  "\u001b[2J\u001b]0;pwned\u0007",
  "\\",
  "\\'\n\u202e",
  "!!",
  "*",
  "~",
  "",
  "a b",
  "#1",
  "日本語 ü",
  "\u009b31m",
  "a\u0001234",
];

describe("a command line", () => {
  it("gives a shell exactly the arguments it was made of, however they are meant", () => {
    expect(argumentsOf(hostile.map(shellArgument).join(" "))).toEqual(hostile);
    const pieces = fc.constantFrom(
      "'",
      '"',
      "\\",
      "$",
      "`",
      "\n",
      "!",
      " ",
      "a",
      "7",
      "\u001b",
      "\u202e",
      "é",
      "😀",
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: "grapheme" })), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 40 }), (words) => {
        const all = words.map((parts) => parts.join("").replaceAll("\0", ""));
        expect(argumentsOf(all.map(shellArgument).join(" "))).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });

  it("runs nothing in a shell that does not know escapes in quotes", () => {
    const argument = "it's\n'; echo pwned; '\\";
    const command = `printf '%s' ${shellArgument(argument)}`;
    expect(execFileSync("sh", ["-c", command], { encoding: "utf8" })).toContain("; echo pwned; ");
    expect(execFileSync("bash", ["-c", command], { encoding: "utf8" })).toBe(argument);
    expect(shellArgument(argument)).toMatch(/^\$'[^']*'$/);
  });

  it("shows every character it has: none steers a terminal or turns the direction of writing", () => {
    for (const argument of hostile) expect(removed(shellArgument(argument))).toBe(shellArgument(argument));
  });

  it("separates operands that begin with a dash from options", () => {
    expect(shellCommand(["onset", "why"], ["--out=x", "a"])).toBe("onset why -- --out=x a");
    expect(shellCommand(["onset", "why"], ["x.csv", "a"])).toBe("onset why x.csv a");
  });
});

describe("characters that cannot be shown", () => {
  it("are control characters, halves, separators, marks of direction and of no width", () => {
    for (const character of "\0\u0007\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200e\u200f\u2028\u202a\u202e\u2060\u2066\ufeff\ud800\u{e0041}") {
      expect(removed(`a${character}b`), character.codePointAt(0)!.toString(16)).toBe("ab");
    }
    expect(removed("a\u200db\u200cc")).toBe("abc");
  });

  it("are not the joiners of emoji, of Persian and of Hindi, nor any letter or mark", () => {
    for (const text of ["👩‍🔬", "👩🏽‍🚀", "می‌خواهم", "क्‍ष", "日本", "e\u0301", "❤️‍🔥", "\u0601١٢"])
      expect(removed(text)).toBe(text);
  });
});
