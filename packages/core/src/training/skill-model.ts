/** A model: plain data that can be copied, stored and posted. */
export type SkillModel = {
  readonly skillCount: number;
  /** p, the number of symbols. */
  readonly symbols: number;
  /** The hidden permutations: entry `s * p + i` is the image of symbol i under skill s. */
  readonly permutations: Uint8Array<ArrayBuffer>;
  /**
   * The parameters: entry `(s * p + i) * p + j` is the logit of "skill s takes i to j". Each column of a skill sums to 0,
   * and training keeps it so: no skill may hold a symbol likelier than others whatever comes in. Training changes them.
   */
  readonly logits: Float64Array<ArrayBuffer>;
};
