/**
 * Rules that choose which skill to teach next, in cores too large for an exact answer. Each takes near-linear time;
 * none is best everywhere, so all are tried and the best result is kept.
 */
import { log2, power } from "../../../base/index.js";
import { LearnerState } from "../state.js";
import type { LearningTexts } from "../texts.js";
import { ScoreHeap } from "./heap.js";
import { lackingOf, visitOpenSkills } from "./lacking.js";

/** Names of the rules, in the order in which they are tried. */
export const strategyNames = ["cascade", "degree", "weighted", "inactivation"] as const;

/**
 * - `cascade`: of the 32 skills with the most nearly complete texts (3^-n for a text that lacks n + 1), the one with
 *   the largest cascade, every skill in it counted by the texts that it brings nearer to completion
 * - `degree`: the skill in the most texts that are not complete yet (CoreHD: Zdeborová, Zhang, Zhou, 2016)
 * - `weighted`: the skill with the largest sum, over its texts, of one over the square of what the text lacks (in
 *   the manner of the weak-neighbour rule: Schmidt, Pfister, Zdeborová, 2019)
 * - `inactivation`: of the texts that lack the fewest skills the one with the most frequent skills, and of these the
 *   most frequent (inactivation decoding: Shokrollahi, Lassen, Karp, 2005; RFC 6330, section 5.4.2.2)
 */
export type StrategyName = (typeof strategyNames)[number];

/** Skills to teach, in order, and how many skills are known after each. */
export type Sequence = {
  readonly taught: Uint32Array<ArrayBuffer>;
  readonly known: Uint32Array<ArrayBuffer>;
};

/** Teaches the skills in `first`, then goes on by a rule until `target` skills are known, or `maxTaught` are taught. */
export function runStrategy(
  name: StrategyName,
  texts: LearningTexts,
  maxUnlearned: number,
  target: number,
  maxTaught: number = Number.POSITIVE_INFINITY,
  first: Uint32Array = new Uint32Array(0),
): Sequence {
  const state = new LearnerState(texts, { maxUnlearned });
  const taught: number[] = [];
  const known: number[] = [];
  for (const skill of first) {
    if (state.learned[skill] === 1) continue;
    taught.push(skill);
    state.teach(skill);
    known.push(state.count);
  }
  const isWanted = (): boolean => state.count < target && taught.length < maxTaught;
  // Looking at all texts is most of the work where few skills are taught.
  const choose = isWanted() ? chooser(name, state) : null;
  while (choose !== null && isWanted()) {
    const skill = choose.next();
    taught.push(skill);
    const before = state.count;
    state.teach(skill);
    choose.learned(before);
    known.push(state.count);
  }
  return { taught: Uint32Array.from(taught), known: Uint32Array.from(known) };
}

/** What a rule does: it says what to teach, and is told that the log of the state has grown. */
type Chooser = { next(): number; learned(since: number): void };

function chooser(name: StrategyName, state: LearnerState): Chooser {
  switch (name) {
    case "degree":
      return new WeightedChooser(state, (lacking) => (lacking > 0 ? 1 : 0));
    case "weighted":
      return new WeightedChooser(state, inverseSquare);
    case "cascade":
      return new CascadeChooser(state);
    case "inactivation":
      return new InactivationChooser(state);
  }
}

// Whole numbers, so that a sum does not depend on the order in which it was made up.
const unit = 2 ** 24;
const inverseSquare = (lacking: number): number => (lacking > 0 ? Math.round(unit / (lacking * lacking)) : 0);
const inversePower = (lacking: number): number =>
  lacking > 0 ? Math.round(unit / power(3, lacking - 1)) : 0;

/** Keeps, for every text, what it lacked when it was last looked at; tells which texts lack something else now. */
class TextWatch {
  readonly lacking: Uint32Array;
  readonly #state: LearnerState;
  readonly #changed: number[] = [];
  readonly #marked: Uint8Array;

  constructor(state: LearnerState) {
    const textCount = state.teaches.textCount;
    this.#state = state;
    this.#marked = new Uint8Array(textCount);
    this.lacking = new Uint32Array(textCount);
    for (let text = 0; text < textCount; text++) this.lacking[text] = lackingOf(state, text);
  }

  /** Visits every text that lacks another number of skills than before, with both numbers. */
  update(since: number, visit: (text: number, before: number, now: number) => void): void {
    const state = this.#state;
    const graphs = state.requires === null ? [state.teaches] : [state.teaches, state.requires];
    const changed = this.#changed;
    changed.length = 0;
    for (let i = since; i < state.count; i++) {
      const skill = state.log[i];
      for (const { skillOffsets, skillTexts } of graphs) {
        const end = skillOffsets[skill + 1];
        for (let edge = skillOffsets[skill]; edge < end; edge++) {
          const text = skillTexts[edge];
          if (this.#marked[text] === 1) continue;
          this.#marked[text] = 1;
          changed.push(text);
        }
      }
    }
    for (const text of changed) {
      this.#marked[text] = 0;
      const before = this.lacking[text];
      const now = lackingOf(state, text);
      this.lacking[text] = now;
      if (before !== now) visit(text, before, now);
    }
  }
}

/** The skill with the largest sum of the weights of its texts, by what each text lacks. */
class WeightedChooser implements Chooser {
  protected readonly state: LearnerState;
  protected readonly heap: ScoreHeap;
  readonly #watch: TextWatch;
  readonly #weight: (lacking: number) => number;

