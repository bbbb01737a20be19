/** Bytes that are damaged, cut off or made up: a clear error, in bounded memory and time, never a wrong text. */
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { crc32 } from "../../src/codec/bytes/checks.js";
import { ByteWriter } from "../../src/codec/bytes/writer.js";
import {
  type ByteSource,
  checkModelHead,
  loadCodec,
  Pack,
  PackReader,
  PackWriter,
  trainCodec,
} from "../../src/codec/index.js";
import { writeContainer } from "../../src/codec/model/container.js";
import { cases } from "../support/cases.js";
import { numbersAt, sectionsOf, withIndex } from "./made-up.js";

const texts = Array.from(
  { length: 120 },
  (_, i) => `gate ${i % 11} opens at ${i % 7} when ship ${i % 5} calls`,
);
const { model } = trainCodec(texts, { size: 10_000 });
const codec = loadCodec(model);

const inMemory = (file: Uint8Array): ByteSource => ({
  size: file.length,
  read: async (begin, end) => file.subarray(begin, end),
});

function packOf(some: readonly string[]): Uint8Array<ArrayBuffer> {
  const writer = new PackWriter(codec.modelHash);
  for (const text of some) writer.add(codec.encode(text));
  return writer.finish();
}

describe("megabytes of random bytes", () => {
  const random = stream(10, "bytes");
  const words = Uint32Array.from({ length: cases(10_000_000, 5) / 4 }, () => random.nextUint32());
  const bytes = new Uint8Array(words.buffer);

  it("come back from one record, which is at most four bytes longer", () => {
    const record = codec.encodeBytes(bytes);
    expect(record.length).toBeLessThanOrEqual(bytes.length + 4);
    expect(Buffer.compare(codec.decodeBytes(record), bytes)).toBe(0);
  });

  it("come back from a pack of records of every length, of which the writer holds one at a time", async () => {
    const writer = new PackWriter(codec.modelHash);
    const parts: Uint8Array[] = [];
    const ends: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + random.nextInteger(ends.length % 50 === 0 ? 1_000_000 : 4000));
      writer.add(codec.encodeBytes(bytes.subarray(at, end)));
      if (writer.ready > 0) parts.push(writer.take());
      ends.push((at = end));
    }
    parts.push(writer.finish());
    const pack = await PackReader.open(inMemory(Buffer.concat(parts)));
    expect(pack.size).toBe(ends.length);
    let [at, same, index] = [0, 0, 0];
    for await (const record of pack.records()) {
      const end = ends[index++];
      if (Buffer.compare(codec.decodeBytes(record), bytes.subarray(at, end)) === 0) same++;
      at = end;
    }
    expect(same).toBe(ends.length);
  });
});

