/**
 * Skills at risk: each skill's chance to be learned when every text is kept by chance, by belief propagation on the
 * corpus itself (density evolution with a type for each edge). It takes the place of some hundred thinnings.
 */
import { checkOpenProbability } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { beliefCurve } from "../../theory/index.js";
import type { Pace } from "../call.js";

/** What is at risk when texts go. Skills are those of the graph that was given. */
export type Risk = {
  /** The share of the texts that go, each by chance. */
  readonly lost: number;
  /** For every skill its chance to be learned from the rest. */
  readonly survival: Float64Array<ArrayBuffer>;
  /** The share of the skills that is expected to be learned from growing shares of the texts. */
  readonly curve: readonly { readonly kept: number; readonly learned: number }[];
  /** Whether belief propagation came to its end. */
  readonly converged: boolean;
};

const sharesOfCurve = [0.5, 0.7, 0.8, 0.9, 1];
/** Messages change by less than this at the end; chances of skills are read to a hundredth. */
const tolerance = 1e-3;

/** From so many edges on it is not done unless asked for: one solution takes some seconds. */
const maxEdges = 400_000;

/** Whether it takes about a second. */
export function isRiskAffordable({ edgeCount }: Pick<SkillTextGraph, "edgeCount">): boolean {
  return edgeCount <= maxEdges;
}

/**
 * Finds how likely each skill is learned when a share of the texts goes. O(edges) a step of belief propagation.
 *
 * Against real thinnings the correlation over skills is .98 and more away from a jump; near one it follows one branch.
 *
 * @param graph - Texts and their unknown skills.
 * @param lost - The share of the texts that goes, between 0 and 1.
 */
export async function skillsAtRisk(
  graph: SkillTextGraph,
  maxUnlearned: number,
  lost: number,
  pace: Pace,
): Promise<Risk> {
  checkOpenProbability(lost, "lost");
  await pace.at("risk");
  const shares = [...new Set([...sharesOfCurve, 1 - lost])].sort((one, other) => one - other);
  const curve = beliefCurve(graph, shares, { maxUnlearned, tolerance });
  return {
    lost,
    survival: curve.unlearnedOfSkill[shares.indexOf(1 - lost)].map((unlearned) => 1 - unlearned),
    curve: shares.map((kept, i) => ({ kept, learned: curve.learned[i] })),
    converged: curve.converged,
  };
}
