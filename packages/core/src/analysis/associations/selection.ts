import { associationRows } from "../../association/index.js";
import type { SkillTextGraph } from "../../graph/index.js";

/** Which associations are written. */
export type AssociationSelection = {
  /** How many associations there are. */
  readonly total: number;
  /** How many are written. */
  readonly kept: number;
  /** Those with this weight or more are written: of those with just this weight the first `atLeast` ones. */
  readonly weight: number;
  readonly atWeight: number;
  /** The strongest ones, the strongest first. */
  readonly strongest: readonly Association[];
};

/** Two skills and how many texts hold both. */
export type Association = { readonly skill: number; readonly other: number; readonly weight: number };

const maxStrongest = 10;

/**
 * Chooses the strongest associations, at most `max` of them and none below the weight `min`: there can be millions, and a
 * graph of millions of edges opens nowhere.
 */
export function selectAssociations(
  graph: SkillTextGraph,
  learned: Uint8Array,
  min: number,
  max: number,
): AssociationSelection {
  const countOfWeight: number[] = [];
  const strongest: Association[] = [];
  let total = 0;
  for (const { skill, neighbours, weights } of associationRows(graph, learned)) {
    total += weights.length;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      countOfWeight[weight] = (countOfWeight[weight] ?? 0) + 1;
      const last = strongest[strongest.length - 1];
      if (strongest.length < maxStrongest || weight > last.weight) {
        strongest.push({ skill, other: neighbours[i], weight });
        // Stable: among equals the first in order stays first.
        strongest.sort((a, b) => b.weight - a.weight);
        strongest.length = Math.min(strongest.length, maxStrongest);
      }
    }
  }
  let kept = 0;
  let weight = countOfWeight.length;
  let atWeight = 0;
  while (weight > min && kept < max) {
    weight--;
    atWeight = Math.min(countOfWeight[weight] ?? 0, max - kept);
    kept += atWeight;
  }
  return { total, kept, weight, atWeight, strongest };
}

/** The chosen associations, in the order of their skills. */
export function* selectedAssociations(
  graph: SkillTextGraph,
  learned: Uint8Array,
  { weight: least, atWeight, kept }: AssociationSelection,
): Generator<Association> {
  if (kept === 0) return;
  let left = atWeight;
  for (const { skill, neighbours, weights } of associationRows(graph, learned)) {
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      if (weight < least || (weight === least && left-- <= 0)) continue;
      yield { skill, other: neighbours[i], weight };
    }
  }
}
