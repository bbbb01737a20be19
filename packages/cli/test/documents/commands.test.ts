/** Commands that the documents only name: their verbs exist and have these options. Sessions are run by another test. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { requireFreshBuild, root } from "../support/built.js";
import { markdownFiles } from "./files.js";

/** The options of each verb and of its parts. */
let verbs: Record<string, readonly string[]> = {};

/** Prints them. A process of its own loads what was built as it is: here it would be transformed, which takes ten times as long. */
const program = `
  const { verbs } = await import(process.argv[1]);
  const optionsOf = (command) => [command, ...command.commands].flatMap(({ options }) =>
    options.flatMap(({ long, short, negate }) => [long, short, negate ? long.replace("--no-", "--") : null]));
  const load = async ([name, verb]) => [name, optionsOf((await verb.load())(async () => {})).filter(Boolean)];
  console.log(JSON.stringify(Object.fromEntries(await Promise.all(Object.entries(verbs).map(load)))));
`;

beforeAll(() => {
  requireFreshBuild();
  const built = pathToFileURL(join(root, "packages/cli/dist/verbs.js")).href;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program, built], {
    encoding: "utf8",
  });
  verbs = JSON.parse(printed);
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

/** What is wrong with a command line: its verb, or its options. */
function problemsOf(line: string): string[] {
  const [verb, ...words] = line.split(/\s+/);
  if (!(verb in verbs)) return [`there is no verb ${verb}`];
  const options = verbs[verb];
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

  it.each(documents)("in %s exist, with their options", (path) => {
    const commands = commandsOf(readFileSync(join(root, path), "utf8"));
    const problems = commands.flatMap((line) => problemsOf(line).map((problem) => `${line}: ${problem}`));
    expect(problems).toEqual([]);
  });

  it("and options that stand alone are options of some verb", () => {
    const options = Object.values(verbs).flat();
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

  it("are refused when a verb or an option is misspelt", () => {
    expect(commandsOf("```sh\nonset lern a.csv   # so\n```\n`onset learn a --konwn b`")).toEqual([
      "lern a.csv",
      "learn a --konwn b",
    ]);
    expect(problemsOf("lern a.csv")).toEqual(["there is no verb lern"]);
    expect(problemsOf("learn a --konwn b")).toEqual(["learn has no option --konwn"]);
    expect(problemsOf("label deck series/ --limit 5")).toEqual([]);
  });
});
