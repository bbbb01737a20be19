import { columnHeaders, nextText, planTitle } from "@onset/core/report";
import { count, percent } from "../../parts/format.js";
import { tablesOfReport } from "../../parts/report.js";
import type { Cell, Column, Table } from "../view.js";
import type { CorpusResult } from "./compute.js";
import type { CorpusShown } from "./use-corpus.js";

// As the library says "none" in arrays of numbers.
const none = 0xffff_ffff;

export function corpusTables({ result }: CorpusShown): readonly Table[] {
  if (result === null) return [];
  return [
    ...formsTables(result),
    skillsTable(result),
    orderTable(result),
    nextTable(result),
    coresTable(result),
    ...planTables(result),
    roundsTable(result),
    ...knownTables(result),
    ...tablesOfReport(result.report),
  ];
}

/** The table of forms of raw texts; the panel shows it. */
function formsTables({ labels }: CorpusResult): Table[] {
  if (labels === null) return [];
  return [
    {
      name: "forms",
      title: "Learned under each form",
      quiet: true,
      columns: [
        { name: "form", label: "learned by" },
        { name: "texts", label: "texts", format: count },
        { name: "skills", label: "skills", format: count },
        { name: "known", label: "known", format: count },
        { name: "learned", label: "learned", format: count },
        { name: "fraction", label: "share", format: percent },
        { name: "understood", label: "texts understood", format: percent },
      ],
      rows: labels.table.map(({ form, texts, skills, known, learned, fraction, understood }) => [
        form,
        texts,
        skills,
        known,
        learned,
        fraction,
        understood,
      ]),
    },
  ];
}

/** A column that says how the text in the column before begins; none where texts are not at hand. */
function beginsColumn({ begins }: CorpusResult, name = "begins"): Column[] {
  return begins.size === 0 ? [] : [{ name, label: columnHeaders.begins }];
}

function beginsCell({ begins }: CorpusResult, text: string | null): Cell[] {
  return begins.size === 0 ? [] : [(text === null ? undefined : begins.get(text)) ?? null];
}

function roundsTable({ summary }: CorpusResult): Table {
  return {
    name: "rounds",
    title: "Rounds",
    quiet: true,
    columns: [
      { name: "round", label: "round", format: count },
      { name: "learned", label: "skills learned", format: count },
    ],
    rows: summary.learned.perRound.map((learned, i) => [i + 1, learned]),
  };
}

function knownTables({ curve }: CorpusResult): Table[] {
  if (curve === null) return [];
  return [
    {
      name: "known",
      title: "Learned beyond what is known from the start",
      quiet: true,
      columns: [
        { name: "known", label: columnHeaders.known, format: count },
        { name: "learned", label: columnHeaders.beyond, format: count },
      ],
      rows: curve.map(({ known, skills }) => [known, skills]),
    },
  ];
}

function skillsTable(result: CorpusResult): Table {
  const { table } = result;
  const number = (value: number, first = 0): number | null => (value === none ? null : value + first);
  return {
    name: "skills",
    title: "Skills",
    columns: [
      { name: "skill", label: "skill" },
      { name: "texts", label: "texts", format: count },
      { name: "known", label: "known" },
      { name: "round", label: "round", format: count },
      { name: "learned_from", label: "learned from" },
      ...beginsColumn(result, "learned_from_begins"),
      { name: "core", label: columnHeaders.core, format: count },
      { name: "nearest_text", label: columnHeaders.nearest },
      ...beginsColumn(result, "nearest_text_begins"),
      { name: "lacking", label: columnHeaders.lacking, format: count },
    ],
    rows: table.names.map((name, i) => [
      name,
      table.texts[i],
      table.known[i] === 1,
      number(table.round[i]),
      table.from[i],
      ...beginsCell(result, table.from[i]),
      number(table.core[i], 1),
      table.nearest[i],
      ...beginsCell(result, table.nearest[i]),
      number(table.lacking[i]),
    ]),
  };
}

function orderTable(result: CorpusResult): Table {
  const { table } = result;
  return {
    name: "order",
    title: "Order of learning",
    columns: [
      { name: "rank", label: "no.", format: count },
      { name: "skill", label: "skill" },
      { name: "round", label: "round", format: count },
      { name: "text", label: "text" },
      ...beginsColumn(result),
    ],
    rows: Array.from(table.order, (skill, i) => [
      i + 1,
      table.names[skill],
      table.round[skill],
      table.from[skill],
      ...beginsCell(result, table.from[skill]),
    ]),
  };
}

/** What can be read now; where nothing can, what lacks the least. */
function nextTable(result: CorpusResult): Table {
  const { next, nearest } = result;
  const isOpen = next.length > 0 || nearest.length === 0;
  return {
    name: "next",
    title: nextText(result.nextCount, nearest.length),
    columns: [
      { name: "text", label: "text" },
      ...beginsColumn(result),
      { name: "teaches", label: isOpen ? "teaches" : "of" },
      { name: "follow", label: isOpen ? columnHeaders.follow : columnHeaders.lacking, format: count },
    ],
    rows: isOpen
      ? next.map(({ text, teaches, unlocks }) => [text, ...beginsCell(result, text), teaches, unlocks])
      : nearest.map(({ text, unlearned, lacking }) => [
          text,
          ...beginsCell(result, text),
          unlearned,
          lacking,
        ]),
  };
}

function coresTable({ cores }: CorpusResult): Table {
  return {
    name: "cores",
    title: "Stuck cores",
    columns: [
      { name: "core", label: columnHeaders.core, format: count },
      { name: "skills", label: "skills", format: count },
      { name: "texts", label: "texts", format: count },
      { name: "names", label: columnHeaders.among },
    ],
    rows: cores.map(({ skills, texts, names }, i) => [i + 1, skills, texts, names]),
  };
}

function planTables({ plan }: CorpusResult): Table[] {
  if (plan === null || plan.teach.length === 0) return [];
  return [
    {
      name: "unlock",
      title: planTitle,
      columns: [
        { name: "rank", label: "no.", format: count },
        { name: "skill", label: "skill" },
        { name: "unlocks", label: columnHeaders.follow, format: count },
      ],
      rows: plan.teach.map(({ skill, unlocks }, i) => [i + 1, skill, unlocks]),
    },
  ];
}
