import { checkInteger, rejected } from "../../base/index.js";
import { type CustomExperiment, definitionOf } from "../experiments/custom.js";
import type { Experiment } from "../experiments/experiment.js";
import type { Engine } from "./engine.js";

/** Why no other engine simulates experiments of one's own. */
export const ownFunction = "an experiment of one's own is simulated by its own function";

/** The function that came with an experiment of one's own. */
export const customEngine: Engine = {
  name: "custom",
  refuses: ({ model }) => (model === "custom" ? null : "it is no experiment of one's own"),
  quantities: (experiment) => ["unlearned", ...(definitionFor(experiment).counts ?? [])],
  memory: (experiment) => definitionFor(experiment).memory?.(own(experiment).parameters) ?? 5e7,
  cost: (experiment) => definitionFor(experiment).cost?.(own(experiment).parameters) ?? 1e5,

  prepare(experiment) {
    const { name, parameters } = own(experiment);
    const { prepare, skills, counts: names = [] } = definitionOf(name);
    const trial = prepare(parameters);
    const quantities = ["unlearned", ...names];
    const most = skills(parameters);
    return (rng, counts) => {
      const found = trial(rng);
      for (const key of Object.keys(found)) {
        if (!quantities.includes(key)) throw rejected(key, `a count of ${name}`, quantities.join(" or "));
      }
      for (const [i, key] of quantities.entries()) {
        const title = `${key} of ${name}`;
        counts[i] = i === 0 ? checkInteger(found[key], title, 0, most) : checkInteger(found[key], title, 0);
      }
    };
  },
};

const definitionFor = (experiment: Experiment) => definitionOf(own(experiment).name);

function own(experiment: Experiment): CustomExperiment {
  if (experiment.model === "custom") return experiment;
  throw rejected(experiment.model, "experiment.model", '"custom"');
}
