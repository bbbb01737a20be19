/** Texts of a cluster that this machine holds, to look some rounds ahead. */

import { type SkillTextGraph, TextLists } from "@onset/core/graph";
import { type LearnedInRounds, learnTexts, none } from "@onset/core/learning";

/** Texts by what they require and teach, as far as it was unknown when they came. */
export class HeldTexts {
  readonly #skills: number;
  #arrived: Lists;
  #graphs: { readonly teaches: SkillTextGraph; readonly requires: SkillTextGraph | null } | null = null;

  constructor(skills: number, isDirected: boolean) {
    this.#skills = skills;
    this.#arrived = emptyLists(isDirected);
  }

  /** Pairs of text and skill that are held. */
  get edges(): number {
    const { teaches, requires } = this.#arrived;
    const held = (this.#graphs?.teaches.edgeCount ?? 0) + (this.#graphs?.requires?.edgeCount ?? 0);
    return held + teaches.edgeCount + (requires?.edgeCount ?? 0);
  }

  /** Holds one more text. */
  add(teaches: Uint32Array, requires: Uint32Array | null): void {
    this.#arrived.teaches.add(teaches, teaches.length);
    this.#arrived.requires?.add(requires ?? nothing, requires?.length ?? 0);
  }

  /**
   * Learns what is held, from the skills that have a round, and lets go of what has nothing more to teach. Rounds are
   * counted from 1. O(held edges + skills).
   */
  learn(rounds: Uint32Array, maxUnlearned: number): LearnedInRounds {
    const { teaches, requires } = this.#arrived;
    const before = this.#graphs;
    let open = new Uint32Array(64);
    const openOf = ({ textOffsets, textSkills }: SkillTextGraph, text: number): number => {
      const [begin, end] = [textOffsets[text], textOffsets[text + 1]];
      if (open.length < end - begin) open = new Uint32Array(2 * (end - begin));
      let count = 0;
      for (let i = begin; i < end; i++) if (rounds[textSkills[i]] === none) open[count++] = textSkills[i];
      return count;
    };
    for (let text = 0; text < (before?.teaches.textCount ?? 0); text++) {
      const taught = openOf(before!.teaches, text);
      if (taught === 0) continue;
      teaches.add(open, taught);
      if (requires === null) continue;
      const required = openOf(before!.requires!, text);
      requires.add(open, required);
    }
    const graphs = {
      teaches: teaches.build(this.#skills).graph,
      requires: requires?.build(this.#skills).graph ?? null,
    };
    this.#graphs = graphs;
    const known = new Uint8Array(rounds.length);
    for (let skill = 0; skill < rounds.length; skill++) if (rounds[skill] !== none) known[skill] = 1;
    const texts =
      graphs.requires === null ? graphs.teaches : { requires: graphs.requires, teaches: graphs.teaches };
    return learnTexts(texts, { maxUnlearned, known });
  }
}

type Lists = { readonly teaches: TextLists; readonly requires: TextLists | null };

const nothing = new Uint32Array(0);

function emptyLists(isDirected: boolean): Lists {
  return { teaches: new TextLists(), requires: isDirected ? new TextLists() : null };
}
