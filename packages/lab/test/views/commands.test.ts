import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { decodeValues } from "../../src/state/hash.js";
import { corpusCommand } from "../../src/views/corpus/command-line.js";
import { corpusParameters } from "../../src/views/corpus/parameters.js";
import { densityCommand } from "../../src/views/density/command-line.js";
import { densityParameters } from "../../src/views/density/parameters.js";

/** What a shell makes of each of some command lines: their words. */
function words(commands: string): string[][] {
  return commands.split("\n").map((line) =>
    execFileSync("bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
      .split("\0")
      .slice(0, -1),
  );
}

describe("the command line of a view", () => {
  const hostile = ["$(touch pwned)", "`id`", '"; id; "', "it's", "a\\", "!!"];

  it.each(hostile)("takes a file, a field and a skill named %s for no more than names", (name) => {
    const link = new URLSearchParams({
      corpus: "mine",
      file: name,
      skillsField: name,
      textField: name,
      why: name,
    });
    const { values, problems } = decodeValues(corpusParameters, link.toString());
    expect(problems).toEqual([]);
    const lines = words(corpusCommand(values as never));
    expect(lines.map(([program, verb]) => `${program} ${verb}`)).toEqual([
      "onset learn",
      "onset next",
      "onset unlock",
      "onset why",
    ]);
    for (const line of lines) expect(line.filter((word) => word === name).length).toBeGreaterThanOrEqual(3);
  });

  it("takes a file whose name begins with a dash for no option", () => {
    const { values } = decodeValues(corpusParameters, "corpus=mine&file=--out%3Dx");
    for (const line of words(corpusCommand(values as never)))
      expect(line.slice(-2)).toEqual(["--", "--out=x"]);
  });

  it("takes a law for no more than a law", () => {
    const { values } = decodeValues(densityParameters, "law=%24(id)");
    expect(words(densityCommand(values as never))[0].at(-1)).toBe("$(id)");
  });

  it("never has a control character: a link with one is told and left out", () => {
    for (const name of ["a\nb", "a\u001b[2J", "a\u202eb", "a\u200bb"]) {
      const { values, problems } = decodeValues(
        corpusParameters,
        new URLSearchParams({ file: name }).toString(),
      );
      expect(values.file).toBe("");
      expect(problems.join()).toContain("control characters");
    }
  });
});
