import type { Command } from "commander";
import { addLearnerOptions } from "../../corpus/learner-options.js";
import { addEngineOptions } from "../../engines/cluster/options.js";
import { rawCells } from "../../files/csv.js";
import { addReadingOptions, corporaArgument } from "../../input/options.js";
import { integer, repetitions, share } from "../../options.js";
import type { Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import type { LearnVerbOptions } from "./learn.js";

// Without line breaks inside a paragraph: commander wraps them to the terminal.
const description = [
  "Learn a corpus one new skill at a time and tell what emerged.",
  "CORPUS is a file of texts with the skills each one needs (JSON Lines, JSON, CSV, TSV, or plain text with --words, each gzipped or not; Parquet), or - for standard input. A text with exactly one skill that is not learned yet teaches that skill; this is repeated until nothing changes. The report shows what was learned and in which order, what is stuck, and how far the corpus stands from the threshold at which skills emerge, theory beside measurement.",
];

const examples = `
Fields are recognised by name: skills, tags, labels, concepts, keywords, topics, ... (a list, or a
string with delimiters); requires and teaches for a curriculum. Texts without skills and rows that
cannot be read are counted and reported with their place.

Examples:
  onset learn corpus.jsonl
  onset learn verses.jsonl.gz --known-top 80
  onset learn notes.txt --words --learner 3
  onset learn course.csv --skills-field concepts --json
  zcat corpus.jsonl.gz | onset learn - --holdout 0.1 --out report/`;

/** `onset learn`: the main job. */
export function learnCommand(run: Run): Command {
  const command = verbCommand("learn", description, examples).argument("<corpus...>", corporaArgument);
  addReadingOptions(command);
  addEngineOptions(command);
  addLearnerOptions(command)
    .option("--merge-twins", "take skills that exactly the same texts teach as one skill")
    .option("--holdout <share>", "hold back this share of the texts and measure the error on them", share, 0)
    .option(
      "--runs <n>",
      "random orders to measure the margin in (default: what takes a second)",
      repetitions(0),
    )
    .option("--ladder", "climb the ladder of predictions however large the corpus is: 10 s a million edges")
    .option("--no-ladder", "predict from degrees alone, in milliseconds")
    .option(
      "--rewirings <n>",
      "rewired corpora to forecast take-off from (default: what takes a second)",
      repetitions(0),
    )
    .option(
      "--risk <share>",
      "share of the texts that goes, for each skill's chance to be learned (default 10%; 0: none)",
      share,
    )
    .option(
      "--label-errors <share>",
      "learn noisy copies in which this share of the labels is wrong: 4%, or a judged sheet of onset label review",
      shareOrSheet,
    )
    .option("--by-file", "tell for each file how many of its texts have no, one or more unknown skills")
    .option("--seed <n>", "seed of all random choices", integer(0), 1);
  addOutputOptions(command).option(
    "--out <folder>",
    "also write the report (HTML, JSON) and tables of skills, texts, twins and gaps there",
  );
  command.option(...rawCells);
  // The work is loaded for those who ask for it: help and completion need the options alone.
  return command.action((corpora: string[], options: LearnVerbOptions) =>
    run(options, async (context) => (await import("./learn.js")).learn(corpora, options, context)),
  );
}

/** A share of wrong labels, or the name of a judged sheet that tells it: what looks like no number is a name. */
function shareOrSheet(text: string): number | string {
  return /^[-+.\d]*%?$/.test(text) ? share(text) : text;
}
