import { type Codec, FormatError } from "../../codec/index.js";
import { decodeBlock, type LinkCode } from "./block.js";
import { skillsOf } from "./meaning-records.js";
import { frameNumbers, type Packet, readPacket } from "./packet.js";
import { type FoundRecords, readRecords } from "./records.js";
import type { Surface } from "./surface.js";

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
   * The text itself; null at the level `none`. At the levels `same` and `part` it is made anew from the skills, which
   * takes some milliseconds.
   */
  readonly text: () => string | null;
};

/** What a receiver has. */
export type Receiver = {
  readonly codec: Codec;
  readonly surface: Surface;
  readonly code: LinkCode;
  readonly key: Uint8Array;
};

const nothing: Reception = { level: "none", skills: [], text: () => null };

/** Reads a frame from whatever bytes came. */
export function receiveFrame(
  packets: readonly Uint8Array[],
  frame: number,
  texts: number,
  { codec, surface, code, key }: Receiver,
): Reception[] {
  const own = packets.flatMap((bytes) => {
    const packet = readPacket(bytes, key);
    return packet !== null && packet.frame === frame % frameNumbers && packet.texts === texts ? [packet] : [];
  });
  const meanings = readLayer(own, 0, texts, code);
  const surfaces = readLayer(own, 1, texts, code);
  return meanings.map((meaning, text) => receiveText(codec, surface, meaning, surfaces[text]));
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

function receiveText(codec: Codec, surface: Surface, meaning: FoundRecords, exact: FoundRecords): Reception {
  try {
    if (exact.complete && (meaning.complete || !surface.needsMeaning)) {
      const text = surface.decode(exact.records[0], meaning.complete ? meaning.records : null);
      return { level: "exact", skills: codec.meaning(text), text: () => text };
    }
    if (meaning.records.length === 0) return nothing;
    const skills = skillsOf(codec, meaning.records);
    const text = (): string => codec.regenerate(recordOf(codec, meaning.records, skills));
    return { level: meaning.complete ? "same" : "part", skills, text };
  } catch (error) {
    // Bytes that passed the check and are no record all the same: not believed.
    if (error instanceof FormatError) return nothing;
    throw error;
  }
}

/** One record of all skills. */
function recordOf(codec: Codec, records: readonly Uint8Array[], skills: readonly string[]): Uint8Array {
  return records.length === 1 ? records[0] : codec.encodeMeaning(skills.join(" "));
}
