import { type Fringe, fringe, NONE } from "@onset/core/learning";
import type { Command } from "commander";
import { type CorpusVerbOptions, corpusVerb, type ReadLearner, readLearner } from "../insight/corpus-verb.js";
import { line, reportText, roomIn, sentence, tableLines } from "../insight/lines.js";
import { type CorpusSummary, corpusLines, corpusSummary } from "../insight/summary.js";
import { integer } from "../options.js";
import { type Provenance, provenanceOf } from "../provenance.js";
import type { Run, RunContext } from "../run.js";
import { printable } from "../terminal/characters.js";
import { count, fitting, plural } from "../terminal/format.js";
import { jsonText, terminalWidth } from "../terminal/output.js";

type Options = CorpusVerbOptions & { readonly limit: number };

/** The result of `onset next` for other programs. */
export type NextReport = CorpusSummary & {
  readonly schema: "onset/next@1";
  /** How many texts can teach something now. */
  readonly count: number;
  /** The first `--limit` of them: what each teaches, and how many skills are learned by what it opens. */
  readonly texts: readonly {
    readonly text: string;
    readonly teaches: readonly string[];
    /** Null where it would have taken too long to try. */
    readonly unlocks: number | null;
  }[];
  /** Texts that cannot teach yet, those that lack the fewest skills first: which of their skills are unlearned. */
  readonly nearest: readonly {
    readonly text: string;
    readonly lacking: number;
    readonly unlearned: readonly string[];
  }[];
  readonly provenance: Provenance;
};

const nearestListed = 10;

/** `onset next`: what can be learned now. */
export function nextCommand(run: Run): Command {
  const command = corpusVerb(
    "next",
    {
      summary: "list the texts from which something can be learned now",
      description: [
        "List the texts from which something can be learned now.",
        "Given exactly what is known (--known, --known-top), shows the texts with one to D new skills, and how many skills follow from reading each and what it opens while the other texts listed are left aside. When there is none, shows the texts that lack the least.",
      ],
      examples: [
        "next examples/cited-theorems.jsonl",
        "next examples/king-james-words.jsonl.gz --known-top 80",
        "next examples/python-course.jsonl --known done.txt --json",
      ],
    },
    (command) =>
      command.optionsGroup("Listing:").option("--limit <n>", "list at most so many texts", integer(1), 20),
  );
  return command.action((corpus: string, options: Options) =>
    run(options, (context) => next(corpus, options, context)),
  );
}

async function next(name: string, options: Options, context: RunContext): Promise<string> {
  const learner = await readLearner(name, options, context);
  context.progress.stage("looking ahead");
  const found = fringe(learner.texts, learner.options);
  const provenance = provenanceOf(process.argv.slice(2), 0, learner.reading);
  const report = reportOf(learner, found, options.limit, provenance);
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}

function reportOf(learner: ReadLearner, found: Fringe, limit: number, provenance: Provenance): NextReport {
  const { corpus, options } = learner;
  const unlearned = (text: number, graph = corpus.directed?.teaches ?? corpus.needs): string[] =>
    Array.from(graph.skillsOfText(text))
      .filter((skill) => options.known[skill] === 0)
      .map((skill) => corpus.skillNames.at(skill)!);
  return {
    schema: "onset/next@1",
    ...corpusSummary(learner),
    count: found.texts.length,
    texts: Array.from(found.texts.subarray(0, limit), (text, i) => ({
      text: corpus.textNames.at(text)!,
      teaches: unlearned(text),
      unlocks: found.unlocks[i] === NONE ? null : found.unlocks[i]!,
    })),
    nearest: Array.from(found.nearest.subarray(0, nearestListed), (text, i) => ({
      text: corpus.textNames.at(text)!,
      lacking: found.lacking[i]!,
      unlearned: unlearned(text, corpus.needs),
    })),
    provenance,
  };
}

function terminalReport(learner: ReadLearner, report: NextReport, width: number): string {
  const room = roomIn(width);
  return reportText(
    "next",
    learner.reading.label,
    [corpusLines(learner, room), ...(report.count > 0 ? readable(report, width) : nearest(report, width))],
    report.provenance,
    width,
  );
}

function readable({ count: total, texts }: NextReport, width: number): string[][] {
  const shown =
    texts.length < total ? `; the ${count(texts.length)} that open the most (--limit shows more)` : "";
  return [
    sentence("now", `${plural(total, "text")} can teach something${shown}`, roomIn(width)),
    tableLines(
      [
        { header: "text", cells: texts.map(({ text }) => printable(text)) },
        { header: "teaches", cells: texts.map(({ teaches }) => fitting(teaches.map(printable), 40)) },
        {
          header: "skills that follow",
          cells: texts.map(({ unlocks }) => (unlocks === null ? "?" : count(unlocks))),
          right: true,
        },
      ],
      width,
    ),
  ];
}

function nearest({ nearest: texts }: NextReport, width: number): string[][] {
  if (texts.length === 0) return [[line("now", "nothing is left to learn")]];
  return [
    sentence("now", "no text can teach anything; these lack the least", roomIn(width)),
    tableLines(
      [
        { header: "text", cells: texts.map(({ text }) => printable(text)) },
        { header: "lacks", cells: texts.map(({ lacking }) => count(lacking)), right: true },
        { header: "of", cells: texts.map(({ unlearned }) => fitting(unlearned.map(printable), 60)) },
      ],
      width,
    ),
  ];
}
