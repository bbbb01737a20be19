import { rejected } from "../../base/index.js";
import { definitionOf } from "../experiments/custom.js";
import { checkExperiment, type Experiment } from "../experiments/experiment.js";
import { chainEngine } from "./chain.js";
import { customEngine } from "./custom.js";
import type { Engine, EngineName } from "./engine.js";
import { graphEngine } from "./graph.js";

// The first that can is taken: the chain is exact and needs neither memory nor edges.
const engines: readonly Engine[] = [chainEngine, graphEngine, customEngine];

/**
 * Returns the engine of a name that can simulate an experiment; with `"auto"` the chain where it is exact, else the
 * graph. Both draw from the same distribution; the chain has no edges, so that it counts no giant component.
 *
 * @throws RangeError when that engine, or with `"auto"` no engine, can simulate it: says why.
 *
 * @example
 * ```ts
 * import { chooseEngine, corpusExperiment } from "@onset/core/sweep";
 * import { poisson } from "@onset/core/theory";
 * chooseEngine(corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1e12 }), "auto").name; // => "chain"
 * const pairs = corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 100, maxUnlearned: 2 });
 * chooseEngine(pairs, "auto").name; // => "chain"
 * const unequal = corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 100, popularity: 1 });
 * chooseEngine(unequal, "auto").name; // => "graph"
 * chooseEngine(unequal, "chain"); // throws RangeError: the engine "chain" cannot simulate this: skills of unequal popularity have no chain
 * ```
 */
export function chooseEngine(experiment: Experiment, name: EngineName | "auto"): Engine {
  checkExperiment(experiment);
  if (experiment.model === "custom") definitionOf(experiment.name);
  if (name !== "auto") {
    const engine = engineNamed(name);
    const reason = engine.refuses(experiment);
    if (reason === null) return engine;
    throw new RangeError(`the engine "${name}" cannot simulate this: ${reason}`);
  }
  const reasons: string[] = [];
  const candidates = engines.filter(
    ({ name: own }) => (own === "custom") === (experiment.model === "custom"),
  );
  for (const engine of candidates) {
    const reason = engine.refuses(experiment);
    if (reason === null) return engine;
    reasons.push(`${engine.name}: ${reason}`);
  }
  throw new RangeError(`no engine can simulate this (${reasons.join("; ")})`);
}

/** Returns the engine of a name. */
export function engineNamed(name: EngineName): Engine {
  const engine = engines.find((candidate) => candidate.name === name);
  if (engine !== undefined) return engine;
  throw rejected(name, "engine", engines.map((candidate) => JSON.stringify(candidate.name)).join(" or "));
}
