import { describe, expect, it } from "vitest";
import { eachWindow } from "../../src/source/windows.js";

async function* pieces(lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield new Uint8Array(length).fill(0x2c);
}

describe("windows over bytes", () => {
  it("hand over nothing behind their end, however large the buffer became for one long row", async () => {
    const offered: [number, number][] = [];
    let long = 1 << 20;
    await eachWindow(
      pieces(Array.from({ length: 64 }, () => 1 << 15)),
      (bytes, _start, end) => {
        offered.push([bytes.length, end]);
        // The first row is a megabyte; of what follows nothing is kept.
        if (long > 0 && end < long) return 0;
        long = 0;
        return end;
      },
      {},
    );
    expect(offered.length).toBeGreaterThan(32);
    for (const [length, end] of offered) expect(length).toBe(end);
    expect(offered.at(-1)![1]).toBe(1 << 15);
  });
});
