import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { ByteReader } from "../../src/codec/bytes/reader.js";
import { certainty } from "../../src/codec/entropy/range-encoder.js";
import { countNgrams } from "../../src/codec/ngram/counts.js";
import { type NgramModel, noContext } from "../../src/codec/ngram/ngram-model.js";
import { readNgrams } from "../../src/codec/ngram/ngram-read.js";
import { writeNgrams } from "../../src/codec/ngram/ngram-write.js";
import { minRest, shareOfStep, wholeShare } from "../../src/codec/ngram/shares.js";
import { frequenciesOf, trainNgrams } from "../../src/codec/ngram/train-ngrams.js";

const startSymbol = 1;

/** Texts of a chain that prefers a few followers. */
function texts(symbolCount: number, count: number, key: string): Int32Array {
  const random = stream(7, key);
  const sequence: number[] = [];
  for (let text = 0; text < count; text++) {
    sequence.push(startSymbol);
    let symbol = 2;
    for (let i = 2 + random.nextInteger(12); i > 0; i--) {
      symbol =
        2 +
        ((symbol * 5 + random.nextInteger(random.nextInteger(3) === 0 ? symbolCount : 3)) %
          (symbolCount - 2));
      sequence.push(symbol);
    }
  }
  return Int32Array.from(sequence);
}

function trained(
  symbolCount: number,
  order: number,
  least: number,
): { model: NgramModel; bytes: Uint8Array } {
  const sequence = texts(symbolCount, 400, "ngram");
  const estimate = trainNgrams(sequence, { symbolCount, startSymbol, order, least });
  const weights = estimate.base.slice();
  const bytes = writeNgrams(estimate);
  return { model: readNgrams(new ByteReader(bytes, "n-grams"), frequenciesOf(weights)), bytes };
}

/** All contexts that a few random texts come to. */
function contexts(model: NgramModel, symbolCount: number): Set<number> {
  const found = new Set([noContext, model.contextOf(startSymbol)]);
  let context = model.contextOf(startSymbol);
  for (const symbol of texts(symbolCount, 100, "contexts")) {
    if (symbol === startSymbol) context = model.contextOf(startSymbol);
    else {
      model.locate(context, symbol);
      context = model.following;
    }
    found.add(context);
  }
  return found;
}

describe("n-gram counts", () => {
  it("are those of a naive count, n-grams over the start of a text left out", () => {
    const sequence = texts(9, 60, "counts");
    const levels = countNgrams(sequence, 9, startSymbol, 4);
    for (let length = 2; length <= 4; length++) {
      const naive = new Map<string, number>();
      for (let i = 0; i + length <= sequence.length; i++) {
        const ngram = [...sequence.subarray(i, i + length)];
        if (ngram.slice(1).includes(startSymbol)) continue;
        naive.set(ngram.join(), (naive.get(ngram.join()) ?? 0) + 1);
      }
      const spell = (level: number, index: number): number[] =>
        level === 0
          ? [index]
          : [...spell(level - 1, levels[level].parent[index]), levels[level].symbol[index]];
      const { size, count, suffix, atStart } = levels[length - 1];
      const found = new Map<string, number>();
      let before = "";
      for (let i = 0; i < size; i++) {
        const ngram = spell(length - 1, i);
        found.set(ngram.join(), count[i]);
        expect(spell(length - 2, suffix[i])).toEqual(ngram.slice(1));
        expect(atStart[i]).toBe(ngram[0] === startSymbol ? 1 : 0);
        const sortable = ngram.map((symbol) => String(symbol).padStart(3)).join();
        expect(sortable > before).toBe(true);
        before = sortable;
      }
      expect(found).toEqual(naive);
    }
  });
});

describe("the n-gram model", () => {
  for (const [order, least] of [
    [2, 0],
    [3, 3],
    [5, 0],
    [1, 0],
  ] as const) {
    it(`divides 2^30 among all symbols in every context, order ${order}, pruned at ${least} bits`, () => {
      const symbolCount = 40;
      const { model } = trained(symbolCount, order, least);
      const wrong: object[] = [];
      for (const context of contexts(model, symbolCount)) {
        let position = 0;
        for (let symbol = 0; symbol < symbolCount; symbol++) {
          const located = model.locate(context, symbol);
          const { start, end } = model;
          if (start !== position || located !== end > start)
            wrong.push({ context, symbol, located, start, end });
          position = end;
        }
        if (position !== certainty) wrong.push({ context, position });
      }
      expect(wrong).toEqual([]);
    });

    it(`finds the symbol of every position and the same context after it, order ${order}, pruned at ${least} bits`, () => {
      const symbolCount = 40;
      const { model } = trained(symbolCount, order, least);
      const random = stream(3, "positions");
      const wrong: object[] = [];
      for (const context of contexts(model, symbolCount)) {
        for (let symbol = 0; symbol < symbolCount; symbol++) {
          if (!model.locate(context, symbol)) continue;
          const { start, end, following } = model;
          for (const target of [start, end - 1, start + random.nextInteger(end - start)]) {
            const found = model.find(context, target);
            if (
              found !== symbol ||
              model.start !== start ||
              model.end !== end ||
              model.following !== following
            )
              wrong.push({ context, symbol, target, found });
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  it("always has an interval for the escape", () => {
    const { model } = trained(300, 5, 0);
    for (const context of contexts(model, 300)) expect(model.locate(context, 0)).toBe(true);
    expect(minRest(1)).toBe(wholeShare >> 6);
    expect(minRest(3)).toBe(wholeShare >> 6);
    expect(minRest(5)).toBe(wholeShare >> 4);
  });

  it("predicts what it was trained with better the longer its contexts are", () => {
    const cost = (order: number): number => {
      const { model } = trained(40, order, 0);
      let bits = 0;
      let context = noContext;
      for (const symbol of texts(40, 200, "held out")) {
        if (symbol === startSymbol) context = model.contextOf(startSymbol);
        else {
          model.locate(context, symbol);
          bits += 30 - Math.log2(model.end - model.start);
          context = model.following;
        }
      }
      return bits;
    };
    expect(cost(2)).toBeLessThan(0.8 * cost(1));
  });

  it("keeps fewer n-grams the more each has to save", () => {
    const sizes = [0, 2, 8, 32].map((least) => trained(40, 3, least).bytes.length);
    for (let i = 1; i < sizes.length; i++) expect(sizes[i]).toBeLessThan(sizes[i - 1]);
  });

  it("has shares of quarter octaves", () => {
    shareOfStep.forEach((share, step) => {
      expect(share).toBe(Math.floor(2 ** 20 * 2 ** (-step / 4)));
    });
  });

  it("is refused when its table is cut off or changed, or reads as another model", () => {
    const symbolCount = 20;
    const estimate = trainNgrams(texts(symbolCount, 50, "damage"), {
      symbolCount,
      startSymbol,
      order: 3,
      least: 0,
    });
    const frequencies = frequenciesOf(estimate.base);
    const bytes = writeNgrams(estimate);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => {
        const reader = new ByteReader(bytes.subarray(0, length), "n-grams");
        readNgrams(reader, frequencies);
      }).toThrow("n-grams: ");
    }
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      for (const change of [1, 128, 255]) {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        try {
          const model = readNgrams(new ByteReader(damaged, "n-grams"), frequencies);
          for (const target of [0, 12345, certainty - 1]) model.find(model.contextOf(2), target);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
          refused++;
        }
      }
    }
    expect(refused).toBeGreaterThan(bytes.length / 2);
  });
});
