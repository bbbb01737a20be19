import { type BuiltGraph, buildGraph } from "@onset/core/graph";
import { GrowingUint32 } from "./growing.js";
import { Interner } from "./interner.js";
import type { StoredNames } from "./names.js";

/** Texts of several rows each: rows with the same id, wherever they stand. 8 bytes a pair of row and skill. */
export class Groups {
  readonly #ids = new Interner();
  readonly #texts: readonly GrowingUint32[];
  readonly #skills: readonly GrowingUint32[];

  /** @param lists - one list of edges, or two: required and taught */
  constructor(lists: number) {
    this.#texts = Array.from({ length: lists }, () => new GrowingUint32());
    this.#skills = Array.from({ length: lists }, () => new GrowingUint32());
  }

  /** The number of the text with an id; new ids are numbered as they come. */
  textOf(id: Uint8Array, length: number): number {
    return this.#ids.intern(id, 0, length);
  }

  add(list: number, text: number, skill: number): void {
    this.#texts[list].push(text);
    this.#skills[list].push(skill);
  }

  get pairCount(): number {
    return this.#skills.reduce((sum, { length }) => sum + length, 0);
  }

  names(): StoredNames {
    return this.#ids.inOrder();
  }

  /** By skill whether any text needs it. */
  occurring(skillCount: number): Uint8Array {
    const flags = new Uint8Array(skillCount);
    for (const skills of this.#skills) for (const skill of skills.values()) flags[skill] = 1;
    return flags;
  }

  /** The graph of each list, and of two lists that of both together behind them. */
  build(textCount: number, skillCount: number, rank: Uint32Array): BuiltGraph[] {
    const texts = this.#texts.map((list) => list.values());
    const skills = this.#skills.map((list) => list.values().map((skill) => rank[skill]));
    const graphs = texts.map((list, i) => buildGraph(textCount, skillCount, list, skills[i]));
    if (texts.length === 1) return graphs;
    return [...graphs, buildGraph(textCount, skillCount, joined(texts), joined(skills))];
  }
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
