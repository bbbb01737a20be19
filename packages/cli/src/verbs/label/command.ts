import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  alreadyLabelled,
  type ByChoice,
  byChoices,
  type LabelContext,
  type LabelOptions,
  labelTexts,
  languages,
  type NameChoice,
  nameChoices,
  type UnitChoice,
  units,
} from "@onset/text";
import { Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import { rawCells } from "../../files/csv.js";
import { Outputs } from "../../files/outputs.js";
import { type FileSource, sourcesOf } from "../../input/file-source.js";
import { loadJapanese } from "../../input/japanese.js";
import { addRowOptions, type RowOptions, rowOptions } from "../../input/options.js";
import { readPairs } from "../../input/pairs.js";
import { contextOf, hashOf, inWordsOfCommand, namesShown } from "../../input/read.js";
import { labelledName } from "../../input/recipe.js";
import { integer, newPerText, oneOf } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, withJob } from "../../run/verb.js";
import { printable } from "../../terminal/characters.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { addDeckCommand } from "./deck.js";
import { labelFileNames, labelFiles } from "./files.js";
import { type AlreadyLabelledReport, labelReport } from "./json.js";
import { readList } from "./lists.js";
import { alreadyReport, type ShownText, terminalReport } from "./report.js";
import { addReviewCommand } from "./review.js";
import { addScoreCommand } from "./score.js";

type Options = RowOptions &
  OutputOptions & {
    readonly unit: UnitChoice;
    readonly by: ByChoice;
    readonly lang?: string;
    readonly names: NameChoice;
    readonly numbers: "drop" | "keep";
    readonly ignore?: string;
    readonly exceptions?: string;
    readonly terms?: string;
    readonly textField?: string;
    readonly known?: string;
    readonly knownTop?: number;
    readonly learner: number;
    readonly out?: string;
    readonly rawCells?: true;
  };

const description = [
  "Make a corpus of raw texts: cut them into texts, and take their words, stems or lemmas for skills.",
  "SOURCES are books (plain text, EPUB), subtitles (.srt, .vtt, .ass), notes (Markdown), web pages, tables and JSON Lines with a column of text, cards exported by Anki, folders of these, or - for standard input. What is no text of the author's is cut and reported: front matter, code, markup, numbers and times of cues, Project Gutenberg's licence. The table of forms tells how much the answer depends on what is taken for a skill: the same texts, learned by words, by stems and by lemmas.",
  "With --out the labelled texts are written (labelled.jsonl, which every verb reads), the skills with their forms (skills.csv), what is known (known.txt), terms for a person to look at (terms-proposed.csv), and the recipe (label.json).",
];

const examples = `
Examples:
  onset label novel.txt
  onset label season-1/ --lang es --known words.txt --out series/
  onset label notes/ --unit file --by lemmas --out notes-labelled/
  onset label reviews.csv --text-field review --names drop --out reviews/
  onset learn series/labelled.jsonl --known series/known.txt`;

function language(text: string): string {
  const code = text.toLowerCase();
  if (Object.hasOwn(languages, code)) return code;
  const byName = Object.entries(languages).find(([, { name }]) => name.toLowerCase() === code)?.[0];
  if (byName !== undefined) return byName;
  if (/^[a-z]{2,3}$/.test(code)) return code;
  throw new InvalidArgumentError(
    "Expected a code of two or three letters, such as en, or a name such as English.",
  );
}

/** `onset label`: from raw texts to a corpus. */
export function labelCommand(run: Run): Command {
  const command = new Command("label")
    .summary("make a corpus of raw texts: their words, stems or lemmas are the skills")
    .description(description.join("\n\n"))
    .addHelpText("after", examples)
    // An option behind the name of a part, such as label deck --out, is that part's.
    .enablePositionalOptions()
    .argument("<sources...>", "files of text, folders of files, or - for standard input");
  command
    .optionsGroup("Labelling:")
    .option("--unit <unit>", `what a text is: ${units.join(", ")}`, oneOf(units), "auto")
    .option("--by <form>", `what a skill is: ${byChoices.join(", ")}`, oneOf(byChoices), "auto")
    .option("--lang <code>", "language of the texts, such as en (default: guessed)", language)
    .option("--names <way>", `names are ${nameChoices.join(", ")}`, oneOf(nameChoices), "known")
    .option("--numbers <way>", "numbers: drop, keep", oneOf(["drop", "keep"] as const), "drop")
    .option("--ignore <file>", "words or skills to leave out, one a line")
    .option("--exceptions <file>", "words and the skills that they stand for, one pair a line")
    .option("--terms <file>", "skills of several words, one a line")
    .option("--text-field <field>", "column of the text in tables and records")
    .optionsGroup("Learning:")
    .option(
      "--learner <d>",
      "in the table of forms, learn up to this many new skills from a text",
      newPerText,
      1,
    )
    .option("--known <file>", "words that are known: they go through the same forms")
    .option(
      "--known-top <k>",
      "take the k most frequent skills as known too: in the table of forms and in known.txt",
      integer(0),
    );
  addRowOptions(command.optionsGroup("Reading:"));
  addOutputOptions(command)
    .option("--out <folder>", "write the labelled texts, skills, known skills and the recipe there")
    .option(...rawCells);
  withJob(command, run, label);
  addDeckCommand(command, run);
  addReviewCommand(command, run);
  addScoreCommand(command, run);
  return command;
}

