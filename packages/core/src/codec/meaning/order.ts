import { log2 } from "../log2.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import { startOfMeaning } from "./skill-map.js";

/** Beyond this many skills the search for a short order would take too long. */
const mostSearched = 400;

/**
 * An order of the symbols in which the model tells them in few bits: from every context the likeliest of those that
 * are left. O(n^2) look-ups; more than 400 symbols keep the order they have behind the first 400.
 */
export function likelyOrder(model: NgramModel, symbols: readonly number[]): number[] {
  const left = symbols.slice(0, mostSearched);
  const order: number[] = [];
  let context = model.contextOf(startOfMeaning);
  while (left.length > 0) {
    let best = 0;
    let bestWidth = -1;
    let following = context;
    for (let i = 0; i < left.length; i++) {
      model.locate(context, left[i]);
      const width = model.end - model.start;
      if (width > bestWidth) {
        best = i;
        bestWidth = width;
        following = model.following;
      }
    }
    order.push(left[best]);
    left.splice(best, 1);
    context = following;
  }
  return order.concat(symbols.slice(mostSearched));
}

/** A path of the search below: the symbol that it ends with, behind another path. */
type Path = {
  readonly before: Path | null;
  readonly symbol: number;
  readonly context: number;
  readonly bits: number;
  /** A bit for each symbol that it has. */
  readonly used: number;
};

const width = 12;
const maxInBeam = 24;

/** As {@link likelyOrder}, but with a dozen orders followed side by side where there are few symbols. */
export function shortOrder(model: NgramModel, symbols: readonly number[]): number[] {
  if (symbols.length > maxInBeam) return likelyOrder(model, symbols);
  const start = {
    before: null,
    symbol: startOfMeaning,
    context: model.contextOf(startOfMeaning),
    bits: 0,
    used: 0,
  };
  let paths: Path[] = [start];
  for (let step = 0; step < symbols.length; step++) {
    const next: Path[] = [];
    for (const before of paths) {
      const { context, bits, used } = before;
      for (let i = 0; i < symbols.length; i++) {
        if ((used >> i) & 1) continue;
        const symbol = symbols[i];
        const located = model.locate(context, symbol);
        const cost = located ? 30 - log2(model.end - model.start) : 30;
        next.push({ before, symbol, context: model.following, bits: bits + cost, used: used | (1 << i) });
      }
    }
    paths = best(next);
  }
  const order: number[] = [];
  for (let path = paths[0]; path.before !== null; path = path.before) order.push(path.symbol);
  return order.reverse();
}

/** The cheapest paths, of those that used the same symbols and ended in the same context only the best. */
function best(paths: Path[]): Path[] {
  paths.sort((a, b) => a.bits - b.bits);
  const kept: Path[] = [];
  for (const path of paths) {
    if (kept.some(({ used, context }) => used === path.used && context === path.context)) continue;
    kept.push(path);
    if (kept.length === width) break;
  }
  return kept;
}
