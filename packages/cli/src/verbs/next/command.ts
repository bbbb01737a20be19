import { nextTexts } from "@onset/core/analysis";
import { columnHeaders, nextText } from "@onset/core/report";
import type { Command } from "commander";
import {
  type CorpusVerbOptions,
  corpusVerb,
  type ReadLearner,
  readLearner,
} from "../../corpus/corpus-verb.js";
import { followed } from "../../corpus/followed.js";
import { corpusLines } from "../../corpus/summary.js";
import { integer } from "../../options.js";
import { provenanceOf } from "../../provenance.js";
import type { Run, RunContext } from "../../run/run.js";
import { withJob } from "../../run/verb.js";
import { printable } from "../../terminal/characters.js";
import { count, fitting, plural } from "../../terminal/format.js";
import { excerptColumn, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";
import { jsonText, terminalWidth } from "../../terminal/output.js";
import { type NextReport, nextReport } from "./json.js";

type Options = CorpusVerbOptions & { readonly limit: number; readonly everyText?: true };

/** `onset next`: what can be learned now. */
export function nextCommand(run: Run): Command {
  const command = corpusVerb(
    "next",
    {
      description: [
        "List the texts from which something can be learned now.",
        "Given exactly what is known (--known, --known-top), shows the texts with one to D new skills, one for each that there is to learn, and how many skills follow from reading each and what it opens while the other texts listed are left aside. When there is none, shows the texts that lack the least.",
      ],
      engines: true,
      examples: [
        "next examples/cited-theorems.jsonl",
        "next examples/king-james-words.jsonl.gz --known-top 80",
        "next examples/python-course.jsonl --known done.txt --json",
      ],
    },
    (command) =>
      command
        .optionsGroup("Listing:")
        .option("--limit <n>", "list at most so many texts", integer(1), 20)
        .option("--every-text", "list all texts that teach the same, not only the one that opens the most"),
  );
  return withJob(command, run, lookAhead);
}

async function lookAhead(names: readonly string[], options: Options, context: RunContext): Promise<string> {
  const learner = await readLearner(names, options, context, { verb: "next" });
  const call = followed(context);
  const next = await nextTexts(learner, {
    limit: options.limit,
    distinct: options.everyText !== true,
    ...call,
  });
  const excerpts = await learner.reading.excerpts([...next.texts, ...next.nearest].map(({ text }) => text));
  const provenance = provenanceOf(0, learner.reading);
  const report = nextReport(learner, next, excerpts, provenance);
  return options.json ? jsonText(report) : terminalReport(learner, report, terminalWidth());
}

function terminalReport(learner: ReadLearner, report: NextReport, width: number): string {
  const room = roomIn(width);
  return reportText({ verb: "next", label: learner.reading.label, width }, report, [
    corpusLines(learner, room),
    ...(report.count > 0 ? readable(report, width) : nearest(report, width)),
  ]);
}

function readable({ count: total, texts }: NextReport, width: number): string[][] {
  const listed = texts.reduce((sum, { others }) => sum + 1 + others, 0);
  const shown = listed < total ? `; the ${count(texts.length)} that open the most (--limit shows more)` : "";
  return [
    sentence("now", `${nextText(total, 0)}${shown}`, roomIn(width)),
    tableLines(
      [
        { header: "text", cells: texts.map(({ text }) => printable(text)) },
        ...excerptColumn(texts),
        { header: "teaches", cells: texts.map(({ teaches }) => fitting(teaches.map(printable), 40)) },
        ...(texts.some(({ others }) => others > 0)
          ? [{ header: "and so do", cells: texts.map(({ others }) => othersText(others)), right: true }]
          : []),
        {
          header: columnHeaders.follow,
          cells: texts.map(({ unlocks }) => (unlocks === null ? "?" : count(unlocks))),
          right: true,
        },
      ],
      width,
    ),
  ];
}

function othersText(others: number): string {
  return others === 0 ? "" : `${plural(others, "text")} more`;
}

function nearest({ nearest: texts }: NextReport, width: number): string[][] {
  const now = sentence("now", nextText(0, texts.length), roomIn(width));
  if (texts.length === 0) return [now];
  return [
    now,
    tableLines(
      [
        { header: "text", cells: texts.map(({ text }) => printable(text)) },
        ...excerptColumn(texts),
        { header: columnHeaders.lacking, cells: texts.map(({ lacking }) => count(lacking)), right: true },
        { header: "of", cells: texts.map(({ unlearned }) => fitting(unlearned.map(printable), 60)) },
      ],
      width,
    ),
  ];
}
