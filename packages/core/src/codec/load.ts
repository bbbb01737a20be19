import { rejected } from "../base/index.js";
import type { ByteReader } from "./bytes/reader.js";
import { Codec, type LayerCoders } from "./codec.js";
import { FormatError } from "./errors.js";
import { ExactCoder } from "./exact.js";
import { ApartCoder } from "./layers/apart-coder.js";
import { LayeredCoder } from "./layers/layered-coder.js";
import { readSurface } from "./layers/layers.js";
import { TextLayers } from "./layers/text-layers.js";
import { MeaningCoder } from "./meaning/meaning-coder.js";
import { Regenerator } from "./meaning/regenerate.js";
import { readSkillMap, type SkillMap } from "./meaning/skill-map.js";
import { readOrigin } from "./model/about.js";
import { type Container, hashText, readContainer } from "./model/container.js";
import {
  aboutTag,
  meaningsTag,
  ngramsTag,
  skillsTag,
  spellingTag,
  surfaceTag,
  unitsTag,
} from "./model/sections.js";
import type { NgramModel } from "./ngram/ngram-model.js";
import { readNgrams } from "./ngram/ngram-read.js";
import { readSpelling } from "./spelling/read-write.js";
import { readCodebook } from "./units/codebook.js";
import { firstUnit } from "./units/special.js";

const sectionNames: Record<number, string> = {
  [aboutTag]: "about",
  [spellingTag]: "spelling",
  [unitsTag]: "codebook",
  [ngramsTag]: "n-grams",
  [skillsTag]: "skills",
  [meaningsTag]: "meanings",
  [surfaceTag]: "second layer",
};

/**
 * Loads a model file. Every byte of it is checked before anything is made of it, and what it claims is bounded by its
 * size. The part for meanings is taken apart when a meaning is first asked for. O(file); a model of 1 MB takes some tens of milliseconds and about 30 MB of memory.
 *
 * @param file - the bytes of a model, as `trainCodec` made them
 * @throws FormatError that says what is wrong with the file
 *
 * @example
 * ```ts
 * import { loadCodec } from "@onset/core/codec";
 * loadCodec(new Uint8Array(10)); // throws FormatError: model file: ends too early
 * ```
 */
export function loadCodec(file: Uint8Array): Codec {
  if (!(file instanceof Uint8Array)) throw rejected(file, "file", "a Uint8Array", true);
  const container = readContainer(file);
  const speller = readSpelling(sectionOf(container, spellingTag));
  const codebook = readCodebook(sectionOf(container, unitsTag));
  const ngrams = readNgrams(sectionOf(container, ngramsTag), codebook.frequencies);
  const skills = sectionOf(container, skillsTag);
  const meanings = sectionOf(container, meaningsTag);
  let readMap: SkillMap | null = null;
  const mapOf = (): SkillMap => {
    skills.at = skills.begin;
    readMap ??= readSkillMap(skills, codebook);
    return readMap;
  };
  let readSkills: NgramModel | null = null;
  const skillNgramsOf = (): NgramModel => {
    meanings.at = meanings.begin;
    readSkills ??= readNgrams(meanings, mapOf().frequencies);
    return readSkills;
  };
  const readMeaning = (): MeaningCoder => {
    const map = mapOf();
    const regenerator = new Regenerator(codebook, map, ngrams);
    return new MeaningCoder(codebook, map, skillNgramsOf(), speller, regenerator);
  };
  const surface = container.sections.has(surfaceTag) ? sectionOf(container, surfaceTag) : null;
  const readLayers = (): LayerCoders => {
    const map = mapOf();
    const second = surface as ByteReader;
    second.at = second.begin;
    const layer = readSurface(second, codebook, map);
    const layers = new TextLayers(codebook, map, skillNgramsOf(), ngrams, layer, speller);
    const { decoded } = layers;
    return { together: new LayeredCoder(layers), apart: new ApartCoder(layers), decoded };
  };
  const contents = {
    bytes: file.length,
    sections: sectionSizes(container),
    units: codebook.table.size,
    ngrams: ngrams.nodeCount - firstUnit - codebook.table.size,
    origin: readOrigin(sectionOf(container, aboutTag)),
  };
  return new Codec(
    hashText(container.hash),
    contents,
    new ExactCoder(codebook, ngrams, speller, surface !== null),
    readMeaning,
    surface === null ? null : readLayers,
  );
}

function sectionOf({ sections }: Container, tag: number): ByteReader {
  const reader = sections.get(tag);
  if (reader === undefined) throw new FormatError(`model file: has no section ${tag} (${sectionNames[tag]})`);
  return reader;
}

function sectionSizes({ sections }: Container): { name: string; bytes: number }[] {
  return Array.from(sections, ([tag, { begin, end }]) => ({
    name: sectionNames[tag] ?? `section ${tag}`,
    bytes: end - begin,
  }));
}
