import type { Command } from "commander";
import { integer } from "../options.js";
import { type MemoryLimit, memoryLimit } from "./memory.js";

/** The options of every verb that simulates, as the command line gives them. */
export type WorkerOptions = {
  readonly workers?: number;
  readonly maxMemory: MemoryLimit;
};

/** Adds the options about what a run may use of the machine. They change no number. */
export function addWorkerOptions(command: Command): Command {
  return command
    .optionsGroup("Machine (changes no result):")
    .option("--workers <n>", "threads that simulate (default: one for each processor)", integer(1, 1024))
    .option(
      "--max-memory <size>",
      "refuse what needs more, such as 8GB (default: 80% of what is free)",
      memoryLimit,
      {
        share: 0.8,
      },
    );
}
