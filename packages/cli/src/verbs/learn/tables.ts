import type { Study } from "@onset/core/analysis";
import type { CellOptions } from "@onset/core/base";
import { nameOf } from "@onset/core/corpus";
import { none } from "@onset/core/learning";
import type { Report } from "@onset/core/report";
import type { Content } from "../../files/content.js";
import { csvLine } from "../../files/csv.js";
import type { Reading } from "../../input/read.js";
import { learnPage } from "./html/page.js";
import type { LearnReport } from "./json.js";

/** How the files of `onset learn --out DIR` are called. */
export const learnFileNames = [
  "report.html",
  "report.json",
  "skills.csv",
  "texts.csv",
  "twins.csv",
  "gaps.csv",
] as const;

/** How texts of a corpus begin, by text; null for one that is empty, and altogether where there is no column of text. */
export type Beginnings = readonly (string | null)[] | null;

/** Beginnings of more texts than these would not fit into memory. */
const mostBeginnings = 1_000_000;

/** How all texts begin, for the tables; null where the corpus has no column of text, or more than a million texts. */
export async function beginningsOf({ corpus, excerpts }: Reading): Promise<Beginnings> {
  if (corpus.textNames.length > mostBeginnings) return null;
  const begins = await excerpts(Array.from(corpus.textNames, (_, text) => text));
  return begins.every((excerpt) => excerpt === null) ? null : begins;
}

/** The files of `onset learn --out DIR`: the report for people and programs, a row for every skill and every text. */
export function learnFiles(
  reading: Reading,
  study: Study,
  report: LearnReport,
  words: Report,
  begins: Beginnings,
  cells: CellOptions = {},
): Record<(typeof learnFileNames)[number], Content> {
  return {
    "report.html": [learnPage(reading, study, report, words, begins)],
    "report.json": [`${JSON.stringify(report, null, 2)}\n`],
    "skills.csv": skillRows(study, begins, cells),
    "texts.csv": textRows(study, begins, cells),
    "twins.csv": twinRows(study, cells),
    "gaps.csv": gapRows(study, cells),
  };
}

/** A row of `skills.csv`; an empty cell is null. */
export type SkillRow = {
  readonly skill: string;
  /** In how many texts it occurs. */
  readonly texts: number;
  /** Whether it was known at the start. */
  readonly known: 0 | 1;
  /** The round that learned it; 0 when it was known, empty when none did. */
  readonly round: number | null;
  /** The text that taught it. */
  readonly learned_from: string | null;
  /** The number of its stuck core, from 1, the largest first. */
  readonly core: number | null;
  /** Of a stuck skill the text that is nearest to teaching it, and how many skills that text still lacks. */
  readonly nearest_text: string | null;
  readonly lacking: number | null;
  /** The number of its group of twins, from 1. */
  readonly twins: number | null;
  /** Its chance to be learned when a share of the texts goes (`--risk`); empty where that was not asked for. */
  readonly survival: number | null;
  /** How the text that taught it begins, and the nearest one; only where the corpus has a column of text. */
  readonly learned_from_begins?: string | null;
  readonly nearest_text_begins?: string | null;
};

const skillColumns = [
  "skill",
  "texts",
  "known",
  "round",
  "learned_from",
  "core",
  "nearest_text",
  "lacking",
  "twins",
  "survival",
] as const satisfies readonly (keyof SkillRow)[];

/** A row of `texts.csv`. */
export type TextRow = {
  readonly text: string;
  /** How many skills it needs, and how many of them stayed unlearned. */
  readonly skills: number;
  readonly unlearned: number;
  /** Whether it was held back for the test. */
  readonly held_back: 0 | 1;
  /** How it begins; only where the corpus has a column of text. */
  readonly begins?: string | null;
};

const textColumns = [
  "text",
  "skills",
  "unlearned",
  "held_back",
] as const satisfies readonly (keyof TextRow)[];

