import { type Codec, FormatError } from "../../codec/index.js";
import { decodeBlock, type LinkCode } from "./block.js";
import { distinct, skillsOf } from "./meaning-records.js";
import type { LinkMode } from "./options.js";
import { frameNumbers, type Packet, readPacket } from "./packet.js";
import { type FoundRecords, readRecords } from "./records.js";

/**
 * What a received text promises:
 * - `exact`: it is the text that was sent, to the byte;
 * - `same`: it has the same skills;
 * - `part`: its skills are some of those sent;
 * - `none`: nothing was received.
 */
export type Level = "exact" | "same" | "part" | "none";

/** One received text. */
export type Reception = {
  readonly level: Level;
  /** The skills received, distinct and sorted. */
  readonly skills: readonly string[];
  /**
   * The text itself; null at the level `none`. At the levels `same` and `part` it is made anew from the skills:
   * their names in the order of the text or, where no order is sent, what a search finds in some milliseconds.
   */
  readonly text: () => string | null;
};

/** What a receiver has. */
export type Receiver = {
  readonly codec: Codec;
  readonly mode: LinkMode;
  readonly code: LinkCode;
  readonly key: Uint8Array;
};

const nothing: Reception = { level: "none", skills: [], text: () => null };

/** Reads a frame from whatever bytes came. */
export function receiveFrame(
  packets: readonly Uint8Array[],
  frame: number,
  texts: number,
  { codec, mode, code, key }: Receiver,
): Reception[] {
  const own = packets.flatMap((bytes) => {
    const packet = readPacket(bytes, key);
    return packet !== null && packet.frame === frame % frameNumbers && packet.texts === texts ? [packet] : [];
  });
  const meanings = readLayer(own, 0, texts, code);
  const surfaces = readLayer(own, 1, texts, code);
  return meanings.map((meaning, text) => receiveText(codec, mode, meaning, surfaces[text]));
}

/** The records of a layer. Packets that disagree on its sizes cannot all be of it: the first of most of them decides. */
function readLayer(packets: readonly Packet[], layer: number, texts: number, code: LinkCode): FoundRecords[] {
  const groups = new Map<string, Packet[]>();
  for (const packet of packets) {
    if (packet.layer !== layer) continue;
    const shape = `${packet.dimension} ${packet.length} ${packet.payload.length}`;
    groups.set(shape, [...(groups.get(shape) ?? []), packet]);
  }
  const [largest] = [...groups.values()].sort((a, b) => b.length - a.length);
  return readRecords(largest === undefined ? [] : decodeBlock(largest, code), texts);
}

function receiveText(codec: Codec, mode: LinkMode, meaning: FoundRecords, surface: FoundRecords): Reception {
  try {
    if (mode === "exact") return surface.complete ? exact(codec, codec.decode(surface.records[0])) : nothing;
    if (mode === "meaning") return fromGroups(codec, meaning);
    const [layer] = meaning.records;
    if (meaning.complete && surface.complete) {
      return exact(codec, codec.decodeLayers(layer, surface.records[0]));
    }
    if (meaning.complete) return fromOrdered(codec, codec.meaningOf(layer), "same");
    if (meaning.cut === null) return nothing;
    const ordered = codec.meaningOfPrefix(meaning.cut.bytes, meaning.cut.length);
    return ordered.length === 0 ? nothing : fromOrdered(codec, ordered, "part");
  } catch (error) {
    // Bytes that passed the check and are no record all the same: not believed.
    if (error instanceof FormatError) return nothing;
    throw error;
  }
}

function exact(codec: Codec, text: string): Reception {
  return { level: "exact", skills: codec.meaning(text), text: () => text };
}

/** Skills in the order of the text: their names are a text that means the same, in the same order. */
function fromOrdered(codec: Codec, ordered: readonly string[], level: "same" | "part"): Reception {
  const skills = distinct(ordered);
  const text = (): string => {
    const names = ordered.join(" ");
    const means = codec.meaning(names);
    const isTrue = means.length === skills.length && means.every((skill, i) => skill === skills[i]);
    return isTrue ? names : codec.regenerate(codec.encodeMeaning(skills.join(" ")));
  };
  return { level, skills, text };
}

/** Skills without an order: a text is made of them by a search. */
function fromGroups(codec: Codec, { records, complete }: FoundRecords): Reception {
  if (records.length === 0) return nothing;
  const skills = skillsOf(codec, records);
  const text = (): string =>
    codec.regenerate(records.length === 1 ? records[0] : codec.encodeMeaning(skills.join(" ")));
  return { level: complete ? "same" : "part", skills, text };
}
