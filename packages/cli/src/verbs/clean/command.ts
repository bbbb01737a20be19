import { basename } from "node:path";
import { planCleaning, type Renaming } from "@onset/core/corpus";
import { Command } from "commander";
import { UsageError } from "../../errors.js";
import type { Content } from "../../files/content.js";
import { Outputs } from "../../files/outputs.js";
import { inFolder } from "../../files/paths.js";
import { readNamedCorpus } from "../../input/named-corpus.js";
import { addReadingOptions, corporaArgument, type ReadingOptions } from "../../input/options.js";
import { readPairs } from "../../input/pairs.js";
import type { Reading } from "../../input/read.js";
import { integer } from "../../options.js";
import { originOf, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions } from "../../run/verb.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { version } from "../../version.js";
import { type Mapping, newNames, readMapping, renamedCorpus, renamingsFor } from "./mapping.js";
import { cleanReport, terminalReport, type UndoReport } from "./report.js";
import { rewrite } from "./rewrite.js";
import { restored } from "./undo.js";

type Options = ReadingOptions &
  OutputOptions & {
    readonly unicode: boolean;
    readonly case: boolean;
    readonly separators: boolean;
    readonly plural: boolean;
    readonly near?: true;
    readonly aliases?: string;
    readonly minTexts: number;
    readonly mapping?: string;
    readonly undo?: string;
    readonly out?: string;
  };

const description = [
  "Bring skills together that are the same under different names.",
  "Without --out nothing is written: every name that would change is listed, with the rules that change it. With --out the cleaned corpus is written (JSON Lines stay as they are but for skills that change; other formats become JSON Lines), and mapping.json, by which the same can be done to another corpus (--mapping) or undone to the last byte (--undo).",
  "Rules, in this order: Unicode form, aliases, case, separators, English plurals, near duplicates (with --near), and in the end what is too rare (--min-texts). Of names that mean the same the most frequent stays.",
];

const examples = `
Examples:
  onset clean corpus.jsonl
  onset clean corpus.jsonl --near --min-texts 2 --out clean/
  onset clean corpus.jsonl --no-plural --aliases aliases.csv --out clean/
  onset clean newer.jsonl --mapping clean/mapping.json --out newer-clean/
  onset clean clean/cleaned.jsonl --undo clean/mapping.json --out restored/

--aliases takes a file of lines "name,new name" (a line without a comma is an error).`;

/** `onset clean`: one name for each skill. */
export function cleanCommand(run: Run): Command {
  const command = new Command("clean")
    .description(description.join("\n\n"))
    .addHelpText("after", examples)
    .argument("<corpus...>", corporaArgument);
  addReadingOptions(command);
  command
    .optionsGroup("Cleaning:")
    .option("--no-unicode", "keep different forms of Unicode and white space apart")
    .option("--no-case", "keep capitals apart")
    .option("--no-separators", "keep spaces, hyphens, underscores and dots apart")
    .option("--no-plural", "keep English plurals apart")
    .option("--near", "also merge rare names that are one letter from a frequent one")
    .option("--aliases <file>", "names and what replaces them, one pair a line")
    .option("--min-texts <n>", "drop skills in fewer texts", integer(1), 1)
    .option("--mapping <file>", "instead of these rules, do what a mapping says")
    .option("--undo <file>", "put a cleaned file back to what it was, by its mapping");
  addOutputOptions(command).option("--out <folder>", "write the cleaned corpus and its mapping there");
  return command.action((corpora: string[], options: Options) =>
    run(options, (context) =>
      options.undo === undefined ? clean(corpora, options, context) : undo(corpora, options, context),
    ),
  );
}

async function clean(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const named = {
    reads: [...names, options.aliases, options.mapping],
    writes: inFolder(options.out, fileNames),
  };
  const outputs = await Outputs.open(named, context.workspace.signal);
  const aliases =
    options.aliases === undefined
      ? undefined
      : await readPairs("--aliases", options.aliases, ["a name", "another name"]);
  const given = options.mapping === undefined ? null : await readMapping("--mapping", options.mapping);
  if (given !== null && aliases !== undefined) {
    throw new UsageError("--mapping and --aliases exclude each other: a mapping says it all");
  }
  const { workspace, progress, compute } = context;
  const reading = await readNamedCorpus(names, options, workspace, progress, {
    places: options.out !== undefined,
  });
  progress.stage("comparing names");
  const { unicode, case: capitals, separators, plural, near, minTexts } = options;
  const rules = { unicode, case: capitals, separators, plural, near, aliases, minTexts };
  const renamings =
    given === null ? compute(() => planCleaning(reading.corpus, rules)) : renamingsFor(reading.corpus, given);
  const nameOf = newNames(renamings);
  const cleaned = renamedCorpus(reading.corpus, nameOf);
  const files =
    options.out === undefined ? [] : await write(options.out, reading, renamings, outputs, context);
  const provenance = provenanceOf(0, reading);
  const report = compute(() => cleanReport(reading, cleaned, renamings, files, provenance));
  return options.json ? jsonText(report) : terminalReport(reading, report, terminalWidth());
}

async function write(
  folder: string,
  reading: Reading,
  renamings: readonly Renaming[],
  outputs: Outputs,
  { progress }: RunContext,
): Promise<string[]> {
  progress.stage("writing");
  const rewritten = rewrite(reading, newNames(renamings));
  const files: Record<(typeof fileNames)[number], Content> = {
    "cleaned.jsonl": rewritten.content,
    // Made when the lines before it have been written, which is when all of it is known.
    "mapping.json": {
      *[Symbol.iterator]() {
        const mapping: Mapping = {
          schema: "onset/mapping@2",
          provenance: { tool: `onset ${version}` },
          renamings,
          source: { name: reading.label, sha256: reading.sha256 },
          cleaned: { sha256: rewritten.sha256() },
          originals: rewritten.originals,
        };
        yield jsonText(mapping);
      },
    },
  };
  await outputs.writeFolder(folder, files);
  return Object.keys(files);
}

async function undo(
  [name, ...others]: readonly string[],
  options: Options,
  { workspace }: RunContext,
): Promise<string> {
  if (options.out === undefined)
    throw new UsageError("--undo needs --out: say where to put the restored file");
  if (name === undefined || others.length > 0) throw new UsageError("--undo takes one cleaned file");
  const named = { reads: [name, options.undo], writes: inFolder(options.out, [restoredName]) };
  const outputs = await Outputs.open(named, workspace.signal);
  const { text, lines } = await restored(name, options.undo!);
  await outputs.writeFolder(options.out, { [restoredName]: [text] });
  const report: UndoReport = {
    schema: "onset/clean@2",
    restored: restoredName,
    lines,
    provenance: originOf(),
  };
  return options.json ? jsonText(report) : `restored ${lines} lines of ${basename(name)}\n`;
}

const fileNames = ["cleaned.jsonl", "mapping.json"] as const;
const restoredName = "restored.jsonl";
