import type { DegreeTable } from "./degree-table.js";
import type { GraphKey } from "./edge-words.js";

/** What all graphs of a learner share. */
export type ImplicitLaw = {
  readonly degrees: DegreeTable;
  readonly textCount: number;
  readonly skillCount: number;
};

/** A graph that is nowhere. */
export type ImplicitGraph = ImplicitLaw & { readonly key: GraphKey };

/** What one implicit graph ended with. */
export type ImplicitRun = {
  /** Skills learned, those known at the start not counted. */
  readonly learnedCount: number;
  /** Rounds in which something was learned. */
  readonly rounds: number;
  /** Edges of the skills that were not known: double edges count twice. */
  readonly edges: number;
};

/** A way to learn implicit graphs, with its working memory. */
export type ImplicitKernel = {
  /** Bytes of working memory. */
  readonly bytes: number;
  learn(
    key: GraphKey,
    known: Uint8Array | undefined,
    perRound: number[],
    roundOfSkill: Uint32Array | undefined,
  ): ImplicitRun;
};
