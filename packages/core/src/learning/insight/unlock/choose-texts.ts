import { checkInteger, checkOptions, checkProbability, type OptionKeys } from "../../../base/index.js";
import { checkSkillFlags } from "../../../graph/index.js";
import type { LearnOptions } from "../../result.js";
import { LearnerState } from "../state.js";
import { type LearningTexts, lessonsOf } from "../texts.js";
import { ScoreHeap } from "./heap.js";

/** Which candidates are to be chosen, and for what. */
export type ChooseTextsOptions = LearnOptions & {
  /** The share of the counted skills not known at the start that is to be known in the end, in [0, 1]; default 1. */
  readonly target?: number | undefined;
  /** At most so many texts are added, an integer >= 0; default: as many as it takes. */
  readonly budget?: number | undefined;
  /** One byte a skill, not 0 for those that count for the target; default: all. */
  readonly counted?: Uint8Array | undefined;
};

export const chooseTextsOptionsKeys: OptionKeys<ChooseTextsOptions> = {
  maxUnlearned: true,
  known: true,
  target: true,
  budget: true,
  counted: true,
};

/** How the candidates were chosen: by the largest cascade, or as they can be read, in their order. */
export type ChooseTextsMethod = "cascade" | "in order";

/** Texts to add. Counts are of counted skills and leave out those known at the start. */
export type TextChoice = {
  /** The texts to add, in an order in which each teaches something when its turn comes. */
  readonly add: Uint32Array<ArrayBuffer>;
  /** How many skills (counted or not) are learned by each of them, those it teaches itself included. */
  readonly unlocks: Uint32Array<ArrayBuffer>;
  readonly unknown: number;
  /** Known in the end without any candidate. */
  readonly before: number;
  readonly wanted: number;
  /** Known in the end with the chosen candidates, found by learning again. */
  readonly reached: number;
  /** Known in the end with all candidates: no choice reaches more. */
  readonly reachable: number;
  readonly method: ChooseTextsMethod;
  readonly tried: readonly {
    readonly method: ChooseTextsMethod;
    readonly add: number;
    readonly reached: number;
  }[];
};

/** So many candidates are read on trial before one is chosen: those with the most frequent skills. */
const tried = 32;

/** Edges that may be looked at to leave out what is not needed: about two seconds. */
const maxWork = 2e8;

/**
 * Chooses which of some held-back texts to add so that learning comes to a target: few of them, in order, with what
 * each unlocks. A candidate helps only once it can teach, so candidates are added one at a time: of the 32 with the
 * most frequent skills that can, the one with the largest cascade; beside it, as a comparison, simply the first one
 * that can. What was added in vain is left out again, so that no text of the choice can be missed. Near-linear time.
 *
 * @param texts - The texts of the learner and the candidates together.
 * @param candidates - One byte a text, not 0 for the candidates.
 * @throws TypeError or RangeError when an option is out of its range, or an array has the wrong length.
 *
 * @example
 * ```ts
 * import { buildGraphOfTexts } from "@onset/core/graph";
 * import { chooseTexts } from "@onset/core/learning";
 * // The learner has the text {0, 1}; candidates are {2}, {0} and {1, 2}.
 * const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 2, 3, 4, 6), Uint32Array.of(0, 1, 2, 0, 1, 2));
 * const choice = chooseTexts(graph, Uint8Array.of(0, 1, 1, 1), { target: 2 / 3 });
 * [...choice.add]; // => [2]
 * [...choice.unlocks]; // => [2]
 * choice.reachable; // => 3
 * ```
 */
