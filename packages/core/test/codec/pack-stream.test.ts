/** Packs that are written and read in pieces: nothing holds more than an index and a block. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { type ByteSource, Pack, PackReader, PackWriter } from "../../src/codec/index.js";
import { withIndex } from "./made-up.js";
import { readPack } from "./pack-decoder.js";

const hash = "0123456789abcdef";

function packOf(records: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  const writer = new PackWriter(hash, "meaning");
  for (const record of records) writer.add(record);
  return writer.finish();
}

/** Bytes as a source that notes what is read of it. */
function counted(file: Uint8Array): ByteSource & { readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    size: file.length,
    reads,
    read: async (begin, end) => {
      reads.push([begin, end]);
      return file.slice(begin, end);
    },
  };
}

/** A record as letters, which are compared at once. */
const lettersOf = (record: Uint8Array): string => Buffer.from(record).toString("latin1");

async function all(pack: PackReader, begin?: number, end?: number): Promise<string[]> {
  const records: string[] = [];
  for await (const record of pack.records(begin, end)) records.push(lettersOf(record));
  return records;
}

/** Records of 0 to 3 bytes, and one in a hundred of up to 100,000. */
function* mixed(count: number, seed: number): Generator<Uint8Array> {
  const random = stream(seed, "records");
  for (let i = 0; i < count; i++) {
    yield new Uint8Array(random.nextInteger(i % 100 === 99 ? 100_000 : 4)).fill(i);
  }
}

