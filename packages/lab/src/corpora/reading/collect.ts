/** Records become texts and skills, by the rules of the command: fields from the first records, then one after the other. */
import {
  assembleCorpus,
  type Corpus,
  chooseDelimiter,
  type EdgeList,
  type Fields,
  listNames,
  readSkills,
  recogniseFields,
  skillRoles,
  wordSegmenter,
} from "@onset/core/corpus";
import { type LeftOut, Leftovers } from "./left-out.js";

/** What the visitor says about a file; the rest is recognised. Empty names are recognised too. */
export type Layout = {
  readonly skillsField: string;
  readonly textField: string;
  /** The words of the texts are the skills. */
  readonly words: boolean;
};

/** A record of a file: its fields, or what is wrong with it. */
export type RecordRead = {
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
};

export type Collected = {
  readonly corpus: Corpus;
  readonly unlabelled: LeftOut;
  readonly malformed: LeftOut;
  readonly duplicateEdges: number;
};

type Role = "skills" | "requires" | "teaches" | "text";
type Plan = {
  readonly id: string | undefined;
  readonly values: readonly { readonly role: Role; readonly field: string }[];
  readonly delimiter: string;
};

/** As many records tell what fields there are and what stands between skills. */
const sampleSize = 1000;

export class Collector {
  readonly #label: string;
  readonly #layout: Layout;
  readonly #fields: readonly string[] | null;
  readonly #sample: RecordRead[] = [];
  #plan: Plan | null = null;
  #position = 0;
  readonly #textNames: string[] = [];
  readonly #skillOfName = new Map<string, number>();
  readonly #edges: Edges[] = [];
  readonly #lastTextOfWord: number[] = [];
  #words: ((text: string) => string[]) | null = null;
  readonly #unlabelled = new Leftovers();
  readonly #malformed = new Leftovers();

  /** @param fields - The names of the columns, where the file says them; null: those of the first records. */
  constructor(label: string, layout: Layout, fields: readonly string[] | null) {
    this.#label = label;
    this.#layout = layout;
    this.#fields = fields;
  }

  get textCount(): number {
    return this.#textNames.length;
  }

