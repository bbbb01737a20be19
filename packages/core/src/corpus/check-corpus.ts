import { rejected } from "../base/index.js";
import { SkillTextGraph } from "../graph/index.js";
import type { Corpus } from "./corpus.js";

/**
 * Returns `value` when it is a corpus: names with a graph of what texts need.
 *
 * @throws TypeError when it is not.
 *
 * @example
 * ```ts
 * import { checkCorpus, type Corpus, corpusFromRecords } from "@onset/core/corpus";
 * checkCorpus(corpusFromRecords([{ id: "sums", skills: ["add"] }]).corpus).needs.edgeCount; // => 1
 * checkCorpus([["add"]] as unknown as Corpus); // throws TypeError: "corpus" expected a corpus, such as corpusFromRecords reads, got an array of 1
 * ```
 */
export function checkCorpus(value: Corpus, title = "corpus"): Corpus {
  if (value?.needs instanceof SkillTextGraph) return value;
  throw rejected(value, title, "a corpus, such as corpusFromRecords reads", true);
}
