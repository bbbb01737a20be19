import type { Study } from "@onset/core/analysis";
import { NONE } from "@onset/core/learning";
import type { Content } from "../files/content.js";
import { csvLine } from "../files/csv.js";
import { learnPage } from "../html/learn-page.js";
import type { Reading } from "../reading/read.js";
import type { LearnReport } from "./json.js";

/** How the files of `onset learn --out DIR` are called. */
export const learnFileNames = ["report.html", "report.json", "skills.csv", "texts.csv"] as const;

/** The files of `onset learn --out DIR`: the report for people and programs, a row for every skill and every text. */
export function learnFiles(
  reading: Reading,
  study: Study,
  report: LearnReport,
): Record<(typeof learnFileNames)[number], Content> {
  return {
    "report.html": [learnPage(reading, study, report)],
    "report.json": [`${JSON.stringify(report, null, 2)}\n`],
    "skills.csv": skillRows(study),
    "texts.csv": textRows(study),
  };
}

/**
 * Every skill: in how many texts it occurs, whether it was known, the round that learned it and the text. Of those
 * that stayed unlearned the core, the text nearest to teaching it and how many skills that text still lacks (none
 * where no text teaches the skill); the group of twins.
 */
function* skillRows({ corpus, training, known, learned, cores, twins }: Study): Generator<string> {
  const { skillOffsets } = corpus.needs;
  const stuckColumns = ["core", "nearest_text", "lacking", "twins"];
  yield csvLine(["skill", "texts", "known", "round", "learned_from", ...stuckColumns]);
  const number = (value: number, first = 0): string | number => (value === NONE ? "" : value + first);
  const text = (index: number): string => (index === NONE ? "" : corpus.textNames.at(training[index]!)!);
  for (const [skill, name] of corpus.skillNames.entries()) {
    yield csvLine([
      name,
      skillOffsets[skill + 1]! - skillOffsets[skill]!,
      known[skill]!,
      number(learned.roundOfSkill[skill]!),
      text(learned.textOfSkill[skill]!),
      number(cores.coreOfSkill[skill]!, 1),
      text(cores.nearestText[skill]!),
      number(cores.lacking[skill]!),
      number(twins.groupOfSkill[skill]!, 1),
    ]);
  }
}

/** Every text: how many skills it needs, how many of them stayed unlearned, whether it was held back. */
function* textRows({ corpus, training, learned }: Study): Generator<string> {
  const { textOffsets, textSkills } = corpus.needs;
  yield csvLine(["text", "skills", "unlearned", "held_back"]);
  let next = 0;
  for (const [text, name] of corpus.textNames.entries()) {
    let unlearned = 0;
    for (let edge = textOffsets[text]!; edge < textOffsets[text + 1]!; edge++) {
      unlearned += 1 - learned.learnedFlags[textSkills[edge]!]!;
    }
    const held = training[next] !== text;
    if (!held) next++;
    yield csvLine([name, textOffsets[text + 1]! - textOffsets[text]!, unlearned, held ? 1 : 0]);
  }
}
