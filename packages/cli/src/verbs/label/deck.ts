import { basename, join, resolve } from "node:path";
import { studyList } from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import type { Command } from "commander";
import { learnerOf, type ReadLearner } from "../../corpus/corpus-verb.js";
import { knownOf } from "../../corpus/learner.js";
import { type CorpusSummary, corpusLines, corpusSummary } from "../../corpus/summary.js";
import { UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import { inFolder } from "../../files/paths.js";
import { fileGroups } from "../../input/groups.js";
import { readFiles } from "../../input/read.js";
import { labelledName } from "../../input/recipe.js";
import { integer, newPerText } from "../../options.js";
import { type Provenance, provenanceOf } from "../../provenance.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, withJob } from "../../run/verb.js";
import { printable } from "../../terminal/characters.js";
import { count, fitting, plural } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { ankiDeck, type Card, knownMorphs, priorityFile } from "./anki.js";
import { fileOfFolder, formsOfFolder, linesAt } from "./folder.js";

type Options = OutputOptions & {
  readonly known?: string;
  readonly knownTop?: number;
  readonly learner: number;
  readonly limit: number;
  readonly file?: readonly string[];
  readonly out?: string;
};

/** The result of `onset label deck` for other programs. */
export type DeckReport = CorpusSummary & {
  readonly schema: "onset/label-deck@1";
  /** The words in the order in which to learn them, each with a text in which nothing else is new. */
  readonly cards: readonly {
    readonly skill: string;
    readonly text: string;
    readonly sentence: string;
    readonly forms: readonly string[];
  }[];
  /** How many words could be learned so in all. */
  readonly learnable: number;
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** The files of a deck. */
const fileNames = ["deck.txt", "known-morphs.csv", "priority.csv"] as const;

const description = [
  "Choose words to learn, in an order in which each sentence has one new word, and make a deck of them.",
  "FOLDER is what onset label --out has written. Always the most frequent word comes next that some sentence teaches now. With --out a deck for Anki is written (deck.txt), and for its add-on AnkiMorphs the known words (known-morphs.csv) and all words in the order in which to learn them (priority.csv).",
];

const examples = `
Examples:
  onset label deck series/
  onset label deck series/ --file ep2.srt --limit 50 --out deck/
  onset label deck series/ --known my-words.txt --out deck/`;

const many = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `onset label deck`: words to learn, as cards. */
export function addDeckCommand(parent: Command, run: Run): void {
  const command = parent
    .command("deck")
    .summary("choose words to learn and make a deck for Anki of them")
    .description(description.join("\n\n"))
    .addHelpText("after", examples)
    .argument("<folder>", "folder of onset label --out")
    .optionsGroup("Learning:")
    .option("--learner <d>", "learn a word from a text with up to so many new ones", newPerText, 1)
    .option("--known <file>", "skills known from the start (default: known.txt of the folder)")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0))
    .optionsGroup("Listing:")
    .option("--limit <n>", "at most so many words", integer(1), 50)
    .option("--file <name>", "only from this file of the texts; may be given several times", many);
  addOutputOptions(command).option("--out <folder>", "write the deck and the files for AnkiMorphs there");
  withJob(command, run, deck);
}

async function deck(folder: string, options: Options, context: RunContext): Promise<string> {
  const { workspace, progress } = context;
  const labelled = await fileOfFolder(folder, labelledName);
  const known = options.known ?? (options.knownTop === undefined ? join(folder, "known.txt") : undefined);
  const outputs = await Outputs.open(
    {
      reads: [labelled.path, known],
      writes: inFolder(options.out, fileNames),
    },
    workspace.signal,
  );
  const asked = await knownOf({ ...options, known }, context);
  const reading = await readFiles([labelled.path], {}, workspace, progress);
  const learner = await learnerOf(reading, options.learner, asked, context);
  const texts = textsOfFiles(learner, options.file);
  const all = context.compute(() => studyList(learner.corpus.needs, { ...learner.options, texts }));
  const chosen = all.slice(0, options.limit);
  const records = chosen.map(({ text }) => reading.records[text]);
  const lines = await linesAt(labelled.path, new Set(records));
  const formsOf = await formsOfFolder(folder, context);
  const wordOf = (skill: number): string => nameOf(learner.corpus.skillNames, skill);
  const cards: (Card & { readonly text: string })[] = chosen.map(({ skill }, i) => {
    const { id, file, text } = lines.get(records[i])!;
    const word = wordOf(skill);
    const forms = formsOf.get(word) ?? [word];
    return { word, sentence: text, forms, source: id, tags: ["onset", file], text: id };
  });
  if (options.out !== undefined) {
    const knownNames = Array.from(learner.options.known.keys())
      .filter((skill) => learner.options.known[skill] === 1)
      .map(wordOf);
    await outputs.writeFolder(options.out, {
      "deck.txt": ankiDeck(basename(resolve(folder)), cards),
      "known-morphs.csv": knownMorphs(knownNames, formsOf),
      "priority.csv": priorityFile(
        all.map(({ skill }) => wordOf(skill)),
        formsOf,
      ),
    });
  }
  const report: DeckReport = {
    schema: "onset/label-deck@1",
    ...corpusSummary(learner),
    cards: cards.map(({ word, sentence: text, forms, source }) => ({
      skill: word,
      text: source,
      sentence: text,
      forms,
    })),
    learnable: all.length,
    files: options.out === undefined ? [] : [...fileNames],
    provenance: provenanceOf(0, reading),
  };
  return options.json ? jsonText(report) : deckText(learner, report, terminalWidth());
}

function textsOfFiles(
  { reading }: ReadLearner,
  files: readonly string[] | undefined,
): Uint8Array | undefined {
  if (files === undefined) return undefined;
  const { names, groupOfText } = fileGroups(reading);
  const groups = new Set(
    files.map((file) => {
      const group = names.indexOf(file);
      if (group < 0) {
        const some = fitting(names.map(printable), 60);
        throw new UsageError(`--file: no text is of ${JSON.stringify(file)}; the files are ${some}`);
      }
      return group;
    }),
  );
  return Uint8Array.from(groupOfText, (group) => (groups.has(group) ? 1 : 0));
}

const shown = 50;

function deckText(learner: ReadLearner, report: DeckReport, width: number): string {
  const room = roomIn(width);
  const { cards, learnable, files } = report;
  const listed = cards.slice(0, shown);
  const said =
    cards.length === 0
      ? "none: no text has just one new skill; say more of what is known with --known, or --learner 2"
      : `${plural(cards.length, "word")} of ${count(learnable)} that can be learned one after the other`;
  return reportText({ verb: "label deck", label: learner.reading.label, width }, report, [
    [
      ...corpusLines(learner, room),
      ...sentence("words", said, room),
      ...(files.length > 0 ? [line("written", files.join(", "))] : []),
    ],
    listed.length === 0
      ? []
      : tableLines(
          [
            { header: "", cells: listed.map((_, i) => count(i + 1)), right: true },
            { header: "word", cells: listed.map(({ skill }) => printable(skill)) },
            { header: "in", cells: listed.map(({ text }) => printable(text)) },
            { header: "sentence", cells: listed.map(({ sentence: text }) => printable(text)) },
          ],
          width,
        ),
  ]);
}