describe("a damaged pack", () => {
  const some = [...texts.slice(0, 8), "", "Zebra \ud800"];
  const file = packOf(some);

  /** What a reader of the whole pack gets: all texts, or an error, which is told. */
  async function outcome(bytes: Uint8Array): Promise<string> {
    const read = async (): Promise<string[]> => {
      const pack = await PackReader.open(inMemory(bytes));
      if (pack.modelHash !== codec.modelHash || pack.mode !== "exact") return ["another model"];
      const found: string[] = [];
      for await (const record of pack.records()) found.push(codec.decode(record));
      return found;
    };
    try {
      return JSON.stringify(await read());
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  }

  it("with any byte changed to any other is refused, with what is wrong and where", async () => {
    expect(await outcome(file)).toBe(JSON.stringify(some));
    const damaged = file.slice();
    const told = new Set<string>();
    for (let at = 0; at < file.length; at++) {
      for (let change = 1; change < 256; change++) {
        damaged[at] = file[at] ^ change;
        told.add(await outcome(damaged));
      }
      damaged[at] = file[at];
    }
    expect([...told].filter((words) => !words.startsWith("FormatError: pack"))).toEqual([]);
    expect(told).toContain("FormatError: pack: is none, or its first bytes are damaged");
    expect(told).toContain("FormatError: pack: its header is damaged");
    expect(told).toContain("FormatError: pack, records 0 to 9: are damaged");
    expect(told).toContain("FormatError: pack: its index is damaged");
    expect(told).toContain("FormatError: pack: is cut off or its last bytes are damaged");
  });

  it("cut off anywhere is refused, and so is one that goes on", async () => {
    for (let length = 0; length < file.length; length++) {
      expect(await outcome(file.subarray(0, length))).toMatch(/^FormatError: pack/);
      expect(() => Pack.open(file.subarray(0, length))).toThrow(/^pack/);
    }
    const longer = new Uint8Array(file.length + 1);
    longer.set(file);
    expect(await outcome(longer)).toMatch(/^FormatError: pack: is cut off or its last bytes are damaged/);
  });

  it("gives every record of its other blocks", async () => {
    const writer = new PackWriter(codec.modelHash);
    for (let i = 0; i < 1000; i++) writer.add(codec.encode(texts[i % 120]));
    const damaged = writer.finish();
    const { begin } = Pack.open(damaged).blockAt(1);
    damaged[begin + 700] ^= 1;
    const pack = await PackReader.open(inMemory(damaged));
    await expect(pack.verify()).rejects.toThrow("pack, records 256 to 511: are damaged");
    for (const i of [0, 255, 512, 999]) expect(codec.decode(await pack.record(i))).toBe(texts[i % 120]);
    await expect(pack.record(300)).rejects.toThrow("pack, records 256 to 511: are damaged");
    expect(() => PackWriter.resume(damaged)).toThrow("pack, records 256 to 511: are damaged");
  });
});

describe("a pack that claims 2^31 records, with sums that are right,", () => {
  const claimed = 2 ** 31;
  const file = packOf(texts.slice(0, 2));
  const { begin, end } = Pack.open(file).blockAt(0);
  const varint = (value: number): number[] => {
    const out = new ByteWriter();
    out.varint(value);
    return [...out.finish()];
  };
  const open = (bytes: Uint8Array) => PackReader.open(inMemory(bytes));

  it("in its last bytes is refused: its blocks have fewer", async () => {
    const forged = withIndex(file, end, [1, ...varint(end - begin), 2], claimed);
    await expect(open(forged)).rejects.toThrow("pack: claims 2147483648 records, its blocks have 2");
  });

  it("in its index is refused: a block cannot have so many", async () => {
    const forged = withIndex(file, end, [1, ...varint(end - begin), ...varint(claimed)], claimed);
    await expect(open(forged)).rejects.toThrow(
      `pack, index: claims 2147483648 records of a block, of which there can be at most ${end - begin - 5}`,
    );
    const blocks = withIndex(file, end, varint(claimed / 256), claimed);
    await expect(open(blocks)).rejects.toThrow(
      "pack, index: claims 8388608 blocks, of which there can be at most",
    );
  });

  it("in a block is refused: it has no bytes for them", () => {
    const block = new ByteWriter();
    for (const byte of varint(claimed)) block.u8(byte);
    block.append(new Uint8Array(300));
    expect(() => new PackWriter(codec.modelHash).addBlock(withCrc(block.finish()))).toThrow(
      "block, its records: claims 2147483648 records, of which there can be at most 256",
    );
  });

  it("in 200 GB of which nobody has seen the middle is refused by its last bytes", async () => {
    const size = 200e9;
    const footer = withIndex(file, 0, [], claimed);
    new DataView(footer.buffer).setUint32(0, 2 ** 32 - 1, true);
    const reads: [number, number][] = [];
    const source: ByteSource = {
      size,
      read: async (from, to) => {
        reads.push([from, to]);
        return to <= 28 ? file.slice(from, to) : footer;
      },
    };
    await expect(PackReader.open(source)).rejects.toThrow(
      "pack: claims an index of 4294967295 bytes, which can have at most 134217728",
    );
    expect(reads).toEqual([
      [0, 28],
      [size - 16, size],
    ]);
  });

  function withCrc(rest: Uint8Array): Uint8Array {
    const block = new Uint8Array(4 + rest.length);
    block.set(rest, 4);
    new DataView(block.buffer).setUint32(0, crc32(rest), true);
    return block;
  }
});

describe("a damaged model", () => {
  it("with any bit changed is refused, with what is wrong", () => {
    const damaged = model.slice();
    const told = new Set<string>();
    for (let at = 0; at < model.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        damaged[at] = model[at] ^ (1 << bit);
        try {
          loadCodec(damaged);
          told.add(`byte ${at}, bit ${bit}: was read`);
        } catch (error) {
          told.add(`${(error as Error).name}: ${(error as Error).message.replaceAll(/\d+/g, "#")}`);
        }
      }
      damaged[at] = model[at];
    }
    expect([...told].sort()).toEqual([
      "FormatError: model file: claims # bytes, has #",
      "FormatError: model file: claims # sections",
      "FormatError: model file: has version #; this program reads version #: a newer program made it",
      "FormatError: model file: has version #; this program reads version #: train it again",
      "FormatError: model file: is none, or its first bytes are damaged",
      "FormatError: model file: its header is damaged",
      "FormatError: model file: section # is damaged",
    ]);
  });

  it("that claims ten gigabytes is refused by its first bytes", () => {
    const head = model.slice(0, 32);
    new DataView(head.buffer).setUint32(12, 2 ** 32 - 1, true);
    expect(() => checkModelHead(head, model.length)).toThrow(
      `model file: claims 4294967295 bytes, has ${model.length}`,
    );
    expect(() => checkModelHead(model.subarray(0, 32), 10e9)).toThrow(
      `model file: claims ${model.length} bytes, has 10000000000`,
    );
    expect(checkModelHead(model.subarray(0, 32), model.length)).toBe(undefined);
    expect(() => checkModelHead(model.subarray(0, 31), 31)).toThrow("model file: ends too early");
  });

  it("whose sections claim ten billion of anything, with sums that are right, is refused by the claim", () => {
    const told: string[] = [];
    for (const { tag, bytes } of sectionsOf(model)) {
      // The numbers that a section begins with; behind them stand tables of bytes.
      for (const { begin, end } of numbersAt(bytes, tag === 1 ? 0 : 12)) {
        const forged = new ByteWriter();
        forged.append(bytes.subarray(0, begin));
        forged.varint(10_000_000_000);
        forged.append(bytes.subarray(end));
        const sections = sectionsOf(model).map((section) =>
          section.tag === tag ? { tag, bytes: forged.finish() } : section,
        );
        try {
          const made = loadCodec(writeContainer(sections));
          made.meaning("gate");
          if (made.hasLayers) made.encodeLayered("gate");
          told.push(`section ${tag}: was read`);
        } catch (error) {
          told.push(`${(error as Error).name}: ${(error as Error).message}`);
        }
      }
    }
    expect(told.filter((words) => !/^FormatError: model file, section \d: /.test(words))).toEqual([]);
    for (const claim of ["units", "classes of units", "letters", "levels", "n-grams", "rules of endings"]) {
      expect(told.filter((words) => words.includes(`claims 10000000000 ${claim}, of which`))).not.toEqual([]);
    }
  });
});

describe("a record", () => {
  it("with a check byte and one bit changed is refused or, in one of 256 cases, another text; never longer than it may be", () => {
    const checked = texts.slice(0, 60).map((text) => codec.encode(text, { check: true }));
    let [read, cases] = [0, 0];
    for (const record of checked) {
      for (let bit = 0; bit < 8 * record.length; bit++) {
        const damaged = record.slice();
        damaged[bit >> 3] ^= 1 << (bit & 7);
        cases++;
        try {
          const text = codec.decode(damaged, { check: true });
          expect(text.length).toBeLessThanOrEqual(65_536 * record.length);
          read++;
        } catch (error) {
          expect((error as Error).message).toMatch(/^record: /);
        }
      }
    }
    // Binomial with a chance of 1 in 256, within five standard deviations.
    expect(read).toBeLessThan(cases / 256 + 5 * Math.sqrt(cases / 256));
  });
});
