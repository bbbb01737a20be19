import { checkOptions, type OptionKeys } from "../base/index.js";
import { assembleCorpus, type Corpus } from "./corpus.js";
import { type Fields, listNames, recogniseFields, skillRoles } from "./fields.js";
import { readSkills, type SkillDelimiter } from "./skills.js";

/** A corpus and what was left out on the way to it. */
export type CorpusReading = {
  readonly corpus: Corpus;
  /** Records without any skill. */
  readonly unlabelled: number;
  /** Records that could not be read, with the first reasons. */
  readonly malformed: number;
  /** Up to ten of the malformed records: index among the records (from 0) and what is wrong. */
  readonly problems: readonly { readonly record: number; readonly problem: string }[];
  /** Skills that a text named more than once; merged. */
  readonly duplicateEdges: number;
};

/** How records become a corpus. */
export type CorpusOptions = {
  /** Fields by role; those left out are recognised by name. */
  readonly fields?: Fields | undefined;
  /** Between the skills of a delimited string; default `,`. */
  readonly delimiter?: SkillDelimiter | undefined;
};

export const corpusOptionsKeys: OptionKeys<CorpusOptions> = { fields: true, delimiter: true };

const problemsKept = 10;

/**
 * Makes a corpus of records, as JSON or a table gives them.
 *
 * Records with both a `requires` and a `teaches` field make directed texts; otherwise the skills field counts.
 * A record without an id is named by its position, from 1. Cost: linear in the skills named, plus sorting
 * the distinct names.
 *
 * @param records - one object a text; anything else counts as malformed
 * @param options - fields and delimiter
 * @returns the corpus and the counts of what was left out
 * @throws RangeError when no field of skills is recognised or an override does not exist; the message names
 * the fields found
 *
 * @example
 * ```ts
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus, unlabelled } = corpusFromRecords([
 *   { id: "sums", skills: ["add"] },
 *   { id: "long sums", skills: ["carry", "add"] },
 *   { id: "cover", skills: [] },
 * ]);
 * corpus.skillNames; // => ["add", "carry"]
 * corpus.textNames; // => ["sums", "long sums"]
 * corpus.needs.edgeCount; // => 3
 * unlabelled; // => 1
 * corpusFromRecords([{ a: 1 }]); // throws RangeError: no field of skills; found: "a"
 * ```
 */
export function corpusFromRecords(records: Iterable<unknown>, options: CorpusOptions = {}): CorpusReading {
  checkOptions(options, corpusOptionsKeys);
  const delimiter = options.delimiter ?? ",";
  const rows: (Record<string, unknown> | null)[] = [];
  const columns = new Set<string>();
  for (const record of records) {
    rows.push(isRecord(record) ? record : null);
    if (isRecord(record)) for (const column of Object.keys(record)) columns.add(column);
  }
  const fields = recogniseFields([...columns], options.fields);
  const roles = skillRoles(fields);
  if (roles === null) throw new RangeError(`no field of skills; found: ${listNames([...columns])}`);

  const textNames: string[] = [];
  const texts = roles.map((): number[] => []);
  const skills = roles.map((): number[] => []);
  const idOfName = new Map<string, number>();
  const problems: { record: number; problem: string }[] = [];
  let malformed = 0;
  let unlabelled = 0;
  for (const [record, row] of rows.entries()) {
    const readings = roles.map((role) => readSkills(row?.[fields[role]!], delimiter));
    const bad = readings.findIndex((reading) => "problem" in reading);
    if (row === null || bad >= 0) {
      malformed++;
      const problem =
        row === null
          ? "is not an object"
          : `"${fields[roles[bad]]}" ${(readings[bad] as { problem: string }).problem}`;
      if (problems.length < problemsKept) problems.push({ record, problem });
      continue;
    }
    const lists = readings.map((reading) => (reading as { skills: readonly string[] }).skills);
    if (lists.every((list) => list.length === 0)) {
      unlabelled++;
      continue;
    }
    for (const [i, list] of lists.entries()) {
      for (const name of list) {
        let id = idOfName.get(name);
        if (id === undefined) idOfName.set(name, (id = idOfName.size));
        texts[i].push(textNames.length);
        skills[i].push(id);
      }
    }
    const id = fields.id === undefined ? undefined : row[fields.id];
    textNames.push(id === undefined || id === null ? String(record + 1) : String(id));
  }

  const lists = roles.map((_, i) => ({
    texts: Uint32Array.from(texts[i]),
    skills: Uint32Array.from(skills[i]),
  }));
  return {
    ...assembleCorpus(textNames, [...idOfName.keys()], lists),
    unlabelled,
    malformed,
    problems,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