export function chooseTexts(
  texts: LearningTexts,
  candidates: Uint8Array,
  options: ChooseTextsOptions = {},
): TextChoice {
  checkOptions(options, chooseTextsOptionsKeys);
  const { teaches } = lessonsOf(texts);
  const target = checkProbability(options.target ?? 1, "target");
  const budget = options.budget === undefined ? Infinity : checkInteger(options.budget, "budget", 0);
  if (candidates.length !== teaches.textCount) {
    throw new RangeError(
      `"candidates" expected one entry for each of the ${teaches.textCount} texts, got ${candidates.length}`,
    );
  }
  const counted = options.counted ?? new Uint8Array(teaches.skillCount).fill(1);
  checkSkillFlags(counted, "counted", teaches.skillCount);

  const chooser = new TextChooser(texts, options, candidates, counted);
  const before = chooser.known();
  const all = Uint32Array.from(candidates.keys()).filter((text) => candidates[text] !== 0);
  const reachable = chooser.knownWith(all);
  const wanted = Math.min(chooser.unknown, Math.ceil(target * chooser.unknown - 1e-9));
  const goal = Math.min(wanted, reachable);
  const methods: readonly ChooseTextsMethod[] = ["cascade", "in order"];
  const choices = methods.map((method) => {
    const chosen = chooser.choose(method, goal, budget);
    const reached = chooser.knownWith(chosen);
    const add = reached < goal ? chosen : chooser.needed(chosen, goal);
    return { method, add, reached: chooser.knownWith(add) };
  });
  const best = choices.reduce((a, b) => (isBetter(b, a, goal) ? b : a));
  return {
    ...chooser.replay(best.add),
    unknown: chooser.unknown,
    before,
    wanted,
    reached: best.reached,
    reachable,
    method: best.method,
    tried: choices.map(({ method, add, reached }) => ({ method, add: add.length, reached })),
  };
}

type Choice = { readonly add: Uint32Array; readonly reached: number };

function isBetter(a: Choice, b: Choice, goal: number): boolean {
  const [reachedA, reachedB] = [Math.min(a.reached, goal), Math.min(b.reached, goal)];
  return reachedA !== reachedB ? reachedA > reachedB : a.add.length < b.add.length;
}

/** A learner with the texts of the corpus; candidates are given and taken away again. */
class TextChooser {
  readonly unknown: number;
  readonly #state: LearnerState;
  readonly #candidates: Uint8Array;
  readonly #counted: Uint8Array;
  readonly #start: number;

