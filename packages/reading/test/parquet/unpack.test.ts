import fc from "fast-check";
import { snappyUncompress } from "hyparquet";
import { describe, expect, it } from "vitest";
import { readRuns } from "../../src/formats/parquet/runs.js";
import { unpackSnappy } from "../../src/formats/parquet/unpack.js";

type Element = { readonly literal: Uint8Array } | { readonly length: number; readonly back: number };

const elements = fc.array(
  fc.oneof(
    fc.record({ literal: fc.uint8Array({ minLength: 1, maxLength: 200 }) }),
    fc.record({ length: fc.integer({ min: 1, max: 64 }), back: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
  { minLength: 1, maxLength: 40 },
);

/** Writes elements as Snappy does, copies in the shortest of its three forms. */
function packed(list: readonly Element[]): { bytes: Uint8Array; size: number } {
  const bytes = [0];
  let size = 0;
  for (const element of list) {
    if ("literal" in element) {
      const length = element.literal.length - 1;
      if (length < 60) bytes.push(length << 2);
      else bytes.push(60 << 2, length);
      bytes.push(...element.literal);
      size += element.literal.length;
      continue;
    }
    if (size === 0) continue;
    const { length } = element;
    const offset = 1 + Math.floor(element.back * (size - 1));
    if (length >= 4 && length <= 11 && offset < 2048) {
      bytes.push(1 | ((length - 4) << 2) | ((offset >>> 8) << 5), offset & 255);
    } else if (offset < 4096) bytes.push(2 | ((length - 1) << 2), offset & 255, offset >>> 8);
    else bytes.push(3 | ((length - 1) << 2), offset & 255, (offset >>> 8) & 255, offset >>> 16, 0);
    size += length;
  }
  return { bytes: Uint8Array.from(bytes), size };
}

const unpackedBy = (unpack: typeof unpackSnappy, bytes: Uint8Array, size: number): Uint8Array | null => {
  const output = new Uint8Array(size);
  try {
    unpack(bytes, output);
    return output;
  } catch {
    return null;
  }
};

describe("unpackSnappy", () => {
  it("unpacks what the decoder of hyparquet unpacks", () => {
    fc.assert(
      fc.property(elements, (list) => {
        const { bytes, size } = packed(list);
        fc.pre(size > 0);
        const output = unpackedBy(unpackSnappy, bytes, size);
        expect(output).not.toBeNull();
        expect(output).toEqual(unpackedBy(snappyUncompress, bytes, size));
      }),
    );
  });

  it("refuses damaged bytes, or makes the same of them as that decoder", () => {
    fc.assert(
      fc.property(
        elements,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(3),
        (list, where, change, cut) => {
          const { bytes, size } = packed(list);
          fc.pre(size > 0 && bytes.length > cut + 1);
          const broken = bytes.slice(0, bytes.length - cut);
          broken[1 + (where % (broken.length - 1))] ^= change;
          const output = unpackedBy(unpackSnappy, broken, size);
          if (output !== null) expect(output).toEqual(unpackedBy(snappyUncompress, broken, size));
        },
      ),
    );
  });
});

/** Writes values as one run of packed ones, filled up to a multiple of eight, behind a run of equal ones. */
function runsOf(values: readonly number[], width: number, repeated: number, times: number): Uint8Array {
  const bytes: number[] = [];
  const varint = (value: number): void => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  varint(2 * times);
  for (let i = 0; i < Math.ceil(width / 8); i++) bytes.push(Math.floor(repeated / 2 ** (8 * i)) % 256);
  const groups = Math.ceil(values.length / 8);
  varint(2 * groups + 1);
  let bits = 0n;
  for (const [i, value] of values.entries()) bits |= BigInt(value) << BigInt(i * width);
  for (let i = 0; i < groups * width; i++) bytes.push(Number((bits >> BigInt(8 * i)) & 255n));
  return Uint8Array.from(bytes);
}

describe("readRuns", () => {
  it("reads equal and packed values of any width, and refuses bytes that hold too few", () => {
    const cases = fc
      .integer({ min: 1, max: 32 })
      .chain((width) =>
        fc.tuple(
          fc.constant(width),
          fc.array(fc.integer({ min: 0, max: 2 ** width - 1 }), { minLength: 1, maxLength: 70 }),
          fc.integer({ min: 0, max: 2 ** width - 1 }),
          fc.nat(300),
        ),
      );
    fc.assert(
      fc.property(cases, ([width, values, repeated, times]) => {
        const bytes = runsOf(values, width, repeated, times);
        const out = new Uint32Array(times + values.length);
        readRuns(bytes, 0, bytes.length, width, out.length, out);
        expect([...out]).toEqual([...Array<number>(times).fill(repeated), ...values]);
        const more = Math.ceil(values.length / 8) * 8 + times + 1;
        expect(() => readRuns(bytes, 0, bytes.length, width, more, new Uint32Array(more))).toThrow("damaged");
        expect(() => readRuns(bytes, 0, 1, width, out.length, out)).toThrow("damaged");
      }),
    );
  });

  it("reads values of no bits as zeros", () => {
    const out = Uint32Array.of(7, 7);
    readRuns(new Uint8Array(0), 0, 0, 0, 2, out);
    expect([...out]).toEqual([0, 0]);
  });
});
