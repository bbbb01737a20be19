import { describe, expect, it } from "vitest";
import { bytesSource, readCorpus } from "../../src/index.js";

const lines = Array.from(
  { length: 60_000 },
  (_, i) => `{"id":${i},"skills":["a${i % 50}","b${i % 70}"]}\n`,
).join("");

describe("a corpus that will not fit the memory", () => {
  it("is refused before it is read to its end, with what it needs", async () => {
    const source = bytesSource(new TextEncoder().encode(lines), "large.jsonl");
    let passed = 0;
    const context = { memory: 150e6, progress: (read: number) => (passed = read) };
    await expect(readCorpus([source], {}, context)).rejects.toThrow(
      /^large\.jsonl: it needs about 0\.2 GB of memory .* and 0\.1 GB are free: read a part of it/,
    );
    expect(passed).toBeLessThan(source.size);
  });

  it("is read where there is room", async () => {
    const source = bytesSource(new TextEncoder().encode(lines), "large.jsonl");
    const { corpus } = await readCorpus([source], {}, { memory: 250e6 });
    expect(corpus.needs.textCount).toBe(60_000);
  });
});
