import { checkOptions, checkStream, type OptionKeys, type RandomStream, rejected } from "../../base/index.js";
import { buildGraphOfTexts } from "../build.js";
import { maxCount } from "../layout.js";
import type { SkillTextGraph } from "../skill-text-graph.js";
import { findDoubles, hasSkill, textOfEdge } from "./double-edges.js";

/** What happens to edges that the matching draws twice. */
export type ConfigurationOptions = {
  /**
   * - `"switch"` (default): each exchanges its skill with an edge chosen at random, until no edge is double. All
   *   degrees are kept; the graph is uniform among simple ones up to order 1/edges.
   * - `"merge"`: they become one edge, and both degrees fall by one.
   */
  readonly doubleEdges?: "switch" | "merge" | undefined;
};

export const configurationOptionsKeys: OptionKeys<ConfigurationOptions> = { doubleEdges: true };

/** A configuration graph and what became of its double edges. */
export type ConfigurationGraph = {
  readonly graph: SkillTextGraph;
  /** How many edges repeated another one in the matching: a Poisson number of order 1, whatever the size. */
  readonly doubleEdges: number;
};

/**
 * A random graph with given degrees (configuration model) in which double edges are switched away (default) or merged:
 * text t has `textDegrees[t]` edge ends, skill s has `skillDegrees[s]`, and the ends are matched uniformly at random.
 * With the degrees of a real corpus it is the corpus without its correlations; with degrees from two laws it is the
 * ensemble of LDPC codes (see `drawDegrees`, `trimDegrees`). O(texts + skills + edges), about 40 ns an edge.
 *
 * @throws RangeError when the two sequences do not have the same number of ends, when a text has more ends than there
 * are skills with a degree above 0, or when the double edges cannot be switched away (degrees too dense).
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { configurationGraph, skillDegreeCounts } from "@onset/core/graph";
 * // The (3, 6) ensemble: every skill in 3 texts, every text with 6 skills.
 * const { graph } = configurationGraph(new Uint32Array(50).fill(6), new Uint32Array(100).fill(3), stream(1));
 * graph.edgeCount; // => 300
 * [...skillDegreeCounts(graph)]; // => [0, 0, 0, 100]
 * ```
 */
export function configurationGraph(
  textDegrees: Uint32Array,
  skillDegrees: Uint32Array,
  rng: RandomStream,
  options: ConfigurationOptions = {},
): ConfigurationGraph {
  checkStream(rng);
  checkOptions(options, configurationOptionsKeys);
  const { doubleEdges = "switch" } = options;
  if (doubleEdges !== "switch" && doubleEdges !== "merge") {
    throw rejected(doubleEdges, "doubleEdges", '"switch" or "merge"');
  }
  const offsets = offsetsOf(textDegrees);
  const total = offsets[textDegrees.length];
  const skills = skillEnds(skillDegrees, total);
  shuffle(skills, rng);
  const doubles = findDoubles(offsets, skills, skillDegrees.length);
  if (doubleEdges === "switch") switchAway(doubles, offsets, skills, rng);
  return {
    graph: buildGraphOfTexts(skillDegrees.length, offsets, skills).graph,
    doubleEdges: doubles.length,
  };
}

function offsetsOf(degrees: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(degrees.length + 1);
  let total = 0;
  for (let text = 0; text < degrees.length; text++) {
    total += degrees[text];
    if (total > maxCount) throw rejected(total, "textDegrees", `at most ${maxCount} ends in all`);
    offsets[text + 1] = total;
  }
  return offsets;
}

/** Every skill as often as its degree says. */
function skillEnds(degrees: Uint32Array, total: number): Uint32Array<ArrayBuffer> {
  let sum = 0;
  for (let skill = 0; skill < degrees.length; skill++) sum += degrees[skill];
  if (sum !== total) throw rejected(sum, "skillDegrees", `${total} ends in all, as "textDegrees" has`);
  const ends = new Uint32Array(total);
  let cursor = 0;
  for (let skill = 0; skill < degrees.length; skill++) {
    ends.fill(skill, cursor, cursor + degrees[skill]);
    cursor += degrees[skill];
  }
  return ends;
}

/** Fisher and Yates. */
function shuffle(values: Uint32Array, rng: RandomStream): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.nextInteger(i + 1);
    const value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}

function switchAway(doubles: number[], offsets: Uint32Array, skills: Uint32Array, rng: RandomStream): void {
  for (const edge of doubles) {
    const text = textOfEdge(offsets, edge);
    let attempts = 0;
    for (;;) {
      // In sparse graphs nearly every first attempt fits; thousands of misses mean that hardly any edge can.
      if (++attempts > 10_000) {
        throw new RangeError(
          `"textDegrees" and "skillDegrees" leave no room: text ${text} has ${offsets[text + 1] - offsets[text]} ` +
            `ends and skill ${skills[edge]} would not fit anywhere else in 10,000 attempts`,
        );
      }
      const other = rng.nextInteger(skills.length);
      const otherText = textOfEdge(offsets, other);
      if (otherText === text) continue;
      if (hasSkill(offsets, skills, text, skills[other])) continue;
      if (hasSkill(offsets, skills, otherText, skills[edge])) continue;
      const skill = skills[edge];
      skills[edge] = skills[other];
      skills[other] = skill;
      break;
    }
  }
}
