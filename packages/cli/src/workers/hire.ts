import { availableParallelism } from "node:os";
import { chooseEngine, engineNamed, type SweepTask } from "@onset/core/sweep";
import { UsageError } from "../errors.js";
import { workHere } from "./here.js";
import { bytesAllowed, bytesText } from "./memory.js";
import type { WorkerOptions } from "./options.js";
import { type Crew, startWorkers } from "./pool.js";

/** Starting a worker takes about 50 ms; work of less than some of that is done at once. */
const worthWorkers = 3e8;

/**
 * Finds somewhere to simulate tasks: as many workers as there are processors, as memory allows, or here when it is
 * little. Refuses before anything is allocated.
 */
export function hire(tasks: readonly SweepTask[], options: WorkerOptions, signal: AbortSignal): Crew {
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
  return startWorkers(Math.min(asked, Math.max(1, Math.floor(allowed / needed))), signal);
}

function refusal({ experiment }: SweepTask["task"], bytes: number, allowed: number): string {
  const ways = ["fewer skills", "a smaller ratio", "a larger --max-memory"];
  if (chooseEngine(experiment, "auto").name === "chain") ways.push("the chain, which needs next to none");
  return (
    `a trial needs up to ${bytesText(bytes)} of memory, but ${bytesText(allowed)} are allowed; ` +
    `take ${ways.slice(0, -1).join(", ")} or ${ways.at(-1)}`
  );
}
