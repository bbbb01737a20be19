/**
 * The edges of an implicit graph as a function of a key: nothing is stored, everything can be computed again.
 *
 * A skill turns the 128-bit key of the graph into 64 bits of its own: `first` walks by an odd constant from edge to
 * edge, `second` enters between the two multiplications that turn each step into a text. The mixing steps are the
 * integer permutations of C. Wellons ("Prospecting for hash functions", 2018; bias below 0.11); each word here passes
 * through at least two of their rounds with a secret in between. Only integer operations and one product of
 * doubles are used, so that every platform - and a WebAssembly twin - computes the same graph.
 *
 * With 32 bits a skill, texts would repeat between skills far too often (10^7 skills draw 10^8 words) and the numbers of
 * texts would be visibly too even: hence 64.
 */

/** What `first` advances by from edge to edge: 2^32 over the golden ratio, odd. */
export const edgeStep: number = 0x9e3779b9 | 0;

/** The key of a graph: four words. */
export type GraphKey = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
};

/** The first word of a skill. */
export function firstWord(skill: number, a: number, c: number): number {
  let x = skill ^ a;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = (Math.imul(x ^ (x >>> 15), 0x735a2d97) + c) | 0;
  return x ^ (x >>> 15);
}

/** The second word of a skill, from its first; its high bits also choose the degree. */
export function secondWord(first: number, b: number, d: number): number {
  let y = first ^ b;
  y = (Math.imul(y ^ (y >>> 16), 0x7feb352d) + d) | 0;
  y = Math.imul(y ^ (y >>> 15), 0x846ca68b);
  return y ^ (y >>> 16);
}

/** The word of an edge; its high bits count most, for they choose the text. */
export function edgeWord(walk: number, second: number): number {
  const w = Math.imul(walk ^ (walk >>> 16), 0x21f0aaad) ^ second;
  return Math.imul(w ^ (w >>> 15), 0x735a2d97);
}
