/** Commands that the documents only name: their verbs exist and have these options. Sessions are run by another test. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import type * as source from "../../src/verbs.js";
import { requireFreshBuild, root } from "../support/built.js";
import { markdownFiles } from "./files.js";

/** What was built loads in a tenth of the time that the sources take. */
let verbs: typeof source.verbs;

beforeAll(async () => {
  requireFreshBuild();
  ({ verbs } = await import(pathToFileURL(join(root, "packages/cli/dist/verbs.js")).href));
});

/** Options that documents name of another program: spark-submit's. */
const ofOthers = ["--master"];

const everywhere = ["--help", "-h", "--version"];

/** Command lines in blocks of shell and in code spans, one string each. */
function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^[ \t]*```sh\n([\s\S]*?)^[ \t]*```$/gm)].flatMap(([, block]) =>
    block.replace(/\\\n\s*/g, " ").split("\n"),
  );
  const spans = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
  return [...blocks, ...spans].flatMap((line) => {
    const [, command] = /(?:^|\s)(?:onset|npm start --) ([a-z][^#|]*)/.exec(line) ?? [];
    return command === undefined || /^\s*(?:npm|node)\s(?!start)/.test(line) ? [] : [command.trim()];
  });
}

/** The options of a command and of its parts. */
const optionsOf = (command: Command): (string | undefined)[] =>
  [command, ...command.commands].flatMap(({ options }) =>
    options.flatMap(({ long, short, negate }) => [
      long,
      short,
      negate ? long?.replace("--no-", "--") : undefined,
    ]),
  );

const load = async (verb: string): Promise<Command> => (await verbs[verb].load())(async () => {});

/** What is wrong with a command line: its verb, or its options. */
async function problemsOf(line: string): Promise<string[]> {
  const [verb, ...words] = line.split(/\s+/);
  if (!(verb in verbs)) return [`there is no verb ${verb}`];
  const options = optionsOf(await load(verb));
  return words
    .filter((word) => /^--?[a-z]/.test(word))
    .map((word) => word.replace(/[=,.;:)'"].*$/, ""))
    .filter((word) => !options.includes(word) && !everywhere.includes(word))
    .map((word) => `${verb} has no option ${word}`);
}

describe("the commands that documents name", () => {
  const documents = markdownFiles(root).filter((path) => path !== "CHANGELOG.md");

  it("are many", () => {
    const found = documents.flatMap((path) => commandsOf(readFileSync(join(root, path), "utf8")));
    expect(found.length).toBeGreaterThan(150);
  });

  it.each(documents)("in %s exist, with their options", async (path) => {
    const commands = commandsOf(readFileSync(join(root, path), "utf8"));
    const problems = await Promise.all(
      commands.map(async (line) => (await problemsOf(line)).map((problem) => `${line}: ${problem}`)),
    );
    expect(problems.flat()).toEqual([]);
  });

  it("and options that stand alone are options of some verb", async () => {
    const options = (await Promise.all(Object.keys(verbs).map(load))).flatMap(optionsOf);
    const alone = documents
      .filter((path) => path.startsWith("docs/"))
      .flatMap((path) =>
        [...readFileSync(join(root, path), "utf8").matchAll(/`(--[a-z-]+)[^`]*`/g)].map(([, option]) => [
          path,
          option,
        ]),
      );
    expect(alone.length).toBeGreaterThan(100);
    expect(alone.filter(([, option]) => ![...options, ...everywhere, ...ofOthers].includes(option))).toEqual(
      [],
    );
  });

  it("are refused when a verb or an option is misspelt", async () => {
    expect(commandsOf("```sh\nonset lern a.csv   # so\n```\n`onset learn a --konwn b`")).toEqual([
      "lern a.csv",
      "learn a --konwn b",
    ]);
    expect(await problemsOf("lern a.csv")).toEqual(["there is no verb lern"]);
    expect(await problemsOf("learn a --konwn b")).toEqual(["learn has no option --konwn"]);
    expect(await problemsOf("label deck series/ --limit 5")).toEqual([]);
  });
});
