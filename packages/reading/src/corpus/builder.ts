import type { Corpus, Names } from "@onset/core/corpus";
import { TextLists } from "@onset/core/graph";
import { maxItems, type PlaceUnit, type RowSink } from "../formats/rows.js";
import type { Plan } from "../layout/plan.js";
import { type Splitter, splitterOf, takeTrimmed, trimmed } from "../layout/split.js";
import { Groups } from "./groups.js";
import { GrowingFloat64, GrowingUint32 } from "./growing.js";
import { Interner, maxInterned } from "./interner.js";
import { type LeftOut, Leftovers } from "./left-out.js";
import type { Held } from "./memory.js";
import { NumberedNames, StoredNames } from "./names.js";
import { type Statistics, StatisticsCollector } from "./statistics.js";
import { WordNumbers } from "./words.js";

/** A file whose rows come next. */
export type FileOfRows = {
  readonly unit: PlaceUnit /** Before a place in a message; empty for the only file. */;
  readonly prefix: string;
};

/** What rows became. */
export type Built = {
  readonly corpus: Corpus;
  readonly withoutSkills: LeftOut;
  readonly malformed: LeftOut;
  readonly duplicateEdges: number;
  /** Position of each text among the rows, from 0; of a text of several rows the first. */
  readonly records: Uint32Array;
  /** Where each row begins and ends, by its position among the rows; null when not asked for or not known. */
  readonly offsets: { readonly starts: Float64Array; readonly ends: Float64Array } | null;
  /** Of each file how many texts precede its own. */
  readonly firstTexts: readonly number[];
  readonly statistics: Statistics;
};

export type BuilderOptions = {
  readonly places: boolean;
  readonly rest: () => Promise<void>;
};

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** The skills of a row in one slot, as far as it has been read. */
type SlotOfRow = { skills: Uint32Array; count: number };

/** What slots begin with: of a wide table most never hold more than one skill. */
const noSkills: Uint32Array = new Uint32Array(0);
const noBytes: Uint8Array = new Uint8Array(0);

/**
 * Makes a corpus of rows as they come: skills are numbered from their bytes, texts go straight into the lists of a graph,
 * and every row is counted once, as a text, as one without skills, or as malformed.
 */
export class CorpusBuilder implements RowSink {
  readonly #plan: Plan;
  readonly #splitters: readonly Splitter[];
  readonly #slots: readonly SlotOfRow[];
  readonly #listOfSlot: Int32Array;
  /** The only slot of skills, as of most corpora; -1 where there are several. */
  readonly #onlySlot: number;
  readonly #lists: readonly TextLists[];
  readonly #all: TextLists | null;
  readonly #idSlot: number;
  readonly #textSlot: number;
  readonly #skills = new Interner();
  readonly #words: WordNumbers | null;
  readonly #withoutSkills = new Leftovers();
  readonly #malformed = new Leftovers();
  readonly #statistics = new StatisticsCollector();
  readonly #records = new GrowingUint32();
  readonly #names: StoredNames | null;
  readonly #groups: Groups | null;
  readonly #starts: GrowingFloat64 | null;
  readonly #ends: GrowingFloat64 | null;
  readonly #firstTexts: number[] = [];
  /** Whether a row was refused of which skills had been numbered: no text may need some of them. */
  #hasOrphans = false;
  #file: FileOfRows = { unit: "row", prefix: "" };

  // The row that is being read.
  #place = 0;
  #offset = 0;
  #repeated = false;
  #slot = 0;
  #id: Uint8Array = new Uint8Array(1 << 8);
  #idLength = -1;
  #text: string | null = null;
  #row: Uint32Array = new Uint32Array(1 << 8);
  /** Where skills that are not numbered yet start and end in a buffer, in pairs. */
  readonly #bounds = new Uint32Array(2 * Math.max(maxItems, maxInterned));
  #waitingIn: Uint8Array = noBytes;
  #waiting = 0;
  readonly #take: (bytes: Uint8Array, start: number, end: number) => void;

