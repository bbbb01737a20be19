/** Decodes records by docs/reference/format.md alone, with big integers and without regard to speed. */
import { Coder } from "./format-coder.js";
import { type LayersDecoder, layersDecoder } from "./format-layers-decoder.js";
import { meaningOf } from "./format-meaning.js";
import { Bytes, ngramsOf } from "./format-reader.js";
import { codebookOf, equalBytes, raised, spell, Text } from "./format-units.js";

/** A plain record, and a layered one. */
const kinds = [
  [0n, 7n << 27n],
  [7n << 27n, 8n << 27n],
] as const;

function sectionsOf(model: Uint8Array): Map<number, Bytes> {
  const head = new Bytes(model, 24);
  const sections = new Map<number, Bytes>();
  const count = head.u32();
  head.at = 32;
  for (let i = 0; i < count; i++) {
    const [tag, offset] = [head.u32(), head.u32()];
    sections.set(tag, new Bytes(model, offset));
    head.at += 8;
  }
  return sections;
}

export type FormatDecoder = {
  exact(record: Uint8Array): Uint8Array;
  /** The names of the skills and words, as they come. */
  meaning(record: Uint8Array): Uint8Array[];
  /** Null for a model without the second layer. */
  layers: LayersDecoder | null;
};

/** A decoder for all records of a model. */
export function formatDecoder(model: Uint8Array): FormatDecoder {
  const sections = sectionsOf(model);
  const letters = sections.get(2)!.list(257, sections.get(2)!.varint);
  const spelling = ngramsOf(sections.get(2)!, [2 ** 30 - letters.reduce((a, b) => a + b, 0), ...letters]);
  const codebook = codebookOf(sections.get(3)!);
  const { units } = codebook;
  const ngrams = ngramsOf(sections.get(4)!, codebook.frequencies);
  const meanings = meaningOf(sections.get(5)!, sections.get(6)!, codebook);
  const layers = sections.has(7)
    ? layersDecoder(sections.get(7)!, { codebook, ngrams, spelling, meanings })
    : null;

  const plain = (coder: Coder): Uint8Array => {
    const text = new Text();
    let context = ngrams.start(4);
    const readUnit = (): number => {
      const unit = coder.read(ngrams.intervals(context));
      context = ngrams.next(context, unit);
      return unit;
    };
    while (!coder.ended()) {
      const unit = readUnit();
      if (unit === 1) {
        do text.bytes.push(coder.read(equalBytes));
        while (!coder.ended());
        break;
      }
      const lettersOf = (of: number): number[] => (of === 0 ? spell(coder, spelling) : units[of]);
      text.append(unit === 2 || unit === 3 ? raised(lettersOf(readUnit()), unit === 3) : lettersOf(unit));
    }
    return Uint8Array.from(text.bytes);
  };

  const exact = (record: Uint8Array): Uint8Array => {
    const coder = new Coder(record);
    return layers === null || coder.read(kinds) === 0 ? plain(coder) : layers.rest(coder, record.length);
  };

  const meaning = (record: Uint8Array): Uint8Array[] => {
    const coder = new Coder(record);
    const { model, skills } = meanings;
    const names: Uint8Array[] = [];
    let context = model.start(1);
    while (!coder.ended()) {
      const symbol = coder.read(model.intervals(context));
      context = model.next(context, symbol);
      names.push(Uint8Array.from(symbol === 0 ? spell(coder, spelling) : units[skills[symbol]]));
    }
    return names;
  };

  return { exact, meaning, layers };
}
