import type { Level } from "./counts.js";
import { minRest, wholeShare } from "./shares.js";

/** A trained n-gram model before it is written: by level, in the order of that level's n-grams. */
export type Estimate = {
  readonly levels: readonly Level[];
  /** 1 where the n-gram is part of the model. */
  readonly kept: readonly Uint8Array[];
  /** The share of its context's probability that a kept n-gram gets. */
  readonly share: readonly Float64Array[];
  /** By n-gram as a context: what it leaves to the context one symbol shorter. */
  readonly rest: readonly Float64Array[];
  /** By symbol: how often it is to be expected where no longer context tells. */
  readonly base: Float64Array;
};

/**
 * Shares of the kept n-grams after Kneser and Ney (1995), with three discounts (Chen and Goodman 1999). Of an n-gram
 * that is kept, the shorter contexts hear once that it occurs; of one that is not kept they hear every occurrence,
 * because it is they who have to predict it (Siivola, Hirsimäki, Virpioja 2007). O(n-grams).
 */
export function estimate(
  levels: readonly Level[],
  kept: readonly Uint8Array[],
  discounts: readonly Discounts[],
): Estimate {
  const order = levels.length;
  const share = levels.map(({ size }) => new Float64Array(size));
  const rest = levels.map(({ size }) => new Float64Array(size).fill(1));
  let heard = Float64Array.from(levels[order - 1].count);
  for (let l = order - 1; l >= 1; l--) {
    const { size, parent, suffix, count, atStart } = levels[l];
    if (l < order - 1) for (let i = 0; i < size; i++) if (atStart[i]) heard[i] += count[i];
    const shorter = levels[l - 1];
    const total = new Float64Array(shorter.size);
    const passed = new Float64Array(shorter.size);
    const [flags, shares, rests, taken] = [kept[l], share[l], rest[l - 1], discounts[l]];
    for (let i = 0; i < size; i++) total[parent[i]] += heard[i];
    for (let i = 0; i < size; i++) {
      const times = heard[i];
      if (flags[i] && times > 0) {
        const own = Math.max(0, times - discountOf(taken, times)) / total[parent[i]];
        shares[i] = own;
        rests[parent[i]] -= own;
        passed[suffix[i]] += Math.min(times, 1);
      } else passed[suffix[i]] += times;
    }
    limit(levels[l], shares, rests, minRest(order) / wholeShare);
    heard = passed;
  }
  if (order === 1) return { levels, kept, share, rest, base: Float64Array.from(levels[0].count) };
  return { levels, kept, share, rest, base: heard };
}

/** No context keeps more for its own followers than the format allows. */
function limit({ size, parent }: Level, share: Float64Array, rest: Float64Array, least: number): void {
  for (let i = 0; i < size; i++) {
    const left = rest[parent[i]];
    if (left < least) share[i] *= (1 - least) / (1 - left);
  }
  for (let i = 0; i < rest.length; i++) if (rest[i] < least) rest[i] = least;
}

/** What is taken off a count of 1, of 2, of 3 and more. */
export type Discounts = readonly [number, number, number];

function discountOf(discounts: Discounts, times: number): number {
  return times <= 1 ? discounts[0] : times <= 2 ? discounts[1] : discounts[2];
}

/**
 * The discounts of each level, from how many n-grams occur once, twice, three and four times when all are kept.
 */
export function discountsOf(levels: readonly Level[]): Discounts[] {
  const found: Discounts[] = [];
  let heard = Float64Array.from(levels[levels.length - 1].count);
  for (let l = levels.length - 1; l >= 1; l--) {
    const { size, suffix, count, atStart } = levels[l];
    const times = [0, 0, 0, 0, 0];
    const passed = new Float64Array(levels[l - 1].size);
    for (let i = 0; i < size; i++) {
      if (l < levels.length - 1 && atStart[i]) heard[i] += count[i];
      if (heard[i] >= 1 && heard[i] <= 4) times[heard[i]]++;
      if (heard[i] > 0) passed[suffix[i]]++;
    }
    found[l] = discountsFrom(times);
    heard = passed;
  }
  return found;
}

/** Chen and Goodman, equation 17; where a small corpus gives no number, that of most large ones. */
function discountsFrom([, one, two, three, four]: readonly number[]): Discounts {
  const y = one / (one + 2 * two);
  const typical = [0.7, 1.1, 1.4] as const;
  const raw = [1 - (2 * y * two) / one, 2 - (3 * y * three) / two, 3 - (4 * y * four) / three];
  const sound = raw.map((value, i) => (value > 0.05 && value < i + 1 ? value : typical[i]));
  return [sound[0], sound[1], sound[2]];
}
