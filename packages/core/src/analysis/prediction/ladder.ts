/**
 * The ladder of predictions: density evolution with more and more types of edges, from the degrees alone to what also
 * tells rarity, twins, size and place. Each step of it says how much one statistic of the corpus matters. A rung that
 * moves few edges is the corpus itself: it explains nothing, and predicts nothing.
 */
import {
  dividedTypes,
  type EdgeFeature,
  type EdgeTypes,
  edgeTypes,
  movedShare,
  type SkillTextGraph,
} from "../../graph/index.js";
import { type EdgeTypeEnsemble, edgeTypeEnsemble, evolveEdgeTypes } from "../../theory/index.js";
import type { Pace } from "../call.js";

/** The rungs, each with all features of the ones before it. */
export type RungName = "degrees" | EdgeFeature;

/** What one rung keeps of the corpus and what it predicts. */
export type Rung = {
  readonly name: RungName;
  /** How many types of edges it tells apart. */
  readonly types: number;
  /** Into how many blocks "place" divides the corpus; null for the other rungs. */
  readonly blocks: number | null;
  /** The share of the edges that its null model moves to another skill. */
  readonly moved: number;
  /** Whether it moves at least half of the edges, so that it is a prediction and no copy. */
  readonly isPrediction: boolean;
  /** The share of the unknown skills that it predicts to be learned. */
  readonly learned: number;
  /** The share of new texts of the same types that it predicts not to be understood. */
  readonly textError: number;
  /** Whether density evolution came to its end. */
  readonly converged: boolean;
};

/** The rungs of a corpus, and the last of them that is still a prediction. */
export type Ladder = {
  readonly rungs: readonly Rung[];
  /** The index of the best rung: the last one that is a prediction. */
  readonly best: number;
};

/** A ladder with what its best rung is made of. */
export type ClimbedLadder = {
  readonly ladder: Ladder;
  readonly types: EdgeTypes;
  readonly ensemble: EdgeTypeEnsemble;
};

const order: readonly EdgeFeature[] = ["rarity", "twins", "size", "place"];
/** Blocks of the place, the finest first: the first that still moves half of the edges is taken. */
const blockCounts = [64, 32, 16, 8, 4];
const minMoved = 0.5;
/** Steps of density evolution; far from a jump 20 to 100 are needed, most for D > 1. */
const maxIterations = 2000;

/**
 * Climbs the ladder. O(edges) a step of density evolution.
 *
 * @param graph - Texts and their unknown skills.
 * @param maxUnlearned - D.
 * @param pace - Told of every rung.
 */
export async function climbLadder(
  graph: SkillTextGraph,
  maxUnlearned: number,
  pace: Pace,
): Promise<ClimbedLadder> {
  const rungs: Rung[] = [];
  let best: { types: EdgeTypes; ensemble: EdgeTypeEnsemble; index: number } | null = null;
  let coarser: EdgeTypes | null = null;
  for (let features = 0; features <= order.length; features++) {
    await pace.at("prediction", features, order.length + 1);
    const { types, blocks, moved } = typesOf(graph, coarser, order.slice(0, features));
    coarser = types;
    const ensemble = edgeTypeEnsemble(graph, types.typeOfEdge);
    const { learned, textError, converged } = evolveEdgeTypes(ensemble, { maxUnlearned, maxIterations });
    // By degrees alone it is a prediction of nothing but the degrees, however few edges move.
    const isPrediction = features === 0 || moved >= minMoved;
    const name = features === 0 ? "degrees" : order[features - 1];
    rungs.push({ name, types: types.typeCount, blocks, moved, isPrediction, learned, textError, converged });
    if (isPrediction) best = { types, ensemble, index: features };
    // What comes after moves fewer edges still.
    else break;
  }
  const { types, ensemble, index } = best!;
  return { ladder: { rungs, best: index }, types, ensemble };
}

/** The best rung alone, found from the top of the ladder. */
export function bestRung(
  graph: SkillTextGraph,
  maxUnlearned: number,
): {
  readonly name: RungName;
  readonly types: EdgeTypes;
  readonly ensemble: EdgeTypeEnsemble;
  readonly learned: number;
} {
  for (let features = order.length; ; features--) {
    const { types, moved } = typesOf(graph, null, order.slice(0, features));
    if (features > 0 && moved < minMoved) continue;
    const ensemble = edgeTypeEnsemble(graph, types.typeOfEdge);
    const { learned } = evolveEdgeTypes(ensemble, { maxUnlearned, maxIterations });
    return { name: features === 0 ? "degrees" : order[features - 1], types, ensemble, learned };
  }
}

/** The types by some features, made from those by all but the last of them where they are there. */
function typesOf(
  graph: SkillTextGraph,
  coarser: EdgeTypes | null,
  features: readonly EdgeFeature[],
): { readonly types: EdgeTypes; readonly blocks: number | null; readonly moved: number } {
  const last = features[features.length - 1];
  if (last !== "place") {
    const types = coarser === null ? edgeTypes(graph, features) : dividedTypes(graph, coarser, last);
    return { types, blocks: null, moved: movedShare(graph, types) };
  }
  const others = coarser ?? edgeTypes(graph, features.slice(0, -1));
  for (const blocks of blockCounts) {
    const types = dividedTypes(graph, others, last, { blocks });
    const moved = movedShare(graph, types);
    if (moved >= minMoved || blocks === blockCounts[blockCounts.length - 1]) return { types, blocks, moved };
  }
  throw new RangeError("no number of blocks to try");
}
