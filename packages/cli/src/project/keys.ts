/** What a project file may say: `onset schema project` is made from this type. */
export type ProjectFile = {
  readonly $schema?: string;
  /** The files or folders of the corpus, relative to this file: what verbs read when they are given none. */
  readonly sources?: readonly string[];
  /** How the corpus is laid out: the options of reading, by their names without dashes. */
  readonly reading?: {
    readonly skillsField?: string | number;
    readonly textField?: string | number;
    readonly idField?: string | number;
    readonly requiresField?: string | number;
    readonly teachesField?: string | number;
    readonly groupBy?: string | number;
    readonly words?: boolean;
    readonly by?: string;
    readonly unit?: string;
    readonly lang?: string;
    readonly skillsDelimiter?: string;
    readonly strict?: boolean;
    readonly format?: string;
    readonly columnDelimiter?: string;
    readonly quoting?: string;
    /** False: the first row of a table is no header. */
    readonly header?: boolean;
    readonly skipLines?: number;
    readonly encoding?: string;
    readonly maxUnpacked?: number;
  };
  /** Who learns it. The file of known skills is relative to this file. */
  readonly learning?: {
    readonly learner?: number;
    readonly known?: string;
    readonly knownTop?: number;
  };
  /** The rules of `onset check`. A share is a number or per cent, such as "60%". */
  readonly check?: {
    readonly maxStuck?: number;
    readonly minLearned?: number | string;
    readonly minMargin?: number | string;
    readonly maxKeystones?: number;
    readonly maxUntaught?: number;
    readonly maxCircles?: number;
    readonly acceptDoubts?: boolean;
    readonly runs?: number;
    readonly seed?: number;
  };
};

/** What the value of a key must be; a path is relative to the file. */
export type Kind = "string" | "number" | "string or number" | "boolean" | "path";

/** Sections of options. `--cache` is not among them: a file that is found must not make a run write. */
export type Section = "reading" | "learning" | "check";

const field = "string or number";

/** The keys of each section; each is an option of the command line. */
export const sectionKeys: {
  readonly [S in Section]: Readonly<Record<keyof NonNullable<ProjectFile[S]>, Kind>>;
} = {
  reading: {
    skillsField: field,
    textField: field,
    idField: field,
    requiresField: field,
    teachesField: field,
    groupBy: field,
    words: "boolean",
    by: "string",
    unit: "string",
    lang: "string",
    skillsDelimiter: "string",
    strict: "boolean",
    format: "string",
    columnDelimiter: "string",
    quoting: "string",
    header: "boolean",
    skipLines: "number",
    encoding: "string",
    maxUnpacked: "number",
  },
  learning: { learner: "number", known: "path", knownTop: "number" },
  check: {
    maxStuck: "number",
    minLearned: field,
    minMargin: field,
    maxKeystones: "number",
    maxUntaught: "number",
    maxCircles: "number",
    acceptDoubts: "boolean",
    runs: "number",
    seed: "number",
  },
};

/** The keys of the file itself. */
export const fileKeys: readonly (keyof ProjectFile)[] = [
  "$schema",
  "sources",
  "reading",
  "learning",
  "check",
];
