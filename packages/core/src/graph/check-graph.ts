import { rejected } from "../base/index.js";
import { SkillTextGraph } from "./skill-text-graph.js";

/**
 * Returns `value` when it is a graph.
 *
 * @throws TypeError when it is not.
 *
 * @example
 * ```ts
 * import { buildGraph, checkGraph, type SkillTextGraph } from "@onset/core/graph";
 * checkGraph(buildGraph(1, 1, Uint32Array.of(0), Uint32Array.of(0)).graph).edgeCount; // => 1
 * checkGraph({ edges: [] } as unknown as SkillTextGraph); // throws TypeError: "graph" expected a SkillTextGraph, such as buildGraph returns, got a Object
 * ```
 */
export function checkGraph(value: SkillTextGraph, title = "graph"): SkillTextGraph {
  if (value instanceof SkillTextGraph) return value;
  throw rejected(value, title, "a SkillTextGraph, such as buildGraph returns", true);
}