  add(record: RecordRead): void {
    if (this.#plan !== null) this.#take(record, this.#plan);
    else if (this.#sample.push(record) === sampleSize) this.#begin();
  }

  /** A line that is no record at all, and has no place among the records. */
  refuse(where: string, problem: string): void {
    this.#malformed.add(where, problem);
  }

  finish(): Collected {
    if (this.#plan === null) this.#begin();
    const lists = this.#edges.map((edges) => edges.list());
    const unlabelled = this.#unlabelled.leftOut();
    const malformed = this.#malformed.leftOut();
    if (this.#textNames.length === 0) {
      const example = malformed.first[0] ?? unlabelled.first[0];
      const count = malformed.count + unlabelled.count;
      throw new Error(
        example === undefined
          ? `${this.#label}: there is no record in it.`
          : `${this.#label}: none of its ${count} texts can be used; ${example.where} ${example.problem}.`,
      );
    }
    return {
      ...assembleCorpus(this.#textNames, [...this.#skillOfName.keys()], lists),
      unlabelled,
      malformed,
    };
  }

  #begin(): void {
    const names = this.#fields ?? [
      ...new Set(this.#sample.flatMap(({ fields }) => Object.keys(fields ?? {}))),
    ];
    if (names.length === 0) {
      const [first] = this.#sample;
      throw new Error(
        `${this.#label}: found no record with named fields${first?.problem == null ? "" : ` (${first.where} ${first.problem})`}. Expected one JSON object a line, an array of objects, or a table with a header.`,
      );
    }
    this.#plan = planOf(this.#label, names, this.#layout, this.#sample);
    for (const _ of this.#plan.values) this.#edges.push(new Edges());
    if (this.#plan.values[0]!.role === "text") this.#words = wordSegmenter();
    for (const record of this.#sample) this.#take(record, this.#plan);
    this.#sample.length = 0;
  }

  #take({ where, fields, problem }: RecordRead, plan: Plan): void {
    const position = this.#position++;
    if (fields === null) {
      this.#malformed.add(where, problem ?? "is not an object");
      return;
    }
    const index = this.#textNames.length;
    const taken =
      this.#words === null ? this.#takeSkills(fields, plan, index) : this.#takeWords(fields, plan, index);
    if (typeof taken === "string") this.#malformed.add(where, taken);
    else if (!taken) this.#unlabelled.add(where, this.#words === null ? "has no skill" : "has no word");
    else this.#textNames.push(nameOf(fields, plan.id) ?? String(position + 1));
  }

  /** What is wrong, or whether there was a skill. */
  #takeSkills(
    fields: Readonly<Record<string, unknown>>,
    { values, delimiter }: Plan,
    text: number,
  ): string | boolean {
    const readings = values.map(({ field }) => readSkills(ownValue(fields, field), delimiter));
    for (const [i, reading] of readings.entries()) {
      if ("problem" in reading) return `"${values[i]!.field}" ${reading.problem}`;
    }
    let found = false;
    for (const [i, reading] of readings.entries()) {
      if ("problem" in reading) continue;
      for (const name of reading.skills) {
        this.#edges[i]!.add(text, this.#skill(name));
        found = true;
      }
    }
    return found;
  }

  #takeWords(fields: Readonly<Record<string, unknown>>, { values }: Plan, text: number): string | boolean {
    const { field } = values[0]!;
    const value = ownValue(fields, field) ?? "";
    if (typeof value !== "string") return `"${field}" is not a string`;
    let found = false;
    for (const word of this.#words!(value)) {
      const skill = this.#skill(word);
      if (this.#lastTextOfWord[skill] === text) continue;
      this.#lastTextOfWord[skill] = text;
      this.#edges[0]!.add(text, skill);
      found = true;
    }
    return found;
  }

  #skill(name: string): number {
    let skill = this.#skillOfName.get(name);
    if (skill === undefined) this.#skillOfName.set(name, (skill = this.#skillOfName.size));
    return skill;
  }
}

function ownValue(fields: Readonly<Record<string, unknown>>, field: string): unknown {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function nameOf(fields: Readonly<Record<string, unknown>>, id: string | undefined): string | null {
  const value = id === undefined ? null : (ownValue(fields, id) ?? null);
  if (value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function planOf(
  label: string,
  names: readonly string[],
  { words, skillsField, textField }: Layout,
  sample: readonly RecordRead[],
): Plan {
  const overrides = {
    ...(skillsField !== "" && { skills: skillsField }),
    ...(textField !== "" && { text: textField }),
  };
  let fields: Fields;
  try {
    fields = recogniseFields(names, overrides);
  } catch (error) {
    throw new Error(`${label}: ${(error as Error).message}.`);
  }
  const roles: readonly Role[] | null = words
    ? fields.text === undefined
      ? null
      : ["text"]
    : skillRoles(fields);
  if (roles === null) {
    throw new Error(
      words
        ? `${label}: no field of text recognised; its fields: ${listNames(names)}. Say which is the text.`
        : `${label}: no field of skills recognised; its fields: ${listNames(names)}. Say which it is, or take the words of the texts for skills.`,
    );
  }
  const values = roles.map((role) => ({ role, field: fields[role]! }));
  const strings = values.flatMap(({ field, role }) =>
    role === "text"
      ? []
      : sample.map(({ fields }) => (fields === null ? undefined : ownValue(fields, field))),
  );
  const delimited = strings.filter(
    (value): value is string => typeof value === "string" && !value.trimStart().startsWith("["),
  );
  return { id: fields.id, values, delimiter: chooseDelimiter(delimited) };
}

/** Edges as they come in: two typed arrays that double when full. */
class Edges {
  #texts = new Uint32Array(1 << 12);
  #skills = new Uint32Array(1 << 12);
  #count = 0;

  add(text: number, skill: number): void {
    if (this.#count === this.#texts.length) {
      this.#texts = doubled(this.#texts);
      this.#skills = doubled(this.#skills);
    }
    this.#texts[this.#count] = text;
    this.#skills[this.#count++] = skill;
  }

  list(): EdgeList {
    return { texts: this.#texts.subarray(0, this.#count), skills: this.#skills.subarray(0, this.#count) };
  }
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
