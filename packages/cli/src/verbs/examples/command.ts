import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { bytesText, nearestNames, shellCommand } from "@onset/core/base";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { reasonOf } from "../../files/reason.js";
import { exampleFile } from "../../input/example-file.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { wrapped } from "../../terminal/format.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { type Example, exampleNames, examples } from "./catalogue.js";

type Options = OutputOptions & { readonly out: string };

/** The result of `onset examples` for other programs. */
export type ExamplesReport = {
  readonly schema: "onset/examples@1";
  readonly examples: readonly {
    readonly name: string;
    readonly about: string;
    readonly licence: string;
    readonly bytes: number;
    /** A command line to begin with. */
    readonly command: string;
    /** The files that were written; none when the corpora were only listed. */
    readonly written: readonly string[];
  }[];
  readonly provenance: Origin;
};

const description = [
  "List the corpora that come with Onset, or copy them.",
  "NAME is one of the list, or all. What is copied is yours to try things on; a licence that must go with a corpus is copied beside it. A file that is there already and holds something else is left alone.",
];

const helpExamples = `
Examples:
  onset examples
  onset examples python-course
  onset examples all --out corpora`;

/** `onset examples`: the corpora that come with Onset. */
export function examplesCommand(run: Run): Command {
  const command = verbCommand("examples", description, helpExamples).argument("[name]", "a corpus, or all");
  addOutputOptions(command).option("--out <folder>", "folder to copy into", ".");
  return command.action((name: string | undefined, options: Options) =>
    run(options, (context) => (name === undefined ? list(options) : copy(name, options, context))),
  );
}

async function list({ json }: Options): Promise<string> {
  if (json) return jsonText(reportOf(examples, () => []));
  const room = Math.min(terminalWidth(), 100) - 2;
  const entries = examples.map((example) => {
    const { name, about, licence, command } = example;
    const facts = `${about} (${bytesText(bytesOf(example))}, ${licence})`;
    return [pc.cyan(name), ...wrapped(facts, room).map((line) => `  ${line}`), `  onset ${command}`].join(
      "\n",
    );
  });
  return `${entries.join("\n\n")}\n\nCopy one into this folder: onset examples NAME\n`;
}

async function copy(asked: string, { json, out }: Options, context: RunContext): Promise<string> {
  const chosen = chosenBy(asked);
  const files = [...new Set(chosen.flatMap(filesOf))].map((file) => ({
    path: join(out, nameOf(file)),
    content: contentOf(file),
  }));
  const taken = files.filter(({ path, content }) => existsSync(path) && !isHeldBy(path, content));
  if (taken.length > 0) {
    throw new UsageError(
      `${JSON.stringify(taken[0].path)} is there already and holds something else: say --out FOLDER`,
    );
  }
  const outputs = await Outputs.open({ reads: [] }, context.workspace.signal);
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw new UsageError(`cannot make the folder ${JSON.stringify(folder)} (${reasonOf(error)})`);
    });
  }
  await outputs.writeFiles(files.map(({ path, content }) => [path, [content]]));
  if (json)
    return jsonText(reportOf(chosen, (example) => filesOf(example).map((file) => join(out, nameOf(file)))));
  const written = files.map(({ path }) => `${path}\n`).join("");
  const there = out === "." ? "" : `${shellCommand(["cd", out])}, then `;
  return `${written}\nTry: ${there}onset ${chosen[0].command}\n`;
}

function chosenBy(asked: string): readonly Example[] {
  if (asked === "all") return examples;
  // The name of its file is as good as the name of the corpus.
  const found = examples.find(({ name, files }) => name === asked || files[0] === asked);
  if (found !== undefined) return [found];
  const nearest = nearestNames(asked, exampleNames, 3).join(", ");
  throw new UsageError(
    `no corpus ${JSON.stringify(asked)} comes with Onset; the nearest names are ${nearest}`,
  );
}

/** The files that a copy of an example consists of. */
function filesOf({ files, licenceFile }: Example): readonly string[] {
  return licenceFile === null ? files : [...files, licenceFile];
}

/** What a copied file is called: a licence says what it is the licence of, and lies beside the corpus. */
function nameOf(file: string): string {
  return dirname(file) === "licences" ? `LICENCE-${basename(file)}` : file;
}

function contentOf(file: string): Uint8Array {
  return readFileSync(exampleFile(file));
}

function isHeldBy(path: string, content: Uint8Array): boolean {
  return statSync(path).size === content.length && readFileSync(path).equals(content);
}

function bytesOf({ files }: Example): number {
  return files.reduce((sum, file) => sum + statSync(exampleFile(file)).size, 0);
}

function reportOf(
  listed: readonly Example[],
  written: (example: Example) => readonly string[],
): ExamplesReport {
  return {
    schema: "onset/examples@1",
    examples: listed.map((example) => {
      const { name, about, licence, command } = example;
      return {
        name,
        about,
        licence,
        bytes: bytesOf(example),
        command: `onset ${command}`,
        written: written(example),
      };
    }),
    provenance: originOf(),
  };
}
