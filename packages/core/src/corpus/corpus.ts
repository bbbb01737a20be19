import { buildGraph, type SkillTextGraph } from "../graph/index.js";

/**
 * Names by index. An array of strings is one; readers of large files keep names as bytes and make a string of one when
 * it is asked for.
 */
export type Names = Pick<readonly string[], "length" | "at" | "entries"> & Iterable<string>;

/**
 * The name at an index.
 *
 * @param index - Counts from 0; below 0 it counts from the end.
 * @throws RangeError where there is none.
 *
 * @example
 * ```ts
 * import { nameOf } from "@onset/core/corpus";
 * nameOf(["addition", "counting"], 1); // => "counting"
 * ```
 */
export function nameOf(names: Names, index: number): string {
  const name = names.at(index);
  if (name === undefined) throw new RangeError(`"index" expected below ${names.length}, got ${index}`);
  return name;
}

/**
 * Texts with names, skills with names, and which text needs which skills. Texts keep the order of their
 * source; skills stand in the code-unit order of their names.
 */
export type Corpus = {
  /** Name of each text, by text index. */
  readonly textNames: Names;
  /** Name of each skill, by skill index; sorted, distinct. */
  readonly skillNames: Names;
  /** All skills of each text: for directed texts those required and those taught. */
  readonly needs: SkillTextGraph;
  /** Only for directed texts: what each text requires and what it teaches. */
  readonly directed?: { readonly requires: SkillTextGraph; readonly teaches: SkillTextGraph } | undefined;
};

/** Pairs of text and skill, by index. */
export type EdgeList = { readonly texts: Uint32Array; readonly skills: Uint32Array };

/**
 * Puts a corpus together from names and edges; skills are renumbered into the order of their names.
 *
 * @param textNames - by text index
 * @param names - by the skill index that the edges use, distinct, in any order
 * @param lists - one list of edges, or two: required and taught
 * @returns the corpus and the number of duplicate edges that were merged
 */
export function assembleCorpus(
  textNames: Names,
  names: Names,
  lists: readonly EdgeList[],
): { corpus: Corpus; duplicateEdges: number } {
  const order = sortedOrder(names);
  const skillNames = order === null ? names : Array.from(order, (id) => nameOf(names, id));
  const renumbered = order === null ? lists : renumber(lists, order);
  const graphs = renumbered.map(({ texts, skills }) =>
    buildGraph(textNames.length, names.length, texts, skills),
  );
  let duplicateEdges = 0;
  for (const built of graphs) duplicateEdges += built.duplicateEdges;
  const [first, second] = graphs;
  if (second === undefined) {
    return { corpus: { textNames, skillNames, needs: first.graph }, duplicateEdges };
  }
  const all = buildGraph(
    textNames.length,
    names.length,
    concatenate(renumbered.map((list) => list.texts)),
    concatenate(renumbered.map((list) => list.skills)),
  );
  const directed = { requires: first.graph, teaches: second.graph };
  return { corpus: { textNames, skillNames, needs: all.graph, directed }, duplicateEdges };
}

/** The permutation that sorts the names by code units, or null when they are sorted. */
function sortedOrder(given: Names): Uint32Array | null {
  const names = [...given];
  let sorted = true;
  for (let i = 1; i < names.length && sorted; i++) sorted = names[i - 1] < names[i];
  if (sorted) return null;
  const order = Uint32Array.from(names.keys());
  return order.sort((a, b) => (names[a] < names[b] ? -1 : 1));
}

function renumber(lists: readonly EdgeList[], order: Uint32Array): EdgeList[] {
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  return lists.map(({ texts, skills }) => ({ texts, skills: skills.map((skill) => rank[skill]) }));
}

function concatenate(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