  constructor(texts: LearningTexts, options: LearnOptions, candidates: Uint8Array, counted: Uint8Array) {
    const present = Uint8Array.from(candidates, (flag) => (flag === 0 ? 1 : 0));
    this.#state = new LearnerState(texts, options, present);
    this.#candidates = candidates;
    this.#counted = counted;
    let unknown = 0;
    for (let skill = 0; skill < counted.length; skill++) {
      if (counted[skill] !== 0 && this.#state.learned[skill] === 0) unknown++;
    }
    this.unknown = unknown;
    this.#state.settle();
    this.#start = this.#state.count;
  }

  /** Counted skills that were learned. */
  known(): number {
    let known = 0;
    for (let i = 0; i < this.#state.count; i++) if (this.#counted[this.#state.log[i]] !== 0) known++;
    return known;
  }

  knownWith(texts: Uint32Array): number {
    this.#state.give(texts);
    const known = this.known();
    this.#takeBack(texts, this.#start);
    return known;
  }

  /** Candidates by one of the rules, until `goal` counted skills are known or none can teach. */
  choose(method: ChooseTextsMethod, goal: number, budget: number): Uint32Array<ArrayBuffer> {
    const state = this.#state;
    const ready = new ScoreHeap(state.teaches.textCount);
    for (let text = 0; text < state.teaches.textCount; text++) this.#enter(ready, method, text);
    const chosen: number[] = [];
    let known = this.known();
    while (known < goal && chosen.length < budget && ready.size > 0) {
      const text = method === "cascade" ? this.#largestCascade(ready) : ready.first();
      const before = state.count;
      state.giveOne(text);
      chosen.push(text);
      for (let i = before; i < state.count; i++) {
        if (this.#counted[state.log[i]] !== 0) known++;
        this.#updateTextsOf(ready, method, state.log[i]);
      }
    }
    const texts = Uint32Array.from(chosen);
    this.#takeBack(texts, this.#start);
    return texts;
  }

  /** Leaves out, from the last to the first, every text without which the goal is still reached. */
  needed(texts: Uint32Array, goal: number): Uint32Array<ArrayBuffer> {
    const state = this.#state;
    const limit = state.work + maxWork;
    const kept: number[] = [];
    // On entry the learner has all kept so far and all before `begin`.
    const visit = (begin: number, end: number): void => {
      if (this.known() >= goal) return;
      if (end - begin === 1 || state.work > limit) {
        for (let i = end - 1; i >= begin; i--) kept.push(texts[i]);
        return;
      }
      const middle = (begin + end) >>> 1;
      const mark = state.count;
      const first = texts.slice(begin, middle);
      state.give(first);
      const before = kept.length;
      visit(middle, end);
      this.#takeBack(first, mark);
      const stay = Uint32Array.from(kept.slice(before));
      state.give(stay);
      visit(begin, middle);
      this.#takeBack(stay, mark);
    };
    if (texts.length > 0) visit(0, texts.length);
    return Uint32Array.from(kept.reverse());
  }

  /** The texts in an order in which each can teach when its turn comes, and what each unlocks. */
  replay(texts: Uint32Array): Pick<TextChoice, "add" | "unlocks"> {
    const state = this.#state;
    const waiting = new Set(texts);
    const add: number[] = [];
    const unlocks: number[] = [];
    for (let progressed = true; progressed; ) {
      progressed = false;
      for (const text of waiting) {
        if (!state.teachable(text)) continue;
        unlocks.push(state.giveOne(text));
        add.push(text);
        waiting.delete(text);
        progressed = true;
      }
    }
    this.#takeBack(Uint32Array.from(add), this.#start);
    return { add: Uint32Array.from(add), unlocks: Uint32Array.from(unlocks) };
  }

  #takeBack(texts: Uint32Array, mark: number): void {
    for (let i = 0; i < texts.length; i++) this.#state.present[texts[i]] = 0;
    this.#state.forget(mark);
  }

  #enter(ready: ScoreHeap, method: ChooseTextsMethod, text: number): void {
    if (this.#candidates[text] === 0) return;
    const state = this.#state;
    if (!state.teachable(text)) ready.remove(text);
    else ready.set(text, method === "cascade" ? this.#frequency(text) : -text);
  }

  #updateTextsOf(ready: ScoreHeap, method: ChooseTextsMethod, skill: number): void {
    const { teaches, requires } = this.#state;
    for (const text of teaches.textsOfSkill(skill)) this.#enter(ready, method, text);
    if (requires !== null) for (const text of requires.textsOfSkill(skill)) this.#enter(ready, method, text);
  }

  /** In how many texts the unlearned skills of a text are. */
  #frequency(text: number): number {
    const { teaches, requires, learned } = this.#state;
    let sum = 0;
    for (const skill of teaches.skillsOfText(text)) {
      if (learned[skill] === 1) continue;
      sum += teaches.skillOffsets[skill + 1] - teaches.skillOffsets[skill];
      if (requires !== null) sum += requires.skillOffsets[skill + 1] - requires.skillOffsets[skill];
    }
    return sum;
  }

  #largestCascade(ready: ScoreHeap): number {
    const state = this.#state;
    const candidates: { text: number; score: number }[] = [];
    while (candidates.length < tried && ready.size > 0) {
      const text = ready.first();
      candidates.push({ text, score: ready.scores[text] });
      ready.remove(text);
    }
    let best = -1;
    let most = -1;
    for (const { text } of candidates) {
      const mark = state.count;
      state.giveOne(text);
      let gain = 0;
      for (let i = mark; i < state.count; i++) gain += 1 + (this.#counted[state.log[i]] !== 0 ? 1 : 0);
      this.#takeBack(Uint32Array.of(text), mark);
      if (gain <= most) continue;
      most = gain;
      best = text;
    }
    for (const { text, score } of candidates) ready.set(text, score);
    return best;
  }
}
