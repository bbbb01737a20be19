import { certainty } from "../entropy/range-encoder.js";
import { startOfMeaning } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";

/** A place in a row of skills: the context of the model, and the last three symbols, -1 for none. */
export type SkillPlace = { context: number; last: number; second: number; third: number };

/** Weights of what the symbol before the last one says alone, and the one before that, in 2^-5. */
const secondWeight = 5;
const thirdWeight = 3;
const allWeights = 32;
/** So many guesses come before bisection. */
const maxSteps = 8;

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
  /** The same by the model of skills alone, what it is the interval of, and the context that follows. */
  #aloneStart = 0;
  #aloneEnd = 0;
  #symbol = -1;
  #context = 0;
  #following = 0;

  constructor(ngrams: NgramModel) {
    this.#ngrams = ngrams;
  }

  /** The place of the first skill. */
  begin(): SkillPlace {
    return { context: this.#ngrams.contextOf(startOfMeaning), last: -1, second: -1, third: -1 };
  }

  /** Finds the interval of a symbol; false when it has none. */
  locate(place: SkillPlace, symbol: number): boolean {
    this.#ngrams.locate(place.context, symbol);
    return this.#mix(place, symbol);
  }

  /** As {@link locate}, when the model of skills has just located or found the symbol in the context of the place. */
  #mix({ context, second, third }: SkillPlace, symbol: number): boolean {
    const ngrams = this.#ngrams;
    this.#aloneStart = ngrams.start;
    this.#aloneEnd = ngrams.end;
    this.#symbol = symbol;
    this.#context = context;
    this.#following = ngrams.following;
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
    this.start = Math.floor((start + weight * this.#aloneStart) / allWeights);
    this.end = Math.floor((end + weight * this.#aloneEnd) / allWeights);
    return this.start < this.end;
  }

  /**
   * Finds the symbol whose interval holds `target`: by where the model of skills alone has it, moved by as much as the mixture was
   * away; if that does not come to an end, by bisection.
   */
  find(place: SkillPlace, target: number): number {
    const ngrams = this.#ngrams;
    let low = 0;
    let high = ngrams.symbolCount - 1;
    let aim = target;
    for (let step = 0; step < maxSteps && low < high; step++) {
      const found = ngrams.find(place.context, aim);
      const guess = Math.min(high, Math.max(low, found));
      if (guess !== found) ngrams.locate(place.context, guess);
      this.#mix(place, guess);
      if (this.start > target) {
        high = guess - 1;
        aim = Math.max(0, this.#aloneStart + target - this.start);
      } else if (this.end <= target) {
        low = guess + 1;
        aim = Math.min(certainty - 1, this.#aloneEnd + target - this.end);
      } else return guess;
    }
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
    if (symbol !== this.#symbol || place.context !== this.#context) this.locate(place, symbol);
    place.context = this.#following;
    place.third = place.second;
    place.second = place.last;
    place.last = symbol;
  }
}
