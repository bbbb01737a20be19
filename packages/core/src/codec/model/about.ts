import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";

/** What a model was trained with, as its file tells. All are counts. */
export type ModelOrigin = {
  readonly texts: number;
  /** UTF-16 code units of the texts. */
  readonly letters: number;
  /** Distinct lower-case words. */
  readonly skills: number;
  /** The most frequent of them, known from the start. */
  readonly foundation: number;
  /** Those learned beyond them. */
  readonly learned: number;
  /** Texts of which every word is known or learned. */
  readonly understood: number;
  /** Most unlearned words that a text could teach. */
  readonly maxUnlearned: number;
};

const fields = ["texts", "letters", "skills", "foundation", "learned", "understood", "maxUnlearned"] as const;

/** The counts in the order of the type, as varints. */
export function writeOrigin(origin: ModelOrigin): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  for (const field of fields) out.varint(origin[field]);
  return out.finish();
}

export function readOrigin(reader: ByteReader): ModelOrigin {
  const entries = fields.map((field) => [field, reader.varint()] as const);
  reader.finish();
  return Object.fromEntries(entries) as ModelOrigin;
}