  constructor(plan: Plan, { places, rest }: BuilderOptions) {
    const { slots } = plan;
    this.#plan = plan;
    this.#splitters = slots.map(({ split }) => splitterOf(split));
    this.#slots = slots.map(() => ({ skills: noSkills, count: 0 }));
    this.#idSlot = slots.findIndex(({ role }) => role === "id");
    this.#textSlot = slots.findIndex(({ role }) => role === "text");
    const isDirected = slots.some(({ role }) => role === "requires" || role === "teaches");
    this.#listOfSlot = Int32Array.from(slots, ({ role }) =>
      role === "id" ? -1 : role === "teaches" ? 1 : 0,
    );
    const ofSkills = slots.filter(({ role }) => role !== "id");
    this.#onlySlot = isDirected || ofSkills.length > 1 ? -1 : slots.indexOf(ofSkills[0]);
    this.#lists = isDirected ? [new TextLists(), new TextLists()] : [new TextLists()];
    this.#all = isDirected ? new TextLists() : null;
    this.#words = this.#textSlot < 0 ? null : new WordNumbers(this.#skills, rest);
    this.#names = this.#idSlot < 0 || plan.isGrouped ? null : new StoredNames();
    this.#groups = plan.isGrouped ? new Groups(this.#lists.length) : null;
    this.#starts = places ? new GrowingFloat64() : null;
    this.#ends = places ? new GrowingFloat64() : null;
    this.#take = (bytes, start, end) => this.#add(bytes, start, end);
  }

  /** What has been read so far. */
  get held(): Held {
    const lists = this.#all === null ? this.#lists : [...this.#lists, this.#all];
    const edges = lists.reduce((sum, list) => sum + list.edgeCount, this.#groups?.pairCount ?? 0);
    return {
      texts: this.#records.length,
      edges,
      skills: this.#skills.count,
      nameBytes: this.#names?.byteLength ?? 0,
    };
  }

  /** The rows that follow come from another file. */
  beginFile(file: FileOfRows): void {
    this.#file = file;
    this.#firstTexts.push(this.#records.length);
  }

  begin(place: number, offset: number): void {
    this.#place = place;
    this.#offset = offset;
    this.#repeated = false;
    this.#idLength = -1;
    this.#text = null;
    for (let i = 0; i < this.#slots.length; i++) this.#slots[i].count = 0;
  }

  value(slot: number, bytes: Uint8Array, start: number, end: number): void {
    if (slot === this.#idSlot) this.#takeId(bytes, start, end);
    else if (slot === this.#textSlot) this.#text = decoder.decode(bytes.subarray(start, end));
    else {
      this.#slot = slot;
      this.#splitters[slot](bytes, start, end, this.#take);
      this.#flush();
    }
  }

  item(slot: number, bytes: Uint8Array, start: number, end: number): void {
    this.#slot = slot;
    takeTrimmed(bytes, start, end, this.#take);
    this.#flush();
  }

  items(slot: number, bytes: Uint8Array, bounds: Uint32Array, count: number): void {
    this.#slot = slot;
    const row = this.#slots[slot];
    if (row.count + count > row.skills.length) row.skills = longer(row.skills, row.count + count);
    const named = this.#trimAll(bytes, bounds, count);
    this.#skills.internAll(bytes, this.#bounds, named, row.skills, row.count);
    row.count += named;
  }

  numbersOf(bytes: Uint8Array, bounds: Uint32Array, count: number, numbers: Int32Array, to: number): void {
    const named = this.#trimAll(bytes, bounds, count);
    if (named === count) {
      this.#skills.internAll(bytes, this.#bounds, count, numbers, to);
      return;
    }
    for (let i = 0; i < count; i++) {
      numbers[to + i] = -1;
      takeTrimmed(bytes, bounds[2 * i], bounds[2 * i + 1], (of, start, end) => {
        numbers[to + i] = this.#skills.intern(of, start, end);
      });
    }
  }

  /** Leaves out the white space around items, and items of nothing else; returns how many there are in `#bounds`. */
  #trimAll(bytes: Uint8Array, bounds: Uint32Array, count: number): number {
    const kept = this.#bounds;
    let named = 0;
    for (let i = 0; i < 2 * count; i += 2) {
      const start = bounds[i];
      const end = bounds[i + 1];
      if (start === end) continue;
      const first = bytes[start];
      const last = bytes[end - 1];
      kept[2 * named] = start;
      kept[2 * named + 1] = end;
      if (first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80) named++;
      else {
        const [from, to] = trimmed(bytes, start, end);
        kept[2 * named] = from;
        kept[2 * named + 1] = to;
        if (from < to) named++;
      }
    }
    return named;
  }

  numbered(slot: number, numbers: Int32Array, start: number, end: number): void {
    const row = this.#slots[slot];
    if (row.count + end - start > row.skills.length) row.skills = longer(row.skills, row.count + end - start);
    for (let i = start; i < end; i++) if (numbers[i] >= 0) row.skills[row.count++] = numbers[i];
  }

  again(slot: number): void {
    this.#repeated = true;
    this.#hasOrphans ||= this.#slots[slot].count > 0;
    this.#slots[slot].count = 0;
    if (slot === this.#idSlot) this.#idLength = -1;
    if (slot === this.#textSlot) this.#text = null;
  }

  #takeId(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length > this.#id.length) this.#id = new Uint8Array(2 * length);
    for (let i = 0; i < length; i++) this.#id[i] = bytes[start + i];
    this.#idLength = length;
  }

  /** Takes a skill of the slot; those of one buffer are numbered together. */
  #add(bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#waitingIn || this.#waiting === maxInterned) this.#flush();
    this.#waitingIn = bytes;
    this.#bounds[2 * this.#waiting] = start;
    this.#bounds[2 * this.#waiting + 1] = end;
    this.#waiting++;
  }

  #flush(): void {
    const count = this.#waiting;
    if (count === 0) return;
    const row = this.#slots[this.#slot];
    if (row.count + count > row.skills.length) row.skills = longer(row.skills, row.count + count);
    this.#skills.internAll(this.#waitingIn, this.#bounds, count, row.skills, row.count);
    row.count += count;
    this.#waiting = 0;
  }

  end(offset: number): void | Promise<void> {
    if (this.#words !== null && this.#text !== null) {
      const row = this.#slots[this.#textSlot];
      const busy = this.#words.each(this.#text, (id) => {
        if (row.count === row.skills.length) row.skills = longer(row.skills, row.count + 1);
        row.skills[row.count++] = id;
      });
      if (busy !== undefined) return busy.then(() => this.#finishRow(offset));
    }
    this.#finishRow(offset);
  }

  #finishRow(offset: number): void {
    const record = this.#statistics.rows++;
    this.#starts?.push(this.#offset);
    this.#ends?.push(offset);
    if (this.#repeated) this.#statistics.repeatedKeys++;
    let count = 0;
    for (let i = 0; i < this.#slots.length; i++) count += this.#slots[i].count;
    if (count === 0) {
      this.#withoutSkills.add(() => this.#where(), this.#words === null ? "has no skill" : "has no word");
      return;
    }
    if (this.#groups !== null) {
      this.#finishGroupedRow(record);
      return;
    }
    this.#records.push(record);
    this.#addName(record);
    if (this.#onlySlot >= 0) {
      const { skills, count } = this.#slots[this.#onlySlot];
      this.#lists[0].add(skills, count);
      return;
    }
    for (let list = 0; list < this.#lists.length; list++) {
      const count = this.#gather(list);
      this.#lists[list].add(this.#row, count);
    }
    if (this.#all !== null) {
      const count = this.#gather(-1);
      this.#all.add(this.#row, count);
    }
  }

  /** Brings the skills of a list together in one array; those of all lists for -1. */
  #gather(list: number): number {
    let total = 0;
    for (let i = 0; i < this.#slots.length; i++) {
      const { skills, count } = this.#slots[i];
      if (list >= 0 && this.#listOfSlot[i] !== list) continue;
      if (total + count > this.#row.length) this.#row = longer(this.#row, total + count);
      for (let k = 0; k < count; k++) this.#row[total++] = skills[k];
    }
    return total;
  }

  #addName(record: number): void {
    if (this.#names === null) return;
    if (this.#idLength >= 0) {
      this.#statistics.id(this.#id, 0, this.#idLength);
      this.#names.add(this.#id, 0, this.#idLength);
      return;
    }
    this.#statistics.rowsWithoutId++;
    const name = encoder.encode(String(record + 1));
    this.#names.add(name, 0, name.length);
  }

  #finishGroupedRow(record: number): void {
    const groups = this.#groups!;
    if (this.#idLength < 0) {
      this.#malformed.add(
        () => this.#where(),
        `"${this.#plan.slots[this.#idSlot].column}" is empty: rows are grouped by it`,
      );
      return;
    }
    const text = groups.textOf(this.#id, this.#idLength);
    if (text === this.#records.length) this.#records.push(record);
    for (let list = 0; list < this.#lists.length; list++) {
      const count = this.#gather(list);
      for (let i = 0; i < count; i++) groups.add(list, text, this.#row[i]);
    }
  }

  refuse(problem: string): void {
    this.#statistics.rows++;
    for (let i = 0; i < this.#slots.length; i++) if (this.#slots[i].count > 0) this.#hasOrphans = true;
    this.#starts?.push(this.#offset);
    this.#ends?.push(this.#offset);
    this.#malformed.add(() => this.#where(), problem);
  }

  #where(): string {
    return `${this.#file.prefix}${this.#file.unit} ${this.#place}`;
  }

  /** The corpus of all rows; the builder is used up. */
  finish(): Built {
    const lists = this.#all === null ? [...this.#lists] : [...this.#lists, this.#all];
    const occurs = this.#hasOrphans
      ? (this.#groups?.occurring(this.#skills.count) ?? lists[lists.length - 1].occurring(this.#skills.count))
      : null;
    const { names: skillNames, rank } = this.#skills.sorted((id) => occurs === null || occurs[id] === 1);
    const records = this.#records.values();
    const graphs =
      this.#groups === null
        ? lists.map((list) => list.build(skillNames.length, rank))
        : this.#groups.build(records.length, skillNames.length, rank);
    const textNames: Names = this.#groups?.names() ?? this.#names ?? new NumberedNames(records);
    const asked = graphs.slice(0, this.#lists.length);
    const [requires, teaches] = asked;
    return {
      corpus: {
        textNames,
        skillNames,
        needs: graphs[graphs.length - 1].graph,
        ...(teaches !== undefined && { directed: { requires: requires.graph, teaches: teaches.graph } }),
      },
      duplicateEdges:
        this.#words === null ? asked.reduce((sum, { duplicateEdges }) => sum + duplicateEdges, 0) : 0,
      withoutSkills: this.#withoutSkills.leftOut(),
      malformed: this.#malformed.leftOut(),
      records,
      offsets:
        this.#starts === null || this.#groups !== null
          ? null
          : { starts: this.#starts.values(), ends: this.#ends!.values() },
      firstTexts: this.#firstTexts,
      statistics: this.#statistics.statistics(),
    };
  }
}

/** The same values in an array that is at least as long as asked for, and twice as long as before. */
function longer(values: Uint32Array, length: number): Uint32Array {
  const copy = new Uint32Array(Math.max(length, 2 * values.length));
  copy.set(values);
  return copy;
}
