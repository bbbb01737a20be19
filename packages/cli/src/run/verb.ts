import type { Command } from "commander";
import type { Run } from "./run.js";

/** What the help of the command says of a verb, and how it is loaded: only the one that is asked for is. */
export type Verb = {
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<(run: Run) => Command>;
  /** What its argument can be, where that is one of a few names: for shells to complete. */
  readonly names?: () => Promise<readonly string[]>;
};
