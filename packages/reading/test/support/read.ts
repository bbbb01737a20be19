import type { Corpus } from "@onset/core/corpus";
import { bytesSource, type Reading, type ReadOptions, readCorpus } from "../../src/index.js";

/** Reads a text, or bytes, under the name of a file. */
export function readText(
  name: string,
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<Reading> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readCorpus([bytesSource(bytes, name)], options);
}

/** Texts with the names of their skills; a text without direction has one list, a directed one two. */
export function textsOf({ textNames, skillNames, needs, directed }: Corpus): [string, ...string[][]][] {
  const graphs = directed === undefined ? [needs] : [directed.requires, directed.teaches];
  return Array.from(textNames, (name, text) => [
    name,
    ...graphs.map((graph) => Array.from(graph.skillsOfText(text), (skill) => skillNames.at(skill)!)),
  ]);
}
