/** Learns every `step`th implicit graph from `first` on and posts how many skills were learned in all. */
import { parentPort } from "node:worker_threads";
import { stream } from "@onset/core/base";
import { implicitLearner } from "@onset/core/learning";

let learner;

parentPort.on("message", ({ mean, texts, skills, first, step, trials }) => {
  learner ??= implicitLearner({ kind: "poisson", mean }, texts, skills);
  let learned = 0;
  for (let trial = first; trial < trials; trial += step)
    learned += learner.run(stream(1, trial)).learnedCount;
  parentPort.postMessage(learned);
});
