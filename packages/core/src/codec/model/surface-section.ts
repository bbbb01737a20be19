import { ByteReader } from "../bytes/reader.js";
import { findHalts } from "../layers/find-halts.js";
import { evenHalts } from "../layers/halts.js";
import { LayeredCoder } from "../layers/layered-coder.js";
import { readSurface } from "../layers/layers.js";
import { TextLayers } from "../layers/text-layers.js";
import { type TrainedSurface, writeSurface } from "../layers/train-layers.js";
import type { SkillMap } from "../meaning/skill-map.js";
import { readNgrams } from "../ngram/ngram-read.js";
import { readSpelling } from "../spelling/read-write.js";
import type { Codebook } from "../units/codebook.js";
import type { UnitTexts } from "./texts.js";

/** What the section of the second layer goes with: the rest of the model, of which some sections are bytes. */
type Models = {
  readonly codebook: Codebook;
  readonly map: SkillMap;
  readonly spelling: Uint8Array;
  readonly meanings: Uint8Array;
  readonly ngrams: Uint8Array;
};

/** The section of the second layer. Where first layers end is found by coding some of the texts with all the rest. */
export function surfaceSection(
  trained: TrainedSurface,
  texts: UnitTexts,
  { codebook, map, spelling, meanings, ngrams }: Models,
): Uint8Array<ArrayBuffer> {
  const speller = readSpelling(new ByteReader(spelling, "spelling model"));
  const skills = readNgrams(new ByteReader(meanings, "model of skills"), map.frequencies);
  const units = readNgrams(new ByteReader(ngrams, "n-grams"), codebook.frequencies);
  const evenly = new ByteReader(writeSurface(trained, evenHalts, map), "second layer");
  const surface = readSurface(evenly, codebook, map);
  const coder = new LayeredCoder(new TextLayers(codebook, map, skills, units, surface, speller));
  return writeSurface(trained, findHalts(coder, texts), map);
}
