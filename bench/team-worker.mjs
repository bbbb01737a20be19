/** One member of a team: learns the graphs whose numbers it gets, and posts what was learned and its own CPU time. */
import { parentPort, workerData } from "node:worker_threads";
import { stream } from "@onset/core/base";
import { joinImplicitTeam } from "@onset/core/learning";

const learner = joinImplicitTeam(workerData.team, workerData.member);

parentPort.on("message", (seed) => {
  const { learned, rounds, edges } = learner.run(stream(seed));
  parentPort.postMessage({ learned, rounds, edges });
});
