import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { UsageError } from "../errors.js";
import { Workspace } from "../files/workspace.js";
import { writeFiles } from "../files/write.js";
import { integer, oneOf, share } from "../options.js";
import { provenanceOf } from "../provenance.js";
import { type ReadOptions, readCorpus } from "../reading/read.js";
import { type Format, formats } from "../reading/source.js";
import type { Run } from "../run.js";
import { Progress } from "../terminal/progress.js";
import { learnReport } from "./json.js";
import { learnCorpus } from "./learn-corpus.js";
import { terminalReport } from "./report.js";
import type { Known } from "./settings.js";
import { learnFiles } from "./tables.js";

type Options = {
  textField?: string;
  skillsField?: string;
  idField?: string;
  requiresField?: string;
  teachesField?: string;
  words?: true;
  format?: Format;
  skillsDelimiter?: string;
  columnDelimiter?: string;
  strict?: true;
  learner: number;
  known?: string;
  knownTop?: number;
  holdout: number;
  seed: number;
  out?: string;
  json?: true;
  verbose?: true;
  quiet?: true;
};

const description = `Learn a corpus one new skill at a time and tell what emerged.

CORPUS is a file of texts with the skills each one needs - JSON Lines, JSON, CSV, TSV, Parquet, or plain text
with --words - also gzipped, or - for standard input. A text with exactly one skill that is not learned yet
teaches that skill; this is repeated until nothing changes. The report shows what was learned and in which order,
what is stuck, and how far the corpus stands from the threshold at which skills emerge, theory beside measurement.`;

const examples = `
Fields are recognised by name: skills, tags, labels, concepts, keywords, topics, ... (a list, or a string with
delimiters); requires and teaches for a curriculum. Texts without skills and rows that cannot be read are counted
and reported with their place.

Examples:
  onset learn corpus.jsonl
  onset learn verses.jsonl.gz --known-top 80
  onset learn notes.txt --words --learner 3
  onset learn course.csv --skills-field concepts --json
  zcat corpus.jsonl.gz | onset learn - --holdout 0.1 --out report/`;

/** `onset learn`: the main job. */
export function learnCommand(run: Run): Command {
  return new Command("learn")
    .description(description)
    .addHelpText("after", examples)
    .argument("<corpus>", "file of texts, or - for standard input")
    .optionsGroup("Reading:")
    .option("--skills-field <field>", "field of the skills of a text")
    .option("--text-field <field>", "field of the text itself, for --words")
    .option("--id-field <field>", "field of the text's name")
    .option("--requires-field <field>", "field of the skills that a directed text requires")
    .option("--teaches-field <field>", "field of the skills that a directed text teaches")
    .option("--words", "take the words of each text for its skills")
    .option(
      "--format <format>",
      `what the corpus is, when its name does not tell: ${formats.join(", ")}`,
      oneOf(formats),
    )
    .option("--skills-delimiter <text>", "between the skills of a string (default: | or ; or , as found)")
    .option("--column-delimiter <text>", "between the columns of a CSV file (default: as found)")
    .option("--strict", "end at a row that cannot be read instead of counting it")
    .optionsGroup("Learning:")
    .option("--learner <d>", "learn up to this many new skills from a text", integer(1), 1)
    .option("--known <file>", "skills known from the start, one a line")
    .option("--known-top <k>", "take the k most frequent skills as known from the start", integer(0))
    .option("--holdout <share>", "hold back this share of the texts and measure the error on them", share, 0)
    .option("--seed <n>", "seed of all random choices", integer(0), 1)
    .optionsGroup("Output:")
    .option("--out <folder>", "also write report.json, skills.csv and texts.csv there")
    .option("--json", "print the report as JSON")
    .option("--verbose", "tell on standard error what takes how long")
    .option("--quiet", "show no progress")
    .action((corpus: string, options: Options) => run((signal) => learn(corpus, options, signal)));
}

async function learn(name: string, options: Options, signal: AbortSignal): Promise<string> {
  const workspace = new Workspace(signal);
  const progress = new Progress({ verbose: options.verbose === true, quiet: options.quiet === true });
  try {
    const known = await knownOf(options);
    const reading = await readCorpus(name, readOptions(options), workspace, progress);
    progress.stage("learning");
    const outcome = learnCorpus(reading.corpus, {
      maxUnlearned: options.learner,
      known,
      holdout: options.holdout,
      seed: options.seed,
    });
    const provenance = provenanceOf(process.argv.slice(2), options.seed, reading);
    const report = learnReport(reading, outcome, options.learner, provenance);
    progress.stage("reporting");
    if (options.out !== undefined) await writeFiles(options.out, learnFiles(outcome, report), signal);
    const text = options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : terminalReport(
          reading,
          outcome,
          report,
          process.stdout.columns ?? Number(process.env.COLUMNS ?? 100),
        );
    const { edgeCount } = reading.corpus.needs;
    progress.note(`edges: ${edgeCount}`);
    return text;
  } finally {
    progress.end();
    await workspace.remove();
  }
}

function readOptions(options: Options): ReadOptions {
  return {
    fields: {
      ...(options.textField !== undefined && { text: options.textField }),
      ...(options.skillsField !== undefined && { skills: options.skillsField }),
      ...(options.idField !== undefined && { id: options.idField }),
      ...(options.requiresField !== undefined && { requires: options.requiresField }),
      ...(options.teachesField !== undefined && { teaches: options.teachesField }),
    },
    words: options.words === true || options.textField !== undefined,
    format: options.format,
    skillsDelimiter: options.skillsDelimiter,
    columnDelimiter: options.columnDelimiter,
    strict: options.strict === true,
  };
}

async function knownOf({ known, knownTop }: Options): Promise<Known> {
  if (known !== undefined && knownTop !== undefined) {
    throw new UsageError("--known and --known-top exclude each other: say one of them");
  }
  if (knownTop !== undefined) return { kind: "top", count: knownTop };
  if (known === undefined) return { kind: "none" };
  const text = await readFile(known, "utf8").catch(() => {
    throw new UsageError(`--known: there is no file ${JSON.stringify(known)} that can be read`);
  });
  return { kind: "list", label: known, names: text.split(/\r?\n/) };
}
