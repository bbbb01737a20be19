import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../src/codec/bytes/checks.js";
import { Pack, PackWriter } from "../../src/codec/index.js";

const hash = "0123456789abcdef";

function packOf(records: readonly Uint8Array[]): Uint8Array {
  const writer = new PackWriter(hash);
  for (const record of records) writer.add(record);
  return writer.finish();
}

const contents = (pack: Pack) => Array.from(pack.records(), (record) => [...record]);

describe("a pack", () => {
  const anyRecords = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 40 });

  it("gives its records back, by number and in order, empty ones too", () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const pack = Pack.open(packOf(records));
        expect([pack.size, pack.modelHash, pack.mode]).toEqual([records.length, hash, "exact"]);
        expect(contents(pack)).toEqual(records.map((record) => [...record]));
        for (let i = records.length - 1; i >= 0; i--) expect([...pack.record(i)]).toEqual([...records[i]]);
        pack.verify();
      }),
    );
  });

  it("takes records over many blocks, in little more than a byte each", () => {
    const records = Array.from({ length: 3000 }, (_, i) => Uint8Array.of(i & 255, i >> 8));
    const file = packOf(records);
    expect(file.length).toBeLessThan(3 * 3000 + 200);
    const pack = Pack.open(file);
    expect(pack.blockCount).toBe(Math.ceil(3000 / 256));
    for (const i of [0, 255, 256, 2999]) expect([...pack.record(i)]).toEqual([i & 255, i >> 8]);
  });

  it("can be added to", () => {
    fc.assert(
      fc.property(anyRecords, anyRecords, (before, after) => {
        const writer = PackWriter.resume(packOf(before));
        for (const [i, record] of after.entries()) expect(writer.add(record)).toBe(before.length + i);
        const pack = Pack.open(writer.finish());
        expect(contents(pack)).toEqual([...before, ...after].map((record) => [...record]));
      }),
    );
    const writer = new PackWriter(hash, "meaning");
    expect(Pack.open(writer.finish()).size).toBe(0);
    writer.add(Uint8Array.of(9));
    const pack = Pack.open(writer.finish());
    expect([pack.size, pack.mode]).toEqual([1, "meaning"]);
  });

  it("shows every changed byte and every cut, naming what is wrong", () => {
    const records = Array.from({ length: 300 }, (_, i) => Uint8Array.of(i & 255, 7, i >> 8));
    const file = packOf(records);
    for (let at = 0; at < file.length; at++) {
      for (const change of [1, 0x80, 0xff]) {
        const damaged = file.slice();
        damaged[at] ^= change;
        expect(() => Pack.open(damaged).verify()).toThrow(/^pack/);
      }
      expect(() => Pack.open(file.subarray(0, at))).toThrow(/^pack/);
    }
    const damaged = file.slice();
    damaged[40] ^= 4;
    expect(() => Pack.open(damaged).record(3)).toThrow("pack, records 0 to 255: are damaged");
    // The other block is still good.
    expect([...Pack.open(damaged).record(299)]).toEqual([43, 7, 1]);
  });

  it("does not believe a claim of 2^31 records, even with sums that are right", () => {
    const file = packOf([Uint8Array.of(1), Uint8Array.of(2)]);
    const view = new DataView(file.buffer);
    const footer = file.length - 16;
    view.setUint32(footer + 4, 2 ** 31, true);
    const index = footer - view.getUint32(footer, true);
    view.setUint32(footer + 8, crc32(file, index, footer + 8), true);
    expect(() => Pack.open(file)).toThrow("pack: claims 2147483648 records, its blocks have 2");
  });

  it("refuses a record that is not there and arguments of the wrong kind", () => {
    const pack = Pack.open(packOf([Uint8Array.of(1)]));
    expect(() => pack.record(1)).toThrow('"index" expected an integer in [0, 0], got 1');
    expect(() => Pack.open(packOf([])).record(0)).toThrow(
      '"index" expected a record, but the pack has none, got 0',
    );
    expect(() => new PackWriter("x")).toThrow('"modelHash" expected 16 hexadecimal digits, got "x"');
    expect(() => new PackWriter(hash, "any" as "exact")).toThrow(
      '"mode" expected one of exact, layered, meaning',
    );
    expect(() => new PackWriter(hash).add("x" as unknown as Uint8Array)).toThrow(
      '"record" expected a Uint8Array',
    );
  });
});
