import { bytesText } from "@onset/core/base";
import { type PackMode, type PackReader, PackWriter } from "@onset/core/codec";
import { blockOf } from "../../codec/lines.js";
import { plural } from "../../terminal/format.js";

/** What was packed. */
export type PackTotals = {
  /** Texts added now, and records of the pack. */
  readonly texts: number;
  readonly records: number;
  /** UTF-16 code units of the texts. */
  readonly characters: number;
  /** UTF-8 bytes of the texts, of their bare records, and of the whole pack. */
  readonly textBytes: number;
  readonly recordBytes: number;
  readonly packBytes: number;
};

/** As much is written at a time. */
const pieceBytes = 1 << 18;

/** Makes the file of a pack piece by piece, and counts what goes into it. */
export class Packing {
  readonly #writer: PackWriter;
  readonly #recordOf: (text: string) => Uint8Array;
  #texts = 0;
  #characters = 0;
  #textBytes = 0;
  #recordBytes = 0;
  #packBytes = 0;

  constructor(modelHash: string, mode: PackMode, recordOf: (text: string) => Uint8Array) {
    this.#writer = new PackWriter(modelHash, mode);
    this.#recordOf = recordOf;
  }

  get totals(): PackTotals {
    return {
      texts: this.#texts,
      records: this.#writer.size,
      characters: this.#characters,
      textBytes: this.#textBytes,
      recordBytes: this.#recordBytes,
      packBytes: this.#packBytes,
    };
  }

  /** The file: the records of an earlier pack, then those of texts. Needs the memory of some texts and some blocks. */
  async *pieces(
    old: { readonly path: string; readonly pack: PackReader } | null,
    parts: AsyncIterable<readonly string[]>,
    onProgress: (text: string) => void,
  ): AsyncGenerator<Uint8Array> {
    const writer = this.#writer;
    for (let block = 0; old !== null && block < old.pack.blockCount; block++) {
      writer.addBlock(await blockOf(old.path, old.pack, block));
      if (writer.ready >= pieceBytes) yield this.#counted(writer.take());
    }
    for await (const texts of parts) {
      for (const text of texts) {
        const record = this.#recordOf(text);
        writer.add(record);
        this.#texts++;
        this.#characters += text.length;
        this.#textBytes += Buffer.byteLength(text);
        this.#recordBytes += record.length;
        if (writer.ready >= pieceBytes) yield this.#counted(writer.take());
      }
      onProgress(`${plural(this.#texts, "text")}, ${bytesText(this.#textBytes)}`);
    }
    yield this.#counted(writer.finish());
  }

  #counted(piece: Uint8Array): Uint8Array {
    this.#packBytes += piece.length;
    return piece;
  }
}
