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

  /** Holds one more text. The lists are sorted in place. */
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
    const open = (list: Uint32Array): Uint32Array => list.filter((skill) => rounds[skill] === none);
    for (let text = 0; text < (this.#graphs?.teaches.textCount ?? 0); text++) {
      const taught = open(this.#graphs!.teaches.skillsOfText(text));
      if (taught.length === 0) continue;
      teaches.add(taught, taught.length);
      if (requires === null) continue;
      const required = open(this.#graphs!.requires!.skillsOfText(text));
      requires.add(required, required.length);
    }
    const graphs = {
      teaches: teaches.build(this.#skills).graph,
      requires: requires?.build(this.#skills).graph ?? null,
    };
    this.#graphs = graphs;
    const known = Uint8Array.from(rounds, (round) => (round === none ? 0 : 1));
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
