/**
 * What a report says, once for all that show it: sections of entries whose words and numbers are final. A terminal, a page and
 * the laboratory only lay them out. Names come from files as they are: who shows them makes them printable.
 */
import { countText, percentText } from "../base/index.js";

/** A sentence behind its label, with names below it where it is about some. */
export type Statement = {
  readonly kind: "statement";
  readonly label: string;
  readonly text: string;
  /** The first of the names that the sentence is about; more than fit are left out. */
  readonly names?: readonly string[];
  /** Whether the sentence calls something in question. */
  readonly isDoubt?: true;
};

/** A number as text, its share of a whole, and who says so. */
export type Measure = {
  readonly kind: "measure";
  readonly label: string;
  readonly text: string;
  readonly share: number;
  readonly witness: "measured" | "theory";
};

/** Counts in the order in which they came, with what to see in them. */
export type Series = {
  readonly kind: "series";
  readonly label: string;
  readonly text: string;
  readonly values: readonly number[];
};

/** Several sentences behind one label. */
export type Points = { readonly kind: "points"; readonly label: string; readonly texts: readonly string[] };

/** How the numbers of a column are shown; null for words. */
export type ColumnFormat = "count" | "percent" | null;

/** A cell: a number, words, or nothing. */
export type ReportCell = number | string | null;

export type ReportColumn = {
  /** The name in files: snake_case. */
  readonly name: string;
  readonly header: string;
  readonly format: ColumnFormat;
};

/** Rows under headers. */
export type ReportTable = {
  readonly kind: "table";
  /** The name in files: kebab-case. */
  readonly name: string;
  readonly label: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** Whether it is a part of the short report; else it holds what stands behind a sentence. */
  readonly isShort: boolean;
};

/** What other numbers of known skills would give. */
export type KnownRows = {
  readonly kind: "known";
  readonly label: string;
  readonly text: string;
  readonly rows: readonly {
    readonly known: number;
    readonly skills: number;
    /** Of the skills that are not known. */
    readonly share: number;
    readonly isHere: boolean;
  }[];
};

export type ReportEntry = Statement | Measure | Series | Points | ReportTable | KnownRows;

export type ReportSection = {
  /** Stays the same: an anchor of a page. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly ReportEntry[];
};

/** A report: its answer in one or two sentences, then what it rests on. */
export type Report = {
  readonly verdict: readonly string[];
  readonly sections: readonly ReportSection[];
};

/** As many letters of names stand behind a sentence where lines have no end. */
const namesLength = 120;

/** The first names of an entry in one line, with `…` where some are left out; at least one of them. */
export function namesText(names: readonly string[]): string {
  let text = names[0] ?? "";
  for (const [i, name] of names.entries()) {
    if (i === 0) continue;
    if (text.length + name.length > namesLength) return `${text}, …`;
    text = `${text}, ${name}`;
  }
  return text;
}

/** A cell as a person reads it. */
export function cellText(cell: ReportCell, { format }: ReportColumn): string {
  if (cell === null) return "";
  if (typeof cell === "string" || format === null) return String(cell);
  return format === "percent" ? percentText(cell) : countText(cell);
}
