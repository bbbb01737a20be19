import { describe, expect, it } from "vitest";
import { eachLine, type Line } from "../../src/formats/text/lines.js";
import { maxLineBytes } from "../../src/limits.js";
import type { TextBytes } from "../../src/source/unpack.js";

/** A text with a line of so many bytes between two short ones, of which no more is in memory than a piece. */
function withLongLine(bytes: number): TextBytes {
  const piece = new Uint8Array(1 << 20).fill(0x61);
  const head = new TextEncoder().encode("first\n");
  return {
    source: { name: "long.txt", size: 0, stream: () => pieces(), read: async () => head },
    compression: null,
    encoding: { name: "utf-8", from: "default", markBytes: 0 },
    head,
    isWhole: false,
    stream: pieces,
    notes: [],
  } as TextBytes;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let left = bytes; left > 0; left -= piece.length)
      yield piece.subarray(0, Math.min(left, piece.length));
    yield new TextEncoder().encode("\nlast");
  }
}

async function linesOf(text: TextBytes): Promise<Pick<Line, "line" | "problem">[]> {
  const lines: Pick<Line, "line" | "problem">[] = [];
  await eachLine(text, {}, ({ line, problem }) => void lines.push({ line, problem }));
  return lines;
}

describe("the lines of a text", () => {
  // Half a gigabyte of memory: two seconds, and many more where memory is short.
  it("may have 256 MB, and are refused and passed over where they have more", {
    timeout: 240_000,
  }, async () => {
    expect(maxLineBytes).toBe(256 * 1024 * 1024);
    const good = { problem: null };
    expect(await linesOf(withLongLine(maxLineBytes))).toMatchObject([good, good, good]);
    expect(await linesOf(withLongLine(maxLineBytes + 1))).toEqual([
      { line: 1, problem: null },
      { line: 2, problem: "is longer than 256 MB" },
      { line: 3, problem: null },
    ]);
  });
});
