import { type LearnedWords, learnWords, type WordSkills } from "./learned-units.js";

/** A foundation has at least so many words, about the function words of a language, ... */
const minWords = 128;
/** ... or of a small vocabulary this part. */
const minPart = 1 / 8;
/**
 * Of the times that words come again, as many may be of words that are neither known nor learned: a codebook has no place
 * for these, they are spelled each time. On six corpora exact records then took at most 0.3 % more than with all words
 * known; with 3 % left out it were 1 %.
 */
const maxLeftOut = 0.005;
/** Steps from one power of two to the next. */
const steps = 8;

/**
 * Learns from the smallest foundation that is enough for a codebook: of 200 times that a word comes again, 199 are of a
 * word that is known or learned. (What is said once pays for no place in a codebook, known or not.) Where skills emerge
 * the least foundation is enough; a corpus too small for that needs all but its rare words, and learns some of those.
 *
 * Something is learned wherever there are two words: the foundation grows until it leaves a text just enough to teach.
 * O(edges * log of the words).
 */
export function learnEnough(words: WordSkills, maxUnlearned: number): LearnedWords {
  const all = words.needs.skillCount;
  const learn = (foundation: number): LearnedWords => learnWords(words, foundation, maxUnlearned);
  let low = Math.min(minWords, Math.ceil(minPart * all));
  let found = learn(low);
  let high = low;
  while (high < all && leftOut(words, found) > maxLeftOut) {
    low = high;
    high = Math.min(all, 2 * high);
    found = learn(high);
  }
  while (high > low * 2 ** (1 / steps) && high > low + 1) {
    const middle = Math.round(Math.sqrt(low * high));
    const between = learn(middle);
    if (leftOut(words, between) > maxLeftOut) low = middle;
    else {
      high = middle;
      found = between;
    }
  }
  return found.result.learnedCount > 0 ? found : learn(teachable(words, found.foundation, maxUnlearned));
}

/** The share of all repetitions of words that are of words neither known nor learned. */
function leftOut({ times }: WordSkills, { result: { learnedFlags: learned } }: LearnedWords): number {
  let all = 0;
  let missed = 0;
  for (const [skill, count] of times.entries()) {
    all += count - 1;
    if (!learned[skill]) missed += count - 1;
  }
  return all === 0 ? 0 : missed / all;
}

/** The smallest foundation, `least` or larger, that leaves a text between 1 and `maxUnlearned` words; `least` if none. */
function teachable({ needs }: WordSkills, least: number, maxUnlearned: number): number {
  const { textCount, textOffsets, textSkills, skillCount } = needs;
  let smallest = Number.POSITIVE_INFINITY;
  for (let text = 0; text < textCount; text++) {
    const begin = textOffsets[text];
    const end = textOffsets[text + 1];
    if (begin === end) continue;
    // Words are numbered by frequency: the rarest stand last.
    const enough = end - begin > maxUnlearned ? textSkills[end - maxUnlearned - 1] + 1 : 0;
    const foundation = Math.max(least, enough);
    if (foundation <= textSkills[end - 1] && foundation < smallest) smallest = foundation;
  }
  return smallest <= skillCount ? smallest : least;
}
