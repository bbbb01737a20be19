/** What shells and man are told is the command line as it is. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { describeProgram, type ProgramDescribed } from "../../src/verbs/completion/description.js";
import { manualPages } from "../../src/verbs/completion/man.js";
import { verbs } from "../../src/verbs.js";
import { requireFreshBuild, root } from "../support/built.js";
import { onset, succeed, temporaryFolder } from "../support/command.js";
import { hasProgram } from "../support/not-tested.js";

const folder = temporaryFolder();
const scripts: Record<string, string> = {};
let program: ProgramDescribed;

beforeAll(async () => {
  requireFreshBuild();
  program = await describeProgram(verbs);
  for (const shell of ["bash", "zsh", "fish"]) {
    scripts[shell] = join(folder, `completion.${shell}`);
    writeFileSync(scripts[shell], succeed(["completion", shell]));
  }
});

const isHere = (shell: string) => hasProgram(shell, ["-c", "true"], `the completion of ${shell}`);

/** What bash proposes behind these words. */
function proposedByBash(...words: string[]): string[] {
  const script = `source "$1"; shift; compopt() { :; }
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _onset; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, "bash", scripts.bash, ...words], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

/** What fish proposes behind a line. */
function proposedByFish(line: string): string[] {
  const { stdout, stderr } = spawnSync("fish", ["-c", `source '${scripts.fish}'; complete -C '${line}'`], {
    encoding: "utf8",
    env: { ...process.env, HOME: folder },
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe("the description of the command line", () => {
  it("has every verb, the options of all and the words that an option can be", () => {
    expect(program.verbs.map(({ name }) => name)).toEqual(Object.keys(verbs));
    const learn = program.verbs[0];
    const options = Object.fromEntries(learn.options.map((option) => [option.names[0], option]));
    expect(options["--format"]).toMatchObject({ values: expect.arrayContaining(["jsonl", "parquet"]) });
    expect(options["--known"].argument).toEqual({ name: "file", kind: "file" });
    expect(options["--json"].argument).toBeNull();
    expect(program.verbs.find(({ name }) => name === "label")!.parts.map(({ name }) => name)).toEqual([
      "label deck",
      "label review",
      "label score",
    ]);
    expect(learn.notes).toMatch(/^Fields are recognised by name.*onset learn -/s);
  });
});

describe("completion", () => {
  it.runIf(isHere("bash"))("proposes verbs, options, their words and names in bash", () => {
    expect(proposedByBash("onset", "le")).toEqual(["learn", "levels"]);
    expect(proposedByBash("onset", "learn", "c.csv", "--known")).toEqual(["--known", "--known-top"]);
    expect(proposedByBash("onset", "next", "--by", "")).toEqual(["words", "stems", "lemmas", "auto"]);
    expect(proposedByBash("onset", "examples", "py")).toEqual(["python-course"]);
    expect(proposedByBash("onset", "label", "de")).toEqual(["deck"]);
    expect(proposedByBash("onset", "label", "deck", "--li")).toEqual(["--limit"]);
    // A file, or a number: nothing that is known.
    expect(proposedByBash("onset", "learn", "--out", "")).toEqual([]);
    expect(proposedByBash("onset", "learn", "")).toEqual([]);
  });

  it.runIf(isHere("fish"))("proposes the same in fish, with what it is for", () => {
    expect(proposedByFish("onset le")).toEqual([
      `learn\t${verbs.learn.summary}`,
      `levels\t${verbs.levels.summary}`,
    ]);
    expect(proposedByFish("onset next --by le")).toEqual([expect.stringMatching(/^lemmas\t/)]);
    expect(proposedByFish("onset examples py")).toEqual(["python-course"]);
    expect(proposedByFish("onset label deck --li")).toEqual([expect.stringMatching(/^--limit\t/)]);
  });

  it.runIf(isHere("zsh"))("is a script that zsh takes, with a function for every verb", () => {
    const list = `autoload -U compinit; compinit -u -D; source '${scripts.zsh}'; print -l \${(k)functions} | grep ^_onset`;
    const { stdout, stderr } = spawnSync("zsh", ["-f", "-c", list], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual(
      expect.arrayContaining([
        "_onset",
        "_onset_label_deck",
        ...Object.keys(verbs).map((name) => `_onset_${name}`),
      ]),
    );
  });

  it("is refused for other shells in one line", () => {
    expect(onset(["completion", "tcsh"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^onset: .*Expected one of bash, zsh, fish\.\n$/),
    });
  });
});

describe("the manual", () => {
  it("has a page for the command and for every verb, with every option, and nothing that steers roff by accident", () => {
    const pages = manualPages(program);
    expect(Object.keys(pages)).toEqual(["onset.1", ...program.verbs.map(({ name }) => `onset-${name}.1`)]);
    const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
    expect(manifest.man.sort()).toEqual(
      Object.keys(pages)
        .map((page) => `man/${page}`)
        .sort(),
    );
    const roff = /^\.(TH|SH|TP|PP|B|I|BR|nf|fi|br)\b/;
    for (const [name, page] of Object.entries(pages)) {
      const requests = page.split("\n").filter((line) => /^[.']/.test(line));
      expect(
        requests.filter((line) => !roff.test(line)),
        name,
      ).toEqual([]);
    }
    for (const { name, options } of program.verbs) {
      for (const { flags } of options)
        expect(pages[`onset-${name}.1`]).toContain(flags.replaceAll("-", "\\-"));
    }
  });
});
