import { buildGraphOfTexts, type SkillTextGraph } from "../../../graph/index.js";
import { none } from "../../result.js";
import type { StuckCores } from "../stuck.js";
import type { LearningTexts, Lessons } from "../texts.js";

/** A core by itself: its texts and what is unlearned of them, numbered anew. Nothing of it is learned. */
export type CoreGraph = {
  readonly texts: LearningTexts;
  /** Numbers of the core's skills in the corpus, ascending: its own skill `i` is `skills[i]` there. */
  readonly skills: Uint32Array<ArrayBuffer>;
};

/** Takes the cores out of their corpus. O(texts + skills + edges) for all of them together. */
export class CoreGraphs {
  readonly #lessons: Lessons;
  readonly #cores: StuckCores;
  readonly #skills: Grouped;
  readonly #texts: Grouped;
  readonly #localSkill: Uint32Array;

  constructor(lessons: Lessons, cores: StuckCores) {
    this.#lessons = lessons;
    this.#cores = cores;
    const count = cores.skillCounts.length;
    this.#skills = group(cores.coreOfSkill, count);
    this.#texts = group(cores.coreOfText, count);
    this.#localSkill = new Uint32Array(cores.coreOfSkill.length);
    for (let core = 0; core < count; core++) {
      const begin = this.#skills.offsets[core];
      const end = this.#skills.offsets[core + 1];
      for (let i = begin; i < end; i++) this.#localSkill[this.#skills.members[i]] = i - begin;
    }
  }

  /** The core of this number. O(its edges). */
  at(core: number): CoreGraph {
    const { offsets, members } = this.#skills;
    const skills = members.slice(offsets[core], offsets[core + 1]);
    const texts = this.#texts.members.subarray(this.#texts.offsets[core], this.#texts.offsets[core + 1]);
    const { teaches, requires } = this.#lessons;
    const taught = this.#restricted(teaches, texts, skills.length);
    if (requires === null) return { texts: taught, skills };
    return { texts: { teaches: taught, requires: this.#restricted(requires, texts, skills.length) }, skills };
  }

  #restricted(graph: SkillTextGraph, texts: Uint32Array, skillCount: number): SkillTextGraph {
    const { textOffsets, textSkills } = graph;
    const { coreOfSkill } = this.#cores;
    const offsets = new Uint32Array(texts.length + 1);
    const skills: number[] = [];
    for (let i = 0; i < texts.length; i++) {
      const end = textOffsets[texts[i] + 1];
      for (let edge = textOffsets[texts[i]]; edge < end; edge++) {
        const skill = textSkills[edge];
        if (coreOfSkill[skill] !== none) skills.push(this.#localSkill[skill]);
      }
      offsets[i + 1] = skills.length;
    }
    return buildGraphOfTexts(skillCount, offsets, Uint32Array.from(skills)).graph;
  }
}

type Grouped = { readonly offsets: Uint32Array; readonly members: Uint32Array<ArrayBuffer> };

/** Members of each group, ascending, by a counting sort. */
function group(groupOf: Uint32Array, groupCount: number): Grouped {
  const offsets = new Uint32Array(groupCount + 1);
  for (let i = 0; i < groupOf.length; i++) if (groupOf[i] !== none) offsets[groupOf[i] + 1]++;
  for (let i = 0; i < groupCount; i++) offsets[i + 1] += offsets[i];
  const cursor = offsets.slice();
  const members = new Uint32Array(offsets[groupCount]);
  for (let i = 0; i < groupOf.length; i++) if (groupOf[i] !== none) members[cursor[groupOf[i]]++] = i;
  return { offsets, members };
}
