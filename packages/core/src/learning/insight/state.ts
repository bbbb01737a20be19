/**
 * A learner that can be taught one skill at a time, handed one text at a time, and taken back: what planning needs.
 * The kernels are faster for learning everything once.
 */
import type { SkillTextGraph } from "../../graph/index.js";
import { countUnlearned, type LearnOptions, learnerOf } from "../result.js";
import { type LearningTexts, lessonsOf } from "./texts.js";

export class LearnerState {
  readonly teaches: SkillTextGraph;
  readonly requires: SkillTextGraph | null;
  readonly maxUnlearned: number;
  /** One byte a skill. */
  readonly learned: Uint8Array<ArrayBuffer>;
  /** For every text, read or not: how many of the skills it teaches are unlearned. */
  readonly unlearned: Uint32Array<ArrayBuffer>;
  /** For every text, read or not: how many of the skills it requires are unlearned; all 0 without requirements. */
  readonly missing: Uint32Array<ArrayBuffer>;
  /** One byte a text: 1 when the learner has it. */
  readonly present: Uint8Array<ArrayBuffer>;
  /** The skills learned or taught since the start, in order: the first `count` entries. */
  readonly log: Uint32Array<ArrayBuffer>;
  /** For every skill in the log the text that taught it; the skill count of texts, an impossible text, when taught. */
  readonly source: Uint32Array<ArrayBuffer>;
  count = 0;
  /** Edges looked at so far: the price of all that was done, on every machine the same. */
  work = 0;

  /** Nothing is learned yet beyond what is known; `present` says which texts the learner has: all by default. */
  constructor(texts: LearningTexts, options: LearnOptions, present?: Uint8Array<ArrayBuffer>) {
    const { teaches, requires } = lessonsOf(texts);
    const learner = learnerOf(teaches, options);
    this.teaches = teaches;
    this.requires = requires;
    this.maxUnlearned = learner.maxUnlearned;
    this.learned = learner.learned;
    this.unlearned = countUnlearned(teaches, learner);
    this.missing = requires === null ? new Uint32Array(teaches.textCount) : countUnlearned(requires, learner);
    this.present = present ?? new Uint8Array(teaches.textCount).fill(1);
    this.log = new Uint32Array(teaches.skillCount);
    this.source = new Uint32Array(teaches.skillCount);
  }

  /** Learns from all texts that can teach. Returns how many skills are learned by that. */
  settle(): number {
    const before = this.count;
    for (let text = 0; text < this.teaches.textCount; text++) {
      if (this.present[text] === 1 && this.teachable(text)) this.#read(text);
    }
    this.#spread(before);
    return this.count - before;
  }

  /** Whether a text, were it present, could teach something now. */
  teachable(text: number): boolean {
    const unlearned = this.unlearned[text];
    return unlearned > 0 && unlearned <= this.maxUnlearned && this.missing[text] === 0;
  }

  /** Teaches an unlearned skill directly and learns what follows. Returns how many skills follow. */
  teach(skill: number): number {
    const before = this.count;
    this.learned[skill] = 1;
    this.source[skill] = this.teaches.textCount;
    this.log[this.count++] = skill;
    this.#spread(before);
    return this.count - before - 1;
  }

  /** Hands the learner texts that it does not have and learns what follows. Returns how many skills follow. */
  give(texts: Uint32Array): number {
    const before = this.count;
    for (let i = 0; i < texts.length; i++) this.present[texts[i]] = 1;
    for (let i = 0; i < texts.length; i++) if (this.teachable(texts[i])) this.#read(texts[i]);
    this.#spread(before);
    return this.count - before;
  }

  /** The same for one text. */
  giveOne(text: number): number {
    const before = this.count;
    this.present[text] = 1;
    if (!this.teachable(text)) return 0;
    this.#read(text);
    this.#spread(before);
    return this.count - before;
  }

  /** Forgets all that was learned after the log had `count` entries. Texts given since must be taken away first. */
  forget(count: number): void {
    const { learned, log, teaches, requires, unlearned, missing } = this;
    const { skillOffsets, skillTexts } = teaches;
    while (this.count > count) {
      const skill = log[--this.count];
      learned[skill] = 0;
      const end = skillOffsets[skill + 1];
      for (let edge = skillOffsets[skill]; edge < end; edge++) unlearned[skillTexts[edge]]++;
      if (requires === null) continue;
      const requiredEnd = requires.skillOffsets[skill + 1];
      for (let edge = requires.skillOffsets[skill]; edge < requiredEnd; edge++) {
        missing[requires.skillTexts[edge]]++;
      }
    }
  }

  /** Learns the skills of a text: no more of them are left than it has unlearned, among which may be some in the log. */
  #read(text: number): void {
    const { learned, log, source } = this;
    const { textOffsets, textSkills } = this.teaches;
    const end = textOffsets[text + 1];
    let count = this.count;
    let left = this.unlearned[text];
    this.work += end - textOffsets[text];
    for (let edge = textOffsets[text]; edge < end && left > 0; edge++) {
      const skill = textSkills[edge];
      if (learned[skill] === 0) {
        left--;
        learned[skill] = 1;
        source[skill] = text;
        log[count++] = skill;
      }
    }
    this.count = count;
  }

  /** Tells the texts of all skills in the log from `told` on, and reads those that can teach by that. */
  #spread(told: number): void {
    const { log, unlearned, missing, present, requires, maxUnlearned } = this;
    const { skillOffsets, skillTexts } = this.teaches;
    for (; told < this.count; told++) {
      const skill = log[told];
      const begin = skillOffsets[skill];
      const end = skillOffsets[skill + 1];
      this.work += end - begin;
      for (let edge = begin; edge < end; edge++) {
        const text = skillTexts[edge];
        const left = unlearned[text] - 1;
        unlearned[text] = left;
        if (left === maxUnlearned && present[text] === 1 && missing[text] === 0) this.#read(text);
      }
      if (requires === null) continue;
      const requiredEnd = requires.skillOffsets[skill + 1];
      for (let edge = requires.skillOffsets[skill]; edge < requiredEnd; edge++) {
        const text = requires.skillTexts[edge];
        const left = missing[text] - 1;
        missing[text] = left;
        if (left === 0 && present[text] === 1 && unlearned[text] <= maxUnlearned) this.#read(text);
      }
    }
  }
}
