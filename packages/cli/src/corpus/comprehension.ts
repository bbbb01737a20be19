import type { Comprehension } from "@onset/core/analysis";
import { percent } from "../terminal/format.js";

/** How much of a file is understood, for other programs. */
export type FileComprehension = {
  readonly texts: number;
  /** Texts with no unknown skill, with one, and with more. */
  readonly unknown: { readonly none: number; readonly one: number; readonly more: number };
  /** Share of the skills of all texts that are known, each counted as often as it occurs in a text. */
  readonly known: number;
  readonly newSkills: number;
};

/** The counts of a file as every report names them. */
export function fileComprehension(counts: Comprehension): FileComprehension {
  const { texts, withNone, withOne, withMore, edges, knownEdges, newSkills } = counts;
  return {
    texts,
    unknown: { none: withNone, one: withOne, more: withMore },
    known: edges === 0 ? 1 : knownEdges / edges,
    newSkills,
  };
}

/** Shares of texts with no unknown skill, one, and more, as a cell. */
export function unknownShares({ texts, unknown }: FileComprehension): readonly [string, string, string] {
  const share = (count: number): string => (texts === 0 ? "-" : percent(count / texts));
  return [share(unknown.none), share(unknown.one), share(unknown.more)];
}
