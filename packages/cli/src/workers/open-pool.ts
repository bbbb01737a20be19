import { availableParallelism } from "node:os";
import { bytesText, orText } from "@onset/core/base";
import { chooseEngine, engineNamed, graphTeam, type SweepTask } from "@onset/core/sweep";
import { UsageError } from "../errors.js";
import { startWorkers, type WorkerPool } from "../pool/pool.js";
import { workHere } from "./here.js";
import { bytesAllowed } from "./memory.js";
import type { WorkerOptions } from "./options.js";
import { startTeam } from "./team.js";

/** Starting a worker takes about 50 ms; work of less than some of that is done at once. */
const worthWorkers = 3e8;

/** Bytes of a thread itself, beside those of its trials. */
const perWorker = 6e7;

/**
 * Finds somewhere to simulate tasks: as many workers as there are processors, as memory allows, or here when it is
 * little. Trials of one huge graph are shared by a team of workers. Refuses before anything is allocated.
 */
export function openPool(
  tasks: readonly SweepTask[],
  options: WorkerOptions,
  signal: AbortSignal,
): WorkerPool {
  const allowed = bytesAllowed(options.maxMemory);
  let needed = 0;
  let work = 0;
  for (const { task, rule } of tasks) {
    const engine = engineNamed(task.engine);
    const bytes = engine.memory(task.experiment);
    if (bytes > allowed) throw new UsageError(refusal(task, bytes, allowed));
    needed = Math.max(needed, bytes);
    work += engine.cost(task.experiment) * rule.maxTrials;
  }
  if (work < worthWorkers) return workHere(signal);
  const asked = options.workers ?? availableParallelism();
  const fitting = workersThatFit(asked, needed, allowed);
  const trials = tasks.reduce((sum, { rule }) => sum + rule.maxTrials, 0);
  // Few large graphs: when half of the workers would have no trial, all of them share each.
  if (tasks.length === 1 && 2 * Math.min(fitting, trials) <= asked && needed + asked * perWorker <= allowed) {
    const { task } = tasks[0];
    const team = task.engine === "graph" ? graphTeam(task.experiment, asked) : null;
    if (team !== null) return startTeam(team, signal);
  }
  return startWorkers(fitting, signal);
}

/** As many workers as were asked for, or as fit into memory with trials of so many bytes; at least one. */
export function workersThatFit(asked: number, needed: number, allowed: number): number {
  return Math.min(asked, Math.max(1, Math.floor(allowed / (needed + perWorker))));
}

function refusal({ experiment }: SweepTask["task"], bytes: number, allowed: number): string {
  const ways = ["fewer skills", "a smaller ratio", "a larger --max-memory"];
  if (chooseEngine(experiment, "auto").name === "chain") ways.push("the chain, which needs next to none");
  return (
    `a trial needs up to ${bytesText(bytes)} of memory, but ${bytesText(allowed)} are allowed; ` +
    `take ${orText(ways)}`
  );
}
