import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { SymbolReader, SymbolWriter } from "../entropy/symbols.js";
import type { SkillMap } from "../meaning/skill-map.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import { readNgrams } from "../ngram/ngram-read.js";
import type { Codebook } from "../units/codebook.js";
import { firstUnit } from "../units/special.js";
import { type Halts, haltBits, haltParts } from "./halts.js";
import { alwaysTold, maxForms, maxKinds, type SurfaceSymbols, surfaceSymbols } from "./surface-symbols.js";

/** What is written of the second layer beside its n-grams. */
export type SurfaceHead = {
  /** Of 2^30, the share of the skills that stood in their text before. */
  readonly repeats: number;
  readonly halts: Halts;
  /** By form its share of 2^30 where no context is known. */
  readonly formFrequencies: Int32Array;
  /** By skill (spelled words too) its class; maxKinds for those without one. */
  readonly skillKinds: Uint8Array;
  /** By unit with meaning its class; maxKinds for those without one. */
  readonly formKinds: Uint8Array;
};

/** The model of the second layer: the exact text when its skills are known. */
export type Surface = {
  readonly repeats: number;
  readonly halts: Halts;
  readonly symbols: SurfaceSymbols;
  readonly ngrams: NgramModel;
  readonly skillKinds: Uint8Array;
  readonly formKinds: Uint8Array;
};

const kindOfSkill = 0;
const kindOfForm = 1;
const symbolClasses = 2;
const minAlways: number = 2 ** 20;

/** Writes the head of the second layer; the n-grams follow it. */
export function writeSurfaceHead(head: SurfaceHead, map: SkillMap): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.varint(head.repeats);
  for (const share of head.halts) out.varint(share);
  for (const frequency of head.formFrequencies) out.varint(frequency);
  const symbols = new SymbolWriter(symbolClasses);
  for (const kind of head.skillKinds) symbols.symbol(kindOfSkill, kind);
  for (let unit = firstUnit; unit < map.skillOf.length; unit++) {
    if (map.skillOf[unit] >= 0) symbols.symbol(kindOfForm, head.formKinds[unit]);
  }
  out.append(symbols.finish());
  return out.finish();
}

/** Reads the model of the second layer; everything it claims is checked. */
export function readSurface(reader: ByteReader, codebook: Codebook, map: SkillMap): Surface {
  const symbols = surfaceSymbols(codebook, map);
  const repeats = reader.count("parts of repetition", 2 ** 29);
  if (repeats === 0) throw reader.fault("lets no skill be repeated");
  const halts = Uint16Array.from({ length: haltParts }, () =>
    reader.count("parts of a halt", 2 ** haltBits - 1),
  );
  if (halts.includes(0)) throw reader.fault("lets no first layer end");
  const formFrequencies = Int32Array.from({ length: maxForms }, () =>
    reader.count("parts of a frequency", 2 ** 30),
  );
  const table = new SymbolReader(reader, symbolClasses);
  const kind = (classIndex: number): number => {
    const value = table.symbol(classIndex);
    if (value > maxKinds) throw reader.fault("names a class that does not exist");
    return value;
  };
  const skillKinds = Uint8Array.from(map.unitOf, () => kind(kindOfSkill));
  const formKinds = Uint8Array.from(map.skillOf, (skill) => (skill >= 0 ? kind(kindOfForm) : maxKinds));
  const frequencies = surfaceFrequencies(symbols, codebook, formFrequencies);
  if (frequencies === null) throw reader.fault("leaves too little for the units without meaning");
  const ngrams = readNgrams(reader, frequencies);
  reader.finish();
  return { repeats, halts, symbols, ngrams, skillKinds, formKinds };
}

/**
 * By symbol its share of 2^30 where no context is known: forms as they are given, glue units as in the codebook, at least
 * 2^20 for those that must always be possible; null when the forms leave too little.
 */
export function surfaceFrequencies(
  symbols: SurfaceSymbols,
  { frequencies }: Codebook,
  formFrequencies: Int32Array,
): Int32Array | null {
  const { unitOfGlue, firstForm } = symbols;
  const found = new Int32Array(symbols.count);
  let left = 2 ** 30;
  for (let form = 0; form < maxForms; form++) {
    found[firstForm + form] = formFrequencies[form];
    left -= formFrequencies[form];
  }
  for (const symbol of alwaysTold(symbols)) {
    found[symbol] += minAlways;
    left -= minAlways;
  }
  if (left < 2 ** 26) return null;
  let total = 0;
  for (const unit of unitOfGlue) total += frequencies[unit];
  // Both products are below 2^53.
  const fine = 2 ** 20;
  const room = left;
  for (const [symbol, unit] of unitOfGlue.entries()) {
    const part = Math.floor((Math.floor((frequencies[unit] * fine) / total) * room) / fine);
    found[symbol] += part;
    left -= part;
  }
  found[0] += left;
  return found;
}
