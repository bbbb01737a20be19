import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { ByteReader } from "../../src/codec/bytes/reader.js";
import { RangeDecoder } from "../../src/codec/entropy/range-decoder.js";
import { certainty, RangeEncoder } from "../../src/codec/entropy/range-encoder.js";
import { SymbolReader, SymbolWriter } from "../../src/codec/entropy/symbols.js";

/** An event among a few: the boundaries of all, and which one. */
type Event = { readonly bounds: readonly number[]; readonly chosen: number };

const event = fc
  .tuple(
    fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: certainty - 1 }), fc.integer({ min: 1, max: 40 })), {
      maxLength: 5,
    }),
    fc.nat(),
  )
  .map(([inner, pick]): Event => {
    const bounds = [0, ...inner.sort((a, b) => a - b), certainty];
    return { bounds, chosen: pick % (bounds.length - 1) };
  });

function encode(events: readonly Event[]): Uint8Array {
  const encoder = new RangeEncoder();
  let mark = encoder.mark();
  for (const { bounds, chosen } of events) {
    encoder.encode(bounds[chosen], bounds[chosen + 1]);
    mark = encoder.mark();
  }
  return encoder.finish(mark);
}

/** Decodes until the record ends; `events` tells the boundaries. */
function decode(record: Uint8Array, events: readonly Event[]): number[] {
  const decoder = new RangeDecoder();
  decoder.reset(record, 0, record.length);
  const found: number[] = [];
  while (!decoder.ended()) {
    const { bounds } = events[found.length];
    const target = decoder.target();
    const chosen = bounds.findIndex((bound, i) => bound <= target && target < bounds[i + 1]);
    decoder.consume(bounds[chosen], bounds[chosen + 1]);
    found.push(chosen);
  }
  return found;
}

describe("the range coder", () => {
  it("gives back all events and where they end, whatever their probabilities", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.array(event, { maxLength: 3 }), (events, more) => {
        const record = encode(events);
        expect(decode(record, [...events, ...more])).toEqual(events.map(({ chosen }) => chosen));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives every prefix of a sequence a record of its own", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (events) => {
        const records = Array.from({ length: events.length + 1 }, (_, i) =>
          encode(events.slice(0, i)).join(),
        );
        expect(new Set(records).size).toBe(records.length);
      }),
    );
  });

  it("ends near-certain sequences of any length, one record for each", () => {
    const certain: Event = { bounds: [0, 20_000_000, certainty], chosen: 1 };
    const records = new Set<string>();
    for (let length = 0; length < 1500; length += 7) {
      const record = encode(Array(length).fill(certain));
      expect(decode(record, Array(length + 1).fill(certain)).length).toBe(length);
      records.add(record.join());
    }
    expect(records.size).toBe(Math.ceil(1500 / 7));
  });

  it("carries through any number of bytes", () => {
    // The interval stays around 1/2 for 60 events, then goes above it.
    const middle: Event = { bounds: [0, certainty / 2 - 1, certainty / 2 + 1, certainty], chosen: 1 };
    const above: Event = { bounds: [0, certainty - 3, certainty], chosen: 1 };
    const events = [...Array<Event>(60).fill(middle), above, above];
    expect(decode(encode(events), [...events, above])).toEqual(events.map(({ chosen }) => chosen));
  });

  it("takes the bits of the events and about a third of a byte, the end of the text included", () => {
    const random = stream(1, "range coder");
    let bytes = 0;
    let bits = 0;
    const texts = 4000;
    for (let text = 0; text < texts; text++) {
      const events = Array.from({ length: 5 + Math.floor(20 * random.nextFloat()) }, (): Event => {
        const width = Math.ceil(certainty * 2 ** (-14 * random.nextFloat()));
        const start = Math.floor((certainty - width) * random.nextFloat());
        bits += 30 - Math.log2(width);
        return { bounds: [0, start, start + width, certainty], chosen: 1 };
      });
      bytes += encode(events).length;
    }
    // Ideally 0.5 - (1 - 2^-8) / (8 ln 2) = 0.32 bytes; strings that prefixes own take the rest.
    const perText = (8 * bytes - bits) / texts / 8;
    expect(perText).toBeGreaterThan(0.3);
    expect(perText).toBeLessThan(0.42);
  });

  it("never runs on: any bytes end, or are refused", () => {
    const fair: Event = { bounds: [0, certainty / 64, certainty], chosen: 1 };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        try {
          expect(decode(bytes, Array(20_000).fill(fair)).length).toBeLessThan(20_000);
        } catch (error) {
          expect((error as Error).name).toBe("FormatError");
        }
      }),
    );
  });
});

describe("symbols of a model file", () => {
  const entry = fc.oneof(
    fc.record({ kind: fc.constant("symbol"), index: fc.nat(6), value: fc.nat(255) }),
    fc.record({ kind: fc.constant("bits"), index: fc.nat(24), value: fc.nat(2 ** 24 - 1) }),
  );

  it("come back with the plain bits between them", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 400 }), (entries) => {
        const writer = new SymbolWriter(7);
        for (const { kind, index, value } of entries) {
          if (kind === "symbol") writer.symbol(index, value);
          else writer.bits(value % 2 ** index, index);
        }
        const bytes = new ByteReader(writer.finish(), "table");
        const reader = new SymbolReader(bytes, 7);
        bytes.finish();
        for (const { kind, index, value } of entries) {
          if (kind === "symbol") expect(reader.symbol(index)).toBe(value);
          else expect(reader.bits(index)).toBe(value % 2 ** index);
        }
      }),
    );
  });

  it("take about their entropy", () => {
    const random = stream(2, "symbols");
    const writer = new SymbolWriter(1);
    const probabilities = [0.7, 0.2, 0.05, 0.05];
    const count = 50_000;
    for (let i = 0; i < count; i++) {
      let left = random.nextFloat();
      const symbol = probabilities.findIndex((probability) => (left -= probability) < 0);
      writer.symbol(0, Math.max(0, symbol));
    }
    const entropy = probabilities.reduce((sum, p) => sum - p * Math.log2(p), 0);
    expect((8 * writer.finish().length) / count / entropy).toBeLessThan(1.02);
  });

  it("are refused when their table is cut off or does not sum", () => {
    const writer = new SymbolWriter(2);
    for (let i = 0; i < 500; i++) writer.symbol(i & 1, i % 13);
    const bytes = writer.finish();
    expect(() => new SymbolReader(new ByteReader(bytes, "table"), 3)).toThrow(
      "table: does not have the 3 classes of symbols it should",
    );
    for (let length = 0; length < bytes.length; length++) {
      expect(() => new SymbolReader(new ByteReader(bytes.subarray(0, length), "table"), 2)).toThrow(
        "table: ",
      );
    }
    const changed = bytes.slice();
    changed[2] ^= 1;
    expect(() => new SymbolReader(new ByteReader(changed, "table"), 2)).toThrow("table: ");
  });

  it("never give more than was written", () => {
    const writer = new SymbolWriter(1);
    for (let i = 0; i < 100; i++) writer.symbol(0, i % 7);
    const reader = new SymbolReader(new ByteReader(writer.finish(), "table"), 1);
    expect(() => {
      for (let i = 0; i < 200; i++) reader.symbol(0);
    }).toThrow("table: ends in the middle of a table");
    expect(() => reader.bits(9)).toThrow("table: ends in the middle of a table");
  });
});