/**
 * Every skill: in how many texts it occurs, whether it was known, the round that learned it and the text. Of those
 * that stayed unlearned the core, the text nearest to teaching it and how many skills that text still lacks (none
 * where no text teaches the skill); the group of twins; its chance to be learned when a share of the texts goes; where
 * there is a column of text, how those texts begin.
 */
function* skillRows(study: Study, begins: Beginnings, cells: CellOptions): Generator<string> {
  const { corpus, training, known, learned, cores, twins, risk, openSkills } = study;
  const survival = new Map(Array.from(risk?.survival ?? [], (chance, i) => [openSkills[i], chance]));
  const { skillOffsets } = corpus.needs;
  const columns: readonly (keyof SkillRow)[] =
    begins === null ? skillColumns : [...skillColumns, "learned_from_begins", "nearest_text_begins"];
  yield csvLine([...columns]);
  const number = (value: number, first = 0): number | null => (value === none ? null : value + first);
  const text = (index: number): string | null =>
    index === none ? null : nameOf(corpus.textNames, training[index]);
  const beginning = (index: number): string | null =>
    index === none || begins === null ? null : begins[training[index]];
  for (const [skill, name] of corpus.skillNames.entries()) {
    const row: SkillRow = {
      skill: name,
      texts: skillOffsets[skill + 1] - skillOffsets[skill],
      known: known[skill] === 1 ? 1 : 0,
      round: number(learned.roundOfSkill[skill]),
      learned_from: text(learned.textOfSkill[skill]),
      core: number(cores.coreOfSkill[skill], 1),
      nearest_text: text(cores.nearestText[skill]),
      lacking: number(cores.lacking[skill]),
      twins: number(twins.groupOfSkill[skill], 1),
      survival: survival.get(skill) ?? null,
      learned_from_begins: beginning(learned.textOfSkill[skill]),
      nearest_text_begins: beginning(cores.nearestText[skill]),
    };
    yield csvLine(
      columns.map((column) => row[column] ?? ""),
      cells,
    );
  }
}

/** Every text: how many skills it needs, how many of them stayed unlearned, whether it was held back. */
function* textRows(
  { corpus, training, learned }: Study,
  begins: Beginnings,
  cells: CellOptions,
): Generator<string> {
  const { textOffsets, textSkills } = corpus.needs;
  const columns: readonly (keyof TextRow)[] = begins === null ? textColumns : [...textColumns, "begins"];
  yield csvLine([...columns]);
  let next = 0;
  for (const [text, name] of corpus.textNames.entries()) {
    let unlearned = 0;
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      unlearned += 1 - learned.learnedFlags[textSkills[edge]];
    }
    const held = training[next] !== text;
    if (!held) next++;
    const skills = textOffsets[text + 1] - textOffsets[text];
    const row: TextRow = { text: name, skills, unlearned, held_back: held ? 1 : 0, begins: begins?.[text] };
    yield csvLine(
      columns.map((column) => row[column] ?? ""),
      cells,
    );
  }
}

/** Every group of twins: its number as in skills.csv, and each of its skills. */
function* twinRows({ corpus, twins }: Study, cells: CellOptions): Generator<string> {
  yield csvLine(["twins", "skill"]);
  for (let group = 0; group < twins.groupCount; group++) {
    for (let i = twins.groupOffsets[group]; i < twins.groupOffsets[group + 1]; i++) {
      yield csvLine([group + 1, nameOf(corpus.skillNames, twins.groupSkills[i])], cells);
    }
  }
}

/** What directed texts lack: skills that no text teaches (circle 0, and how many texts require them), and circles. */
function* gapRows({ corpus, gaps }: Study, cells: CellOptions): Generator<string> {
  yield csvLine(["skill", "circle", "required_by"]);
  if (gaps === null) return;
  for (const { skill, texts } of gaps.untaught)
    yield csvLine([nameOf(corpus.skillNames, skill), 0, texts], cells);
  for (const [number, circle] of gaps.circles.entries()) {
    for (const skill of circle) yield csvLine([nameOf(corpus.skillNames, skill), number + 1, ""], cells);
  }
}
