/** One member of a team: learns the graphs of the seeds that it gets together with the others. */
import { parentPort, workerData } from "node:worker_threads";
import { stream } from "@onset/core/base";
import { joinImplicitTeam } from "@onset/core/learning";

const learner = joinImplicitTeam(workerData.team, workerData.member);

parentPort.on("message", (seed) => parentPort.postMessage(learner.run(stream(seed))));
