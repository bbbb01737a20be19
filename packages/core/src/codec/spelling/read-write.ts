import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { readNgrams } from "../ngram/ngram-read.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { type CountedNgrams, frequenciesOf, keepWorthy, weighNgrams } from "../ngram/train-ngrams.js";
import type { UnitTable } from "../tokens/unit-table.js";
import { endSymbol, firstByteSymbol, plainSymbol, Speller, spellingSymbols } from "./speller.js";

/** A spelling may look back at this many bytes less one. */
const order = 5;

/** Counts the letters of every word of the table once. */
export function weighSpelling({ blob, offsets, size }: UnitTable): CountedNgrams {
  const sequence = new Int32Array(offsets[size] + 2 * size);
  let length = 0;
  for (let unit = 0; unit < size; unit++) {
    sequence[length++] = plainSymbol;
    for (let i = offsets[unit]; i < offsets[unit + 1]; i++) sequence[length++] = firstByteSymbol + blob[i];
    sequence[length++] = endSymbol;
  }
  return weighNgrams(sequence, { symbolCount: spellingSymbols, startSymbol: plainSymbol, order });
}

/** Makes a spelling model of what pays for its place, and writes it. */
export function writeSpelling(counted: CountedNgrams, least: number): Uint8Array<ArrayBuffer> {
  const model = keepWorthy(counted, least);
  // The end of a word can always be told: half of 2^20 in the longest chain of contexts is still enough.
  const frequencies = frequenciesOf(model.base);
  const out = new ByteWriter();
  for (let symbol = 1; symbol < spellingSymbols; symbol++) out.varint(frequencies[symbol]);
  out.append(writeNgrams(model));
  return out.finish();
}

/** Reads a spelling model. */
export function readSpelling(reader: ByteReader): Speller {
  const frequencies = new Int32Array(spellingSymbols);
  let left = 2 ** 30;
  for (let symbol = 1; symbol < spellingSymbols; symbol++) {
    frequencies[symbol] = reader.count("parts of a frequency", left);
    left -= frequencies[symbol];
  }
  if (left < 2 ** 20 || frequencies[endSymbol] < 2 ** 20)
    throw reader.fault("leaves too little for the end of a word");
  frequencies[plainSymbol] = left;
  const speller = new Speller(readNgrams(reader, frequencies));
  reader.finish();
  return speller;
}