describe("a writer of packs", () => {
  it("hands over the same file in pieces as at once, and holds at most one block and the record that filled it", () => {
    for (const seed of [1, 2, 3]) {
      const writer = new PackWriter(hash, "meaning");
      const parts: Uint8Array[] = [];
      let most = 0;
      let left = 0;
      for (const record of mixed(2000, seed)) {
        writer.add(record);
        most = Math.max(most, writer.ready);
        if (writer.ready > 0) parts.push(writer.take());
        left = Math.max(left, writer.ready);
      }
      parts.push(writer.finish());
      // A block ends at 64 KiB of records or at 256 of them.
      expect(most).toBeLessThan(65_536 + 100_000 + 4 * 256 + 40);
      expect(most).toBeGreaterThan(65_536);
      expect(left).toBe(0);
      expect(Buffer.concat(parts).equals(packOf(mixed(2000, seed)))).toBe(true);
    }
  });

  it("ends a block after 64 KiB, so that one record of long ones is had without the others", () => {
    const file = packOf(Array.from({ length: 256 }, () => new Uint8Array(10_000)));
    expect(Pack.open(file).blockCount).toBe(Math.ceil(256 / 7));
  });

  it("makes the same pack of records however they come: at once, in parts, or as blocks of other packs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(700), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(700), { minLength: 1, maxLength: 4 }),
        (sizes, others) => {
          const parts = [...sizes, ...others].map((size, i) => [...mixed(size, i)]);
          const whole = packOf(parts.flat());
          let file: Uint8Array = packOf([]);
          for (const part of parts) {
            const writer = PackWriter.resume(file);
            for (const record of part) writer.add(record);
            file = writer.finish();
          }
          expect(Buffer.compare(file, whole)).toBe(0);
          const joined = new PackWriter(hash, "meaning");
          for (const part of parts) {
            const pack = Pack.open(packOf(part));
            for (let block = 0; block < pack.blockCount; block++) joined.addBlock(pack.rawBlock(block));
          }
          expect(Buffer.compare(joined.finish(), whole)).toBe(0);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("refuses a damaged block", () => {
    const block = Pack.open(packOf(mixed(300, 1)))
      .rawBlock(0)
      .slice();
    block[9] ^= 1;
    expect(() => new PackWriter(hash).addBlock(block)).toThrow("block, its records: are damaged");
    expect(() => new PackWriter(hash).addBlock("x" as unknown as Uint8Array)).toThrow(
      '"block" expected a Uint8Array',
    );
  });
});

describe("the format of packs", () => {
  it("is what its page says: a reader written from it alone reads every record", () => {
    for (const count of [0, 1, 256, 257, 3000]) {
      const file = packOf(mixed(count, count));
      const { mode, model, records } = readPack(file);
      expect([mode, model, records.length]).toEqual([2, hash, count]);
      const pack = Pack.open(file);
      expect(records.every((record, i) => Buffer.compare(record, pack.record(i)) === 0)).toBe(true);
    }
    const { records } = readPack(packOf([new Uint8Array(200_000).fill(7), Uint8Array.of(1)]));
    expect(records.map(({ length }) => length)).toEqual([200_000, 1]);
  });
});

describe("a reader of packs", () => {
  it("gives what a pack in memory gives", async () => {
    const records = Array.from(mixed(1500, 4), lettersOf);
    const file = packOf(mixed(1500, 4));
    const pack = await PackReader.open(counted(file));
    expect([pack.size, pack.mode, pack.modelHash]).toEqual([1500, "meaning", hash]);
    expect(pack.blockCount).toBe(Pack.open(file).blockCount);
    expect(await all(pack)).toEqual(records);
    expect(await all(pack, 200, 1300)).toEqual(records.slice(200, 1300));
    expect(await all(pack, 1500)).toEqual([]);
    for (const i of [0, 1499, 255, 256]) expect(lettersOf(await pack.record(i))).toBe(records[i]);
    expect(await all(await PackReader.open(counted(packOf([]))))).toEqual([]);
  });

  it("reads header, footer, index and one block for a record, and every block once for all of them", async () => {
    const file = packOf(mixed(20_000, 5));
    const source = counted(file);
    const pack = await PackReader.open(source);
    expect(source.reads.map(([begin, end]) => end - begin).slice(0, 2)).toEqual([28, 16]);
    expect(source.reads.length).toBe(3);
    expect(source.reads[2][1] - source.reads[2][0]).toBeLessThan(10 * pack.blockCount);
    await pack.record(17);
    await pack.record(18);
    const { begin, end } = pack.blockAt(0);
    expect(source.reads.slice(3)).toEqual([[begin, end]]);
    source.reads.length = 0;
    await all(pack, 1);
    expect(source.reads.length).toBe(pack.blockCount - 1);
    source.reads.length = 0;
    await pack.verify();
    expect(source.reads).toEqual(
      Array.from({ length: pack.blockCount }, (_, block) => {
        const { begin, end } = pack.blockAt(block);
        return [begin, end];
      }),
    );
  });

  it("goes to records far behind 4 GiB without reading what is before them", async () => {
    // A pack of 6 GB: its block of a gigabyte, of which only the length is true, is there six times.
    const tail = packOf([Uint8Array.of(5, 6, 7)]);
    const { begin, end } = Pack.open(tail).blockAt(0);
    const index = [7, ...Array(6).fill([128, 128, 128, 128, 4, 1]).flat(), end - begin, 1];
    const file = withIndex(tail, end, index, 7);
    const gap = 6 * 2 ** 30;
    const source: ByteSource = {
      size: file.length + gap,
      read: async (from, to) => {
        if (to <= begin) return file.slice(from, to);
        if (from < begin + gap) throw new Error("read what nobody asked for");
        return file.slice(from - gap, to - gap);
      },
    };
    const pack = await PackReader.open(source);
    expect(pack.size).toBe(7);
    expect([...(await pack.record(6))]).toEqual([5, 6, 7]);
    await expect(pack.record(5)).rejects.toThrow("read what nobody asked for");
  });

  it("tells of a source that ends before it should, and of one that is none", async () => {
    const file = packOf(mixed(600, 6));
    const short = {
      size: file.length,
      read: async (begin: number, end: number) => file.slice(begin, end - 1),
    };
    await expect(PackReader.open(short)).rejects.toThrow("pack: expected 28 bytes at 0, its source gave 27");
    await expect(PackReader.open(file as unknown as ByteSource)).rejects.toThrow(
      '"source" expected a source',
    );
    const empty = { size: 0, read: async () => new Uint8Array() };
    await expect(PackReader.open(empty)).rejects.toThrow("pack: is none, or its first bytes are damaged");
    const failing = { size: 100, read: () => Promise.reject(new Error("the disk is gone")) };
    await expect(PackReader.open(failing)).rejects.toThrow("the disk is gone");
  });
});
