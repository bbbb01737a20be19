import { startOfMeaning } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";

/** A place in a row of skills: the context of the model, and the last three symbols, -1 for none. */
export type SkillPlace = { context: number; last: number; second: number; third: number };

/** Weights of what the symbol before the last one says alone, and the one before that, in 2^-5. */
const secondWeight = 5;
const thirdWeight = 3;
const allWeights = 32;

/**
 * Predicts the next skill from the two before it, as the model of skills does, mixed with what the skill before the last
 * one alone would predict, and the one before that: words of a text belong together across others. (A linear mixture
 * of skipping bigrams: Rosenfeld 1996; it saves 1 % of the first layer.) All three put their intervals in the order of the
 * symbols, so that the mixture of the intervals is the interval of the mixture.
 */
export class SkillPredictor {
  readonly #ngrams: NgramModel;
  /** Interval of the symbol located or found last. */
  start = 0;
  end = 0;

  constructor(ngrams: NgramModel) {
    this.#ngrams = ngrams;
  }

  /** The place of the first skill. */
  begin(): SkillPlace {
    return { context: this.#ngrams.contextOf(startOfMeaning), last: -1, second: -1, third: -1 };
  }

  /** Finds the interval of a symbol; false when it has none. */
  locate({ context, second, third }: SkillPlace, symbol: number): boolean {
    const ngrams = this.#ngrams;
    let start = 0;
    let end = 0;
    let weight = allWeights;
    if (second >= 0) {
      ngrams.locate(ngrams.contextOf(second), symbol);
      start += secondWeight * ngrams.start;
      end += secondWeight * ngrams.end;
      weight -= secondWeight;
    }
    if (third >= 0) {
      ngrams.locate(ngrams.contextOf(third), symbol);
      start += thirdWeight * ngrams.start;
      end += thirdWeight * ngrams.end;
      weight -= thirdWeight;
    }
    ngrams.locate(context, symbol);
    this.start = Math.floor((start + weight * ngrams.start) / allWeights);
    this.end = Math.floor((end + weight * ngrams.end) / allWeights);
    return this.start < this.end;
  }

  /** Finds the symbol whose interval holds `target`, by bisection. */
  find(place: SkillPlace, target: number): number {
    let low = 0;
    let high = this.#ngrams.symbolCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      this.locate(place, middle);
      if (this.start <= target) low = middle;
      else high = middle - 1;
    }
    this.locate(place, low);
    return low;
  }

  /** Goes on behind a symbol. */
  pass(place: SkillPlace, symbol: number): void {
    this.#ngrams.locate(place.context, symbol);
    place.context = this.#ngrams.following;
    place.third = place.second;
    place.second = place.last;
    place.last = symbol;
  }
}
