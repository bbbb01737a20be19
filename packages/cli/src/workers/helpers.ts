import { availableParallelism } from "node:os";
import type { Corpus } from "@onset/core/corpus";
import { type HelperPool, startHelpers } from "../pool/pool.js";

/** Edges from which on parts of a study take longer than a thread takes to start. */
const worthHelpers = 20_000;
const maxHelpers = 8;

/**
 * Threads that do parts of the study of a corpus beside this one; null where it has few edges, or there is one processor.
 * They start with the first part that is given to them: each takes the time and memory of a small corpus.
 */
export function openHelpers({ needs, directed }: Corpus, signal: AbortSignal): HelperPool | null {
  const count = Math.min(maxHelpers, availableParallelism());
  if (directed || count < 2 || needs.edgeCount < worthHelpers) return null;
  let pool: HelperPool | null = null;
  return {
    width: count,
    submit: (task) => {
      pool ??= startHelpers(count, signal);
      return pool.submit(task);
    },
    close: async () => pool?.close(),
  };
}
