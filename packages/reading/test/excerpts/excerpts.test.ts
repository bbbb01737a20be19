import { describe, expect, it } from "vitest";
import { type ByteSource, bytesSource, type ReadOptions, readCorpus, readExcerpts } from "../../src/index.js";

const source = (name: string, content: string): ByteSource =>
  bytesSource(new TextEncoder().encode(content), name);

/** How all texts of some files begin, by their names. */
async function beginnings(sources: readonly ByteSource[], options: ReadOptions = {}): Promise<unknown[]> {
  const { corpus, records } = await readCorpus(sources, options);
  const excerpts = await readExcerpts(sources, options, records);
  return Array.from(corpus.textNames, (name, text) => [name, excerpts.get(records[text])]);
}

describe("how texts begin", () => {
  it.each([
    ["a.csv", "id,text,skills\nx,One two,a;b\ny,,\nbroken\nz,Three,c\n"],
    [
      "a.jsonl",
      '{"id":"x","text":"One  two","skills":["a","b"]}\n{"id":"y","skills":[]}\n[]\n{"id":"z","text":"Three","skills":["c"]}\n',
    ],
    ["a.json", '[{"id":"x","text":"One\\ntwo","skills":["a"]},3,{"id":"z","text":"Three","skills":["c"]}]'],
  ])("is read of each text, whatever rows were left out before it: %s", async (name, content) => {
    expect(await beginnings([source(name, content)])).toEqual([
      ["x", "One two"],
      ["z", "Three"],
    ]);
  });

  it("is read of texts of several files", async () => {
    const files = [source("a.txt", "One\n\nTwo\n"), source("b.txt", "Three\n")];
    expect(await beginnings(files, { words: true })).toEqual([
      ["1", "One"],
      ["3", "Two"],
      ["1", "Three"],
    ]);
  });

  it("is cut behind 200 characters, and never inside one", async () => {
    const long = "\u{1f600}".repeat(1000);
    const [[, cut], [, fits]] = (await beginnings([source("a.txt", `x ${long}\n${"a".repeat(200)}\n`)], {
      words: true,
    })) as [string, string][];
    expect(cut).toBe(`x ${"\u{1f600}".repeat(198)}…`);
    expect(fits).toBe("a".repeat(200));
  });

  it("is not there without a column of text, or where the texts are the names", async () => {
    expect(await beginnings([source("a.csv", "id,skills\nx,a\n")])).toEqual([["x", undefined]]);
    const named = { fields: { id: "text" } };
    expect(await beginnings([source("a.csv", "text,skills\nx,a\n")], named)).toEqual([["x", undefined]]);
  });

  it("reads the files no further than to the last text that is asked for", async () => {
    let read = 0;
    const line = `${"word ".repeat(200)}\n`;
    const whole = source("a.txt", line.repeat(5000));
    const counted: ByteSource = {
      ...whole,
      read: whole.read,
      async *stream() {
        for await (const piece of whole.stream()) {
          for (let at = 0; at < piece.length; at += 1 << 14) {
            read += Math.min(1 << 14, piece.length - at);
            yield piece.subarray(at, at + (1 << 14));
          }
        }
      },
    };
    expect((await readExcerpts([counted], { words: true }, [2])).size).toBe(1);
    // To look at the beginning of a file takes its first megabyte, and reading begins again.
    expect(read).toBeLessThan(2.2 * (1 << 20));
  });
});
