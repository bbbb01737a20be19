import { rejected } from "../../base/index.js";
import { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import type { Layers } from "../layers/layered-coder.js";

/**
 * Both layers as one record, as packs of the mode layered hold them: the length of the first, then both.
 *
 * @example
 * ```ts
 * import { joinLayers, splitLayers } from "@onset/core/codec";
 * const record = joinLayers({ meaning: Uint8Array.of(7, 8), surface: Uint8Array.of(9) });
 * [...record]; // => [2, 7, 8, 9]
 * [...splitLayers(record).surface]; // => [9]
 * splitLayers(Uint8Array.of(5, 1)); // throws FormatError: record: claims 5 bytes of its first layer, of which there can be at most 1
 * ```
 */
export function joinLayers({
  meaning,
  surface,
}: {
  readonly meaning: Uint8Array;
  readonly surface: Uint8Array;
}): Uint8Array<ArrayBuffer> {
  for (const [name, layer] of Object.entries({ meaning, surface })) {
    if (!(layer instanceof Uint8Array)) throw rejected(layer, name, "a Uint8Array", true);
  }
  const out = new ByteWriter();
  out.varint(meaning.length);
  out.append(meaning);
  out.append(surface);
  return out.finish();
}

/** The layers of a record of `joinLayers`. @throws FormatError when it is none */
export function splitLayers(record: Uint8Array): Layers {
  if (!(record instanceof Uint8Array)) throw rejected(record, "record", "a Uint8Array", true);
  const reader = new ByteReader(record, "record");
  const length = reader.count("bytes of its first layer", record.length - 1);
  return { meaning: reader.take(length).slice(), surface: record.slice(reader.at) };
}