  constructor(state: LearnerState, weight: (lacking: number) => number) {
    this.state = state;
    this.#weight = (lacking) => weight(coarse(lacking));
    this.#watch = new TextWatch(state);
    this.heap = new ScoreHeap(state.teaches.skillCount);
    for (let text = 0; text < state.teaches.textCount; text++) {
      const share = this.#weight(this.#watch.lacking[text]);
      if (share > 0) visitOpenSkills(state, text, (skill) => (this.heap.scores[skill] += share));
    }
    for (let skill = 0; skill < state.teaches.skillCount; skill++) {
      if (state.learned[skill] === 0) this.heap.set(skill, this.heap.scores[skill]);
    }
  }

  next(): number {
    return this.heap.first();
  }

  learned(since: number): void {
    const { state, heap } = this;
    for (let i = since; i < state.count; i++) heap.remove(state.log[i]);
    this.#watch.update(since, (text, before, now) => {
      const difference = this.#weight(now) - this.#weight(before);
      if (difference !== 0) visitOpenSkills(state, text, (skill) => heap.add(skill, difference));
    });
  }
}

/** Above 8, what a text lacks is rounded up to a power of two: a long text then changes its weight a few times only. */
function coarse(lacking: number): number {
  return lacking <= 8 ? lacking : 2 ** Math.ceil(log2(lacking));
}

const tried = 32;

/**
 * Of the first few by weight, the one that has the largest cascade: each is taught, its followers are weighed, and
 * all is taken back. Weighed rather than counted, because before an avalanche most cascades are a skill or two.
 */
class CascadeChooser extends WeightedChooser {
  constructor(state: LearnerState) {
    super(state, inversePower);
  }

  override next(): number {
    const { state, heap } = this;
    const candidates: { skill: number; score: number }[] = [];
    while (candidates.length < tried && heap.size > 0) {
      const skill = heap.first();
      candidates.push({ skill, score: heap.scores[skill] });
      heap.remove(skill);
    }
    let best = -1;
    let most = -1;
    for (const { skill } of candidates) {
      const mark = state.count;
      state.teach(skill);
      let weight = 0;
      for (let i = mark; i < state.count; i++) weight += heap.scores[state.log[i]];
      state.forget(mark);
      if (weight <= most) continue;
      most = weight;
      best = skill;
    }
    for (const { skill, score } of candidates) heap.set(skill, score);
    return best;
  }
}

/** The text that lacks the fewest skills; among equals the one whose open skills are in the most texts. */
class InactivationChooser implements Chooser {
  readonly #state: LearnerState;
  readonly #watch: TextWatch;
  readonly #texts: ScoreHeap;
  /** Skills that no text is short of: they can only be taught themselves, at the end. */
  #next = 0;

  constructor(state: LearnerState) {
    this.#state = state;
    this.#watch = new TextWatch(state);
    this.#texts = new ScoreHeap(state.teaches.textCount);
    for (let text = 0; text < state.teaches.textCount; text++) this.#enter(text, this.#watch.lacking[text]);
  }

  next(): number {
    const text = this.#texts.first();
    if (text < 0) {
      while (this.#state.learned[this.#next] === 1) this.#next++;
      return this.#next;
    }
    let best = -1;
    visitOpenSkills(this.#state, text, (skill) => {
      if (best < 0 || this.#frequency(skill) > this.#frequency(best)) best = skill;
    });
    return best;
  }

  learned(since: number): void {
    this.#watch.update(since, (text, _, now) => this.#enter(text, now));
  }

  #enter(text: number, lacking: number): void {
    if (lacking === 0) {
      this.#texts.remove(text);
      return;
    }
    let frequency = 0;
    visitOpenSkills(this.#state, text, (skill) => (frequency += this.#frequency(skill)));
    // Fewest lacking first, by more than any frequency can weigh.
    this.#texts.set(text, -lacking * 2 ** 32 + Math.min(frequency, 2 ** 32 - 1));
  }

  #frequency(skill: number): number {
    const { teaches, requires } = this.#state;
    const required = requires === null ? 0 : requires.skillOffsets[skill + 1] - requires.skillOffsets[skill];
    return teaches.skillOffsets[skill + 1] - teaches.skillOffsets[skill] + required;
  }
}
