/** Which skills to learn next, one after the other, each from a text in which all else is known. */
import { checkInteger, checkMaxUnlearned, checkOptions, type OptionKeys } from "../base/index.js";
import type { SkillTextGraph } from "../graph/index.js";

/** A skill to learn, with the text that teaches it. */
export type StudyItem = { readonly skill: number; readonly text: number };

/** Who learns, and how far. */
export type StudyListOptions = {
  /** One byte a skill, not 0 for those known from the start. */
  readonly known: Uint8Array;
  /** D: a text with at most so many unknown skills teaches one of them; default 1. */
  readonly maxUnlearned?: number | undefined;
  /** How many skills, an integer >= 0; default all that can be learned. */
  readonly limit?: number | undefined;
  /** Texts that may teach, one byte a text; default all. */
  readonly texts?: Uint8Array | undefined;
};

const studyListOptionsKeys: OptionKeys<StudyListOptions> = {
  known: true,
  maxUnlearned: true,
  limit: true,
  texts: true,
};

// A text with fewer skills shows little of how they are used.
const minSkills = 4;

/**
 * Lists skills to learn: always the most frequent one that some text teaches now (of equal ones the first), with the
 * smallest such text that has at least four skills. With D = 1 every text of the list has exactly one skill that is new
 * when its turn comes. O(edges log skills).
 *
 * @throws RangeError when an array has another length than the graph, or a number is out of range
 *
 * @example
 * ```ts
 * import { studyList } from "@onset/core/analysis";
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * // Texts {0}, {0, 1}, {0, 1, 2}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 1, 3, 6), Uint32Array.of(0, 0, 1, 0, 1, 2));
 * studyList(graph, { known: new Uint8Array(3) }).map(({ skill }) => skill); // => [0, 1, 2]
 * studyList(graph, { known: new Uint8Array(3), limit: 1 }); // => [{ skill: 0, text: 0 }]
 * ```
 */
export function studyList(graph: SkillTextGraph, options: StudyListOptions): StudyItem[] {
  checkOptions(options, studyListOptionsKeys);
  const limit = checkInteger(options.limit ?? graph.skillCount, "limit", 0);
  const maxUnlearned = checkMaxUnlearned(options.maxUnlearned);
  if (options.known.length !== graph.skillCount) {
    throw new RangeError(
      `"known" expected ${graph.skillCount} bytes, one a skill, got ${options.known.length}`,
    );
  }
  if (options.texts !== undefined && options.texts.length !== graph.textCount) {
    throw new RangeError(
      `"texts" expected ${graph.textCount} bytes, one a text, got ${options.texts.length}`,
    );
  }
  const known = Uint8Array.from(options.known, (flag) => (flag === 0 ? 0 : 1));
  const mayTeach = (text: number): boolean => options.texts === undefined || options.texts[text] !== 0;
  const unknown = new Uint32Array(graph.textCount);
  const waiting = new Frontier(graph, mayTeach);
  for (let text = 0; text < graph.textCount; text++) {
    if (!mayTeach(text)) continue;
    for (const skill of graph.skillsOfText(text)) if (known[skill] === 0) unknown[text]++;
    if (unknown[text] > 0 && unknown[text] <= maxUnlearned) waiting.addOf(text, known);
  }
  const list: StudyItem[] = [];
  while (list.length < limit) {
    const skill = waiting.take();
    if (skill === null) break;
    list.push({ skill, text: showing(graph, skill, unknown, maxUnlearned, mayTeach) });
    known[skill] = 1;
    for (const text of graph.textsOfSkill(skill)) {
      if (!mayTeach(text)) continue;
      unknown[text]--;
      if (unknown[text] > 0 && unknown[text] <= maxUnlearned) waiting.addOf(text, known);
    }
  }
  return list;
}

function showing(
  graph: SkillTextGraph,
  skill: number,
  unknown: Uint32Array,
  maxUnlearned: number,
  mayTeach: (text: number) => boolean,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const text of graph.textsOfSkill(skill)) {
    if (!mayTeach(text) || unknown[text] > maxUnlearned) continue;
    const size = graph.textOffsets[text + 1] - graph.textOffsets[text];
    const weight = size < minSkills ? 2 ** 32 - size : size;
    if (weight >= least) continue;
    least = weight;
    best = text;
  }
  return best;
}

/** Skills that can be learned now, the most frequent first: a binary heap in which each skill stands once. */
class Frontier {
  readonly #graph: SkillTextGraph;
  readonly #frequency: Uint32Array;
  readonly #heap: number[] = [];
  readonly #met: Uint8Array;

  constructor(graph: SkillTextGraph, mayTeach: (text: number) => boolean) {
    this.#graph = graph;
    this.#met = new Uint8Array(graph.skillCount);
    this.#frequency = new Uint32Array(graph.skillCount);
    for (let skill = 0; skill < graph.skillCount; skill++) {
      for (const text of graph.textsOfSkill(skill)) if (mayTeach(text)) this.#frequency[skill]++;
    }
  }

  addOf(text: number, known: Uint8Array): void {
    for (const skill of this.#graph.skillsOfText(text)) {
      if (known[skill] !== 0 || this.#met[skill] !== 0) continue;
      this.#met[skill] = 1;
      this.#push(skill);
    }
  }

  take(): number | null {
    const heap = this.#heap;
    if (heap.length === 0) return null;
    const [first] = heap;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #isBefore(a: number, b: number): boolean {
    const [more, less] = [this.#frequency[a], this.#frequency[b]];
    return more > less || (more === less && a < b);
  }

  #push(skill: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(skill);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(heap[at], heap[parent])) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let at = from; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && this.#isBefore(heap[child], heap[first])) first = child;
      }
      if (first === at) return;
      [heap[at], heap[first]] = [heap[first], heap[at]];
      at = first;
    }
  }
}