async function label(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const { workspace, progress } = context;
  const { out, ignore, exceptions, terms, known } = options;
  const outputs = await Outputs.open(
    {
      reads: [...names, ignore, exceptions, terms, known],
      writes: out === undefined ? [] : labelFileNames.map((file) => join(out, file)),
    },
    workspace.signal,
  );
  const asked = await askedOf(options, context);
  progress.stage("reading texts");
  const sources = await sourcesOf(names, workspace);
  for (const source of sources) await outputs.protect(source.path);
  const surroundings: LabelContext = {
    ...contextOf(workspace, progress),
    japanese: loadJapanese,
    mayLeaveOut: await foundInFolders(names),
  };
  const title = sources.length === 1 ? sources[0].name : `${namesShown(names)} (${sources.length} files)`;
  const provenance = (files: readonly { readonly name: string; readonly sha256: string }[]): Provenance =>
    provenanceOf(0, {
      label: title,
      bytes: sources.reduce((sum, { size }) => sum + size, 0),
      sha256: hashOf(files),
    });
  return inWordsOfCommand(workspace, async () => {
    const already = await alreadyLabelled(sources, asked, surroundings);
    if (already !== null) {
      const report: AlreadyLabelledReport = {
        schema: "onset/label@1",
        alreadyLabelled: already.files,
        files: await copied(sources, outputs, out),
        provenance: provenance(await hashesOf(sources, surroundings)),
      };
      return options.json ? jsonText(report) : alreadyReport(title, report, terminalWidth());
    }
    const labelling = await labelTexts(sources, asked, surroundings);
    progress.stage("writing");
    const files = labelFiles(labelling, options.rawCells === true);
    if (out !== undefined) await outputs.writeFolder(out, files);
    const written = out === undefined ? [] : Object.keys(files);
    const report = labelReport(labelling, written, provenance(labelling.recipe.input.files));
    if (options.json) return jsonText(report);
    const first = await firstTexts(labelling.texts());
    return terminalReport(title, report, first, out, terminalWidth());
  });
}

async function askedOf(options: Options, { workspace }: RunContext): Promise<LabelOptions> {
  const { unit, by, lang, names, numbers, textField, knownTop, learner, exceptions } = options;
  if (options.known !== undefined && knownTop !== undefined) {
    throw new UsageError("--known and --known-top exclude each other: say one of them");
  }
  const pairs =
    exceptions === undefined
      ? undefined
      : await readPairs("--exceptions", exceptions, ["a word", "the skill that it stands for"]);
  return {
    ...rowOptions(options),
    unit,
    by,
    language: lang,
    names,
    numbers,
    textField,
    knownTop,
    maxUnlearned: learner,
    exceptions: pairs === undefined ? undefined : [...pairs],
    ignore: await readList("--ignore", options.ignore, workspace),
    terms: await readList("--terms", options.terms, workspace),
    known: await readList("--known", options.known, workspace),
  };
}

/** Whether a file was found in a folder, where it need not be a text; one that was named must be. */
async function foundInFolders(names: readonly string[]): Promise<(name: string) => boolean> {
  const named = new Set<string>();
  for (const name of names) {
    const found = await stat(name).catch(() => null);
    if (found?.isDirectory() !== true) named.add(printable(names.length > 1 ? name : basename(name)));
  }
  return (name) => !named.has(name) && name !== "standard input";
}

/** Labelled JSON Lines stay as they are: they are written byte for byte. */
async function copied(
  sources: readonly FileSource[],
  outputs: Outputs,
  out: string | undefined,
): Promise<string[]> {
  const [only] = sources;
  if (out === undefined || sources.length > 1 || !/\.(?:jsonl|ndjson)$/i.test(only.name)) return [];
  await outputs.writeFolder(out, { [labelledName]: only.stream() });
  return [labelledName];
}

async function hashesOf(
  sources: readonly FileSource[],
  { hash }: LabelContext,
): Promise<{ name: string; sha256: string }[]> {
  const files: { name: string; sha256: string }[] = [];
  for (const source of sources) {
    const sum = hash!();
    for await (const piece of source.stream()) sum.update(piece);
    files.push({ name: source.name, sha256: sum.digest() });
  }
  return files;
}

const textsShown = 3;
const minSkills = 4;
const maxTextsSearched = 1 << 14;

/** The first texts that are long enough to show something. */
async function firstTexts(parts: AsyncIterable<readonly ShownText[]>): Promise<ShownText[]> {
  const first: ShownText[] = [];
  let searched = 0;
  for await (const texts of parts) {
    for (const text of texts)
      if (text.skills.length >= minSkills && first.length < textsShown) first.push(text);
    searched += texts.length;
    if (first.length === textsShown || searched >= maxTextsSearched) break;
  }
  return first;
}
