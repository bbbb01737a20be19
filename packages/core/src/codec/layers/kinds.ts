import { log2 } from "../log2.js";

/** What was seen of some things: row i has the features `ids[offsets[i]]` to `ids[offsets[i + 1]]`, with their counts. */
export type Sightings = {
  readonly offsets: Uint32Array;
  readonly ids: Int32Array;
  readonly counts: Float64Array;
  readonly featureCount: number;
};

/** By kind and feature the bits that a sighting of the feature takes among things of the kind. */
export type Kinds = { readonly count: number; readonly bits: Float64Array; readonly featureCount: number };

const rounds = 4;
/** Every kind has seen this many sightings of what is seen on the whole. */
const prior = 20;

/** Collects sightings (row, feature) and sorts them by row. O(sightings). */
export function sightingsOf(
  rows: Int32Array,
  features: Int32Array,
  rowCount: number,
  featureCount: number,
): Sightings {
  const begins = new Uint32Array(rowCount + 1);
  for (let i = 0; i < rows.length; i++) begins[rows[i] + 1]++;
  for (let row = 0; row < rowCount; row++) begins[row + 1] += begins[row];
  const sorted = new Int32Array(rows.length);
  const next = begins.slice();
  for (let i = 0; i < rows.length; i++) sorted[next[rows[i]]++] = features[i];
  const ids = new Int32Array(rows.length);
  const counts = new Float64Array(rows.length);
  const offsets = new Uint32Array(rowCount + 1);
  const place = new Int32Array(featureCount).fill(-1);
  let length = 0;
  for (let row = 0; row < rowCount; row++) {
    const begin = length;
    for (let i = begins[row]; i < begins[row + 1]; i++) {
      const feature = sorted[i];
      if (place[feature] < begin || ids[place[feature]] !== feature) {
        place[feature] = length;
        ids[length] = feature;
        counts[length++] = 0;
      }
      counts[place[feature]]++;
    }
    offsets[row + 1] = length;
  }
  return { offsets, ids: ids.slice(0, length), counts: counts.slice(0, length), featureCount };
}

/**
 * Sorts things into kinds so that knowing the kind tells most about the sightings: each thing goes to the kind in which
 * its sightings take the fewest bits, and the kinds are made anew of the things they have (hard clustering by
 * Kullback-Leibler divergence). The most frequent things are the first of each kind. O(rounds * sightings * count).
 */
export function findKinds(sightings: Sightings, count: number): Kinds {
  const { offsets, ids, counts, featureCount } = sightings;
  const rowCount = offsets.length - 1;
  const sizes = new Float64Array(rowCount);
  const totals = new Float64Array(featureCount);
  for (let row = 0; row < rowCount; row++) {
    for (let i = offsets[row]; i < offsets[row + 1]; i++) {
      sizes[row] += counts[i];
      totals[ids[i]] += counts[i];
    }
  }
  const all = totals.reduce((sum, value) => sum + value, 0);
  const byFrequency = Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const kindOf = new Int32Array(rowCount).fill(-1);
  for (let kind = 0; kind < count && kind < rowCount; kind++) kindOf[byFrequency[kind]] = kind;
  const bits = new Float64Array(count * featureCount);
  const kinds = { count, bits, featureCount };
  for (let round = 0; round < rounds; round++) {
    bits.fill(0);
    const sums = new Float64Array(count);
    for (let row = 0; row < rowCount; row++) {
      if (kindOf[row] < 0) continue;
      sums[kindOf[row]] += sizes[row];
      const base = kindOf[row] * featureCount;
      for (let i = offsets[row]; i < offsets[row + 1]; i++) bits[base + ids[i]] += counts[i];
    }
    for (let kind = 0, i = 0; kind < count; kind++) {
      for (let feature = 0; feature < featureCount; feature++, i++) {
        const expected = (prior * totals[feature]) / all;
        bits[i] = totals[feature] === 0 ? 0 : log2((sums[kind] + prior) / (bits[i] + expected));
      }
    }
    for (let row = 0; row < rowCount; row++)
      if (sizes[row] > 0) kindOf[row] = nearestKind(kinds, sightings, row, Math.max(0, kindOf[row]));
  }
  return kinds;
}

/** The kind in which the sightings of a row take the fewest bits; `guess` is a kind that is likely to be it. */
export function nearestKind(
  kinds: Kinds,
  { offsets, ids, counts }: Sightings,
  row: number,
  guess = 0,
): number {
  const { count, bits, featureCount } = kinds;
  let best = guess;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    // The guess first: the others then need not be summed up to their end.
    const kind = i === 0 ? guess : i <= guess ? i - 1 : i;
    const base = kind * featureCount;
    let sum = 0;
    for (let i = offsets[row]; i < offsets[row + 1] && sum < least; i++)
      sum += counts[i] * bits[base + ids[i]];
    if (sum < least) {
      least = sum;
      best = kind;
    }
  }
  return best;
}
