/** The codec in Chromium: what Node encodes it decodes, and the reverse, byte by byte. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../../lab/test/support/chromium.js";
import { loadCodec, type PackReader, PackWriter, trainCodec } from "../../src/codec/index.js";
import { openLibrary } from "../support/library-page.js";
import { glosses } from "./glosses.js";

const executablePath = findChromium();

/** What the page is asked to do; all bytes in hexadecimal. */
type Task = {
  readonly training: readonly string[];
  readonly texts: readonly string[];
  readonly size: number;
};
type Done = {
  readonly model: string;
  readonly exact: string[];
  readonly meaning: string[];
  readonly layers: string[];
  readonly regenerated: string[];
};

type Library = {
  readonly loadCodec: typeof loadCodec;
  readonly trainCodec: typeof trainCodec;
  readonly PackReader: typeof PackReader;
  readonly PackWriter: typeof PackWriter;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The same work as the page's, here. */
function work({ training, texts, size }: Task): Done {
  const { model } = trainCodec(training, { size });
  const codec = loadCodec(model);
  return {
    model: hex(model),
    exact: texts.map((text) => hex(codec.encode(text))),
    meaning: texts.map((text) => hex(codec.encodeMeaning(text))),
    layers: texts.map((text) => hex(codec.encodeLayered(text))),
    regenerated: texts.slice(0, 20).map((text) => codec.regenerate(codec.encodeMeaning(text))),
  };
}

describe.skipIf(executablePath === null)("the codec in a browser", () => {
  let library: Awaited<ReturnType<typeof openLibrary>>;

  beforeAll(async () => {
    library = await openLibrary('import * as codec from "/codec/index.js"; globalThis.codec = codec;');
  });

  afterAll(async () => {
    await library?.close();
  });

  it("trains the same model, makes the same records and reads those of Node", async () => {
    const all = glosses();
    const odd = ["", "\ud800 alone", "GRÖSSE größe", "日本語の文章", "a\u0000b", "x".repeat(300)];
    const task = {
      training: all.training.filter((_, i) => i % 60 === 0),
      texts: [...all.test.filter((_, i) => i % 40 === 0), ...odd],
      size: 40_000,
    };
    const here = work(task);
    const page = await library.page();
    const there = await page.evaluate(
      ({ task, here }) => {
        const { loadCodec, trainCodec } = (globalThis as unknown as { codec: Library }).codec;
        const hex = (bytes: Uint8Array): string =>
          Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        const bytes = (text: string): Uint8Array =>
          Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
        const { model } = trainCodec(task.training, { size: task.size });
        const codec = loadCodec(bytes(here.model));
        return {
          made: {
            model: hex(model),
            exact: task.texts.map((text) => hex(codec.encode(text))),
            meaning: task.texts.map((text) => hex(codec.encodeMeaning(text))),
            layers: task.texts.map((text) => hex(codec.encodeLayered(text))),
            regenerated: task.texts.slice(0, 20).map((text) => codec.regenerate(codec.encodeMeaning(text))),
          },
          read: here.exact.map((record) => codec.decode(bytes(record))),
          readLayers: here.layers.map((record) => codec.decodeLayered(bytes(record))),
        };
      },
      { task, here },
    );
    expect(there.made).toEqual(here);
    expect(there.read).toEqual(task.texts);
    expect(there.readLayers).toEqual(task.texts);
    const codec = loadCodec(Uint8Array.from(Buffer.from(here.model, "hex")));
    expect(there.made.exact.map((record) => codec.decode(Buffer.from(record, "hex")))).toEqual(task.texts);
  });

  it("reads a pack from a Blob, block by block, and writes the same one in pieces", async () => {
    const modelHash = "0123456789abcdef";
    const records = Array.from({ length: 3000 }, (_, i) => "ab".repeat(i % 300));
    const writer = new PackWriter(modelHash);
    for (const record of records) writer.add(Buffer.from(record, "hex"));
    const file = hex(writer.finish());
    const page = await library.page();
    const there = await page.evaluate(
      async ({ file, modelHash }) => {
        const { PackReader, PackWriter } = (globalThis as unknown as { codec: Library }).codec;
        const hex = (bytes: Uint8Array): string =>
          Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        const bytes = Uint8Array.from(file.match(/../g)!, (pair) => Number.parseInt(pair, 16));
        const blob = new Blob([bytes]);
        let most = 0;
        const pack = await PackReader.open({
          size: blob.size,
          read: async (begin, end) => {
            most = Math.max(most, end - begin);
            return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
          },
        });
        const writer = new PackWriter(modelHash);
        const [read, parts]: [string[], Uint8Array<ArrayBuffer>[]] = [[], []];
        for await (const record of pack.records()) {
          read.push(hex(record));
          writer.add(record);
          if (writer.ready > 0) parts.push(writer.take());
        }
        parts.push(writer.finish());
        const written = new Uint8Array(await new Blob(parts).arrayBuffer());
        return { read, most, written: hex(written), parts: parts.length };
      },
      { file, modelHash },
    );
    expect(there.read).toEqual(records);
    expect(there.written).toBe(file);
    expect(there.parts).toBe(Math.ceil(3000 / 256) + 1);
    expect(there.most).toBeLessThan(file.length / 2 / 8);
  });
});
