import { availableParallelism } from "node:os";
import type { Corpus } from "@onset/core/corpus";
import { type HelperPool, startHelpers } from "../pool/pool.js";

/** Edges from which on parts of a study take longer than a thread takes to start. */
const worthHelpers = 20_000;
const maxHelpers = 8;

/** Threads that do parts of the study of a corpus beside this one; null where it has few edges, or there is one processor. */
export function openHelpers({ needs, directed }: Corpus, signal: AbortSignal): HelperPool | null {
  const count = Math.min(maxHelpers, availableParallelism());
  if (directed || count < 2 || needs.edgeCount < worthHelpers) return null;
  return startHelpers(count, signal);
}
