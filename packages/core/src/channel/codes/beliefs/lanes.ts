/**
 * Belief propagation in whole numbers of 8 bits, the same numbers in every engine. Soft values are counted in eighths of a nat and kept
 * within 127 of them, so that a message is a byte; what a bit holds altogether has 16 bits.
 *
 * A check combines two soft values by min*: the smaller size, corrected by what sum-product adds to it,
 *
 *     min*(a, b) = sign(a) sign(b) (min(|a|, |b|) + c(|a| + |b|) - c(||a| - |b||)),   c(x) = ln(1 + e^-x),
 *
 * with c as a table. It is sum-product but for the rounding to eighths.
 *
 * Source: Chen, Dholakia, Eleftheriou, Fossorier, Hu, "Reduced-complexity decoding of LDPC codes" (2005), section III.
 */

/** Words that are decoded together, each in a lane of its own. */
export type BeliefLanes = {
  readonly engine: "wasm" | "typescript";
  /** How many words are decoded together. */
  readonly count: number;
  /** Begins a word in a lane. */
  load(lane: number, soft: ArrayLike<number>): void;
  /** One sweep over all checks, in all lanes. */
  sweep(): void;
  /** The lanes among `lanes`, both as bits of a number, whose word fails a check or has an undecided bit in one. */
  failing(lanes: number): number;
  /** The soft value of a bit in eighths of a nat. */
  value(lane: number, bit: number): number;
};

/** Soft values are counted in so many parts of a nat. */
export const partsOfNat = 8;
/** The largest size of a message. */
export const maxMessage = 127;

/** A soft value in eighths, rounded alike on both sides of 0. */
export function quantized(soft: number): number {
  const size = Math.floor(Math.abs(soft) * partsOfNat + 0.5);
  const bounded = size > maxMessage ? maxMessage : size;
  return soft < 0 ? -bounded : bounded;
}
