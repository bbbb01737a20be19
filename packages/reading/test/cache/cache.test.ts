import { describe, expect, it } from "vitest";
import { bytesSource, cachedBytes, readCached } from "../../src/index.js";
import { readText, textsOf } from "../support/read.js";

const corpora = {
  named: '{"id":"é","skills":["b","a"]}\n{"id":"y","skills":[]}\n{"id":"z","skills":["c"]}\n[\n',
  numbered: '{"skills":["b"]}\n{"skills":["a","b"]}\n',
  directed: '{"id":"x","requires":["a"],"teaches":["b"]}\n{"id":"y","requires":[],"teaches":["a"]}\n',
};

function bytesOf(pieces: Iterable<Uint8Array>): Uint8Array {
  return new Uint8Array(Buffer.concat([...pieces]));
}

describe("a cached reading", () => {
  it.each(Object.entries(corpora))("is the reading that was written: %s texts", async (name, content) => {
    const reading = await readText(`${name}.jsonl`, content);
    const file = bytesSource(bytesOf(cachedBytes(reading, "key")), "cache");
    const again = (await readCached(file, "key"))!;
    expect(textsOf(again.corpus)).toEqual(textsOf(reading.corpus));
    expect(new Uint8Array(again.corpus.needs.buffer)).toEqual(new Uint8Array(reading.corpus.needs.buffer));
    const { corpus: _, ...rest } = reading;
    expect({ ...again, corpus: null }).toEqual({ ...rest, corpus: null });
  });

  it("is not taken under another key, cut short, or with bytes of another file", async () => {
    const bytes = bytesOf(cachedBytes(await readText("a.jsonl", corpora.named), "key"));
    expect(await readCached(bytesSource(bytes, "cache"), "other")).toBeNull();
    for (let length = 0; length < bytes.length; length += 5) {
      expect(await readCached(bytesSource(bytes.slice(0, length), "cache"), "key")).toBeNull();
    }
  });

  it.each(Object.entries(corpora))(
    "is not taken when any byte of it is another: %s texts",
    async (name, content) => {
      const bytes = bytesOf(cachedBytes(await readText(`${name}.jsonl`, content), "key"));
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.slice();
        changed[at] ^= 0x04;
        expect(await readCached(bytesSource(changed, "cache"), "key")).toBeNull();
      }
      expect(await readCached(bytesSource(bytesOf([bytes, new Uint8Array(8)]), "cache"), "key")).toBeNull();
      expect(await readCached(bytesSource(bytes, "cache"), "key")).not.toBeNull();
    },
  );
});
