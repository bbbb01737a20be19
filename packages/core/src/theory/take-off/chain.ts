/**
 * Take-off of the configuration model without an approximation: learning as a Markov chain that reveals ends only as they
 * are used. Each step uses a light text. The skill end that it meets is a uniformly random one of those left; the
 * other ends of that skill meet uniformly random text ends that are left. No graph is made, so a sample costs the ends that are
 * used up to where learning is safe, often a hundredth of all.
 *
 * The Gaussian process of passage.ts is its limit. With a few hundred skills the limit is up to 0.1 too low: the number of
 * light texts falls by single texts but rises by several at once, and near 0 that is no diffusion.
 */
import { log, type RandomStream } from "../../base/index.js";
import type { DegreeClasses } from "./counts.js";

/** Where a sample of the chain ends. */
export type ChainEnds = {
  readonly kept: number;
  readonly unknown: number;
  /** So many skills learned are a take-off. */
  readonly skills: number;
  /** From so many ends used on learning is as good as sure to go on; Infinity where it never is. */
  readonly safeEnds: number;
};

/** Ends by their node, and how many each node has. Numbers of nodes are rounded, so that their sum is off by less than one. */
type Ends = { readonly nodeOfEnd: Uint32Array<ArrayBuffer>; readonly begins: Uint32Array<ArrayBuffer> };

function endsOf({ degrees, counts }: DegreeClasses): Ends {
  const begins: number[] = [0];
  let [wanted, made] = [0, 0];
  for (let i = 0; i < degrees.length; i++) {
    wanted += counts[i];
    for (; made < Math.round(wanted); made++) begins.push(begins[made] + degrees[i]);
  }
  const nodeOfEnd = new Uint32Array(begins[made]);
  for (let node = 0; node < made; node++) nodeOfEnd.fill(node, begins[node], begins[node + 1]);
  return { nodeOfEnd, begins: Uint32Array.from(begins) };
}

/** The ends drawn up to a share of all: one that was used is drawn in vain. */
export function drawsUpTo(share: number, ends: number): number {
  return -ends * log(1 - Math.min(share, 0.999));
}

/** Samples whether random corpora with given degrees take off, for D = 1. */
export class TakeOffChain {
  readonly #texts: Ends;
  readonly #skills: Ends;
  readonly #sizes: Uint32Array<ArrayBuffer>;
  /** For every text its live ends: the first so many are live, which matters to no one, for they are alike. */
  readonly #live: Uint32Array<ArrayBuffer>;
  /** One byte a text: whether it is light, which one that was not kept never is. */
  readonly #light: Uint8Array<ArrayBuffer>;
  readonly #learned: Uint8Array<ArrayBuffer>;
  /** Light texts, and some that were. */
  readonly #stack: Uint32Array<ArrayBuffer>;
  #stackSize = 0;
  #lightCount = 0;
  /** Live ends of texts: where numbers of nodes were rounded there may be a few fewer than skills have. */
  #liveEnds = 0;

  constructor(texts: DegreeClasses, skills: DegreeClasses) {
    this.#texts = endsOf(texts);
    this.#skills = endsOf(skills);
    const { begins } = this.#texts;
    this.#sizes = begins.slice(1).map((end, text) => end - begins[text]);
    this.#live = this.#sizes.slice();
    this.#light = new Uint8Array(this.#sizes.length);
    this.#learned = new Uint8Array(this.#skills.begins.length - 1);
    // Every text is pushed at most once.
    this.#stack = new Uint32Array(this.#sizes.length);
  }

  /** Whether one random corpus takes off. O(texts + skills + ends used). */
  sample({ kept, unknown, skills, safeEnds }: ChainEnds, rng: RandomStream): boolean {
    const { nodeOfEnd, begins } = this.#skills;
    this.#live.set(this.#sizes);
    this.#light.fill(0);
    this.#learned.fill(0);
    this.#stackSize = 0;
    this.#lightCount = 0;
    this.#liveEnds = this.#texts.nodeOfEnd.length;
    // Texts ascend by size.
    for (let text = 0; text < this.#sizes.length && this.#sizes[text] === 1; text++)
      this.#lighten(text, kept, rng);
    let [used, learnedCount] = [0, 0];
    if (unknown < 1) {
      for (let skill = 0; skill + 1 < begins.length; skill++) {
        if (rng.nextFloat() < unknown) continue;
        this.#learned[skill] = 1;
        learnedCount++;
        for (let end = begins[skill]; end < begins[skill + 1]; end++) this.#useEnd(kept, rng);
      }
    }
    while (learnedCount <= skills && used < safeEnds) {
      if (this.#lightCount === 0 || learnedCount === this.#learned.length) return false;
      this.#useLight();
      let skill = nodeOfEnd[rng.nextInteger(nodeOfEnd.length)];
      while (this.#learned[skill] === 1) skill = nodeOfEnd[rng.nextInteger(nodeOfEnd.length)];
      this.#learned[skill] = 1;
      learnedCount++;
      const degree = begins[skill + 1] - begins[skill];
      for (let end = 1; end < degree; end++) this.#useEnd(kept, rng);
      used += degree;
    }
    return true;
  }

  /** A text with one live end: light if it is kept, which matters only now. */
  #lighten(text: number, kept: number, rng: RandomStream): void {
    if (kept < 1 && rng.nextFloat() >= kept) return;
    this.#light[text] = 1;
    this.#lightCount++;
    this.#stack[this.#stackSize++] = text;
  }

  /** Uses the only end of any light text: which one is all the same. */
  #useLight(): void {
    let text = this.#stack[--this.#stackSize];
    while (this.#light[text] === 0) text = this.#stack[--this.#stackSize];
    this.#light[text] = 0;
    this.#live[text] = 0;
    this.#lightCount--;
    this.#liveEnds--;
  }

  /** Uses a uniformly random live end of the texts. */
  #useEnd(kept: number, rng: RandomStream): void {
    const { nodeOfEnd, begins } = this.#texts;
    while (this.#liveEnds > 0) {
      const end = rng.nextInteger(nodeOfEnd.length);
      const text = nodeOfEnd[end];
      const live = this.#live[text];
      if (end - begins[text] >= live) continue;
      this.#live[text] = live - 1;
      this.#liveEnds--;
      if (live === 2) this.#lighten(text, kept, rng);
      else if (live === 1 && this.#light[text] === 1) {
        this.#light[text] = 0;
        this.#lightCount--;
      }
      return;
    }
  }
}
