import type { Study, StudySummary } from "../analysis/index.js";

/** Rows of files that were left out: how many, and the first of them. */
export type LeftOutRows = {
  readonly count: number;
  readonly first: readonly { readonly where: string; readonly problem: string }[];
};

/** How the corpus was read, as its reader says it. */
export type ReadingFacts = {
  /** What was read and how, in one line. */
  readonly read: string;
  /** How raw texts were labelled, in one line; none where they had skills. */
  readonly recipe?: string | null | undefined;
  readonly doubts: readonly { readonly matter: string; readonly advice: string }[];
  /** Texts without skills. */
  readonly unlabelled: LeftOutRows;
  /** Rows that could not be read. */
  readonly malformed: LeftOutRows;
  /** Skills that a text named more than once. */
  readonly duplicateEdges: number;
  /** How texts begin that the report names, by their place in the corpus; those without a column of text are left out. */
  readonly beginnings?: ReadonlyMap<number, string> | undefined;
};

/** All that a report is made of. */
export type ReportSource = {
  readonly reading: ReadingFacts;
  readonly study: Study;
  readonly summary: StudySummary;
  /** Whether somebody asked for noisy copies: what they say is then told however little it is. */
  readonly wasAskedForErrors: boolean;
};

/** The name of a skill of the corpus. */
export function skillName({ corpus }: Pick<Study, "corpus">, skill: number): string {
  return corpus.skillNames.at(skill)!;
}

/** How a text begins, by its place among the texts learned from; null where that is not known. */
export function trainingTextBeginning({ reading, study }: ReportSource, text: number): string | null {
  return reading.beginnings?.get(study.training[text]) ?? null;
}

/** The name of a text, by its place among the texts learned from. */
export function trainingTextName({ corpus, training }: Study, text: number): string {
  return corpus.textNames.at(training[text])!;
}

/** More names than ever fit into one line. */
export const namesTried = 40;
