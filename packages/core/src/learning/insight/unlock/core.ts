import { LearnerState } from "../state.js";
import type { CoreGraph } from "./core-graph.js";
import type { Curve } from "./curves.js";
import { type BestSets, bestSets, exactSkills } from "./exact.js";
import { optimisticCurve } from "./optimistic.js";
import { runStrategy, type Sequence, type StrategyName } from "./strategies.js";

/** How a plan was found: the best that exists, or the best of several rules. */
export type UnlockMethod = "exact" | StrategyName;

/** A core and what was found out about it; everything is worked out when first asked for. */
export class Core {
  readonly graph: CoreGraph;
  readonly maxUnlearned: number;
  readonly skillCount: number;
  readonly #maxTaught: number;
  readonly #best: BestSets | null;
  readonly #sequences = new Map<UnlockMethod, Sequence>();

  /** @param maxTaught - how many skills curves and sequences go up to */
  constructor(graph: CoreGraph, maxUnlearned: number, maxTaught: number = Number.POSITIVE_INFINITY) {
    this.graph = graph;
    this.maxUnlearned = maxUnlearned;
    this.#maxTaught = maxTaught;
    this.skillCount = graph.skills.length;
    this.#best = this.skillCount <= exactSkills ? bestSets(graph.texts, maxUnlearned, maxTaught) : null;
  }

  /** Whether the best sets are known. */
  get isExact(): boolean {
    return this.#best !== null;
  }

  /** How many skills are known after teaching 0, 1, 2, ... skills by a rule, up to `need` known ones. */
  curve(method: UnlockMethod, need: number): Curve {
    if (this.#best !== null) return this.#best.known;
    return Uint32Array.from([0, ...this.#sequence(method, need).known]);
  }

  /** The first `count` skills of a rule, or the best so many. */
  taught(method: UnlockMethod, need: number, count: number): Uint32Array<ArrayBuffer> {
    if (this.#best !== null) return this.#best.taught[count];
    return this.#sequence(method, need).taught.slice(0, count);
  }

  /** From now on the rule begins with these skills. */
  begin(method: StrategyName, need: number, taught: Uint32Array): void {
    this.#sequences.set(method, this.#run(method, need, taught));
  }

  /** How many skills are known when these are taught. */
  knownBy(taught: ArrayLike<number>): number {
    const state = new LearnerState(this.graph.texts, { maxUnlearned: this.maxUnlearned });
    for (let i = 0; i < taught.length; i++) if (state.learned[taught[i]] === 0) state.teach(taught[i]);
    return state.count;
  }

  /** A curve that no plan surpasses; of a core that finds out about all numbers of taught skills. */
  optimistic(): Curve {
    if (this.#best !== null) return this.#best.known;
    const everything = this.#run("inactivation", this.skillCount).taught;
    return optimisticCurve(this.graph.texts, this.maxUnlearned, everything);
  }

  #sequence(method: UnlockMethod, need: number): Sequence {
    if (method === "exact") throw new Error(`expected at most ${exactSkills} skills, got ${this.skillCount}`);
    const found = this.#sequences.get(method);
    if (found !== undefined) return found;
    const sequence = this.#run(method, need);
    this.#sequences.set(method, sequence);
    return sequence;
  }

  #run(method: StrategyName, need: number, first?: Uint32Array): Sequence {
    const target = Math.min(need, this.skillCount);
    return runStrategy(method, this.graph.texts, this.maxUnlearned, target, this.#maxTaught, first);
  }
}
