import { engineNamed, graphSize, makeTask, type SweepTask } from "@onset/core/sweep";

/** Edges drawn for the giant component in all: about half a second. */
const edgesInAll = 5e6;
const trialLimit = 500;

/**
 * The chain has no edges and so no association graph. Some trials of the same experiment with the graph bring its
 * giant component: as many as a fixed number of edges allows, none when two are too many.
 */
export function giantTask({ task, rule }: SweepTask): SweepTask | null {
  const graph = engineNamed("graph");
  if (task.engine === "graph" || graph.refuses(task.experiment) !== null) return null;
  if (!graph.quantities(task.experiment).includes("giant")) return null;
  const { texts, skills, edges } = graphSize(task.experiment);
  const affordable = Math.floor(edgesInAll / (texts + skills + edges));
  const trials = Math.min(rule.maxTrials, trialLimit, affordable);
  if (trials < Math.min(2, rule.maxTrials)) return null;
  return {
    task: makeTask(task.experiment, { seed: task.seed, engine: "graph" }),
    rule: { maxTrials: trials },
  };
}
