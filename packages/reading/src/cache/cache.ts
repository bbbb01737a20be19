/**
 * A corpus that has been read, as one file of integers and names: opening it takes as long as copying it.
 *
 * | bytes | content |
 * |---|---|
 * | 8 | magic: `ONSETC03` |
 * | 8 | length of the header, little-endian, and four zeros |
 * | header | JSON: the key, what was read, the lengths of the sections in bytes |
 * | sections | the texts of the graphs, parts of the names of skills and texts, rows of the texts; each padded to 8 bytes |
 * | 8 | checksum of all bytes before it |
 */
import type { Names } from "@onset/core/corpus";
import { HalfGraph, type SkillTextGraph, textListBytes } from "@onset/core/graph";
import { NumberedNames, StoredNames } from "../corpus/names.js";
import type { Reading } from "../read.js";
import { type ByteSource, readInto } from "../source/source.js";
import { Checksum } from "./checksum.js";

const magic = "ONSETC03";
const prefixBytes = 16;
const maxHeaderBytes = 1 << 26;

type Header = {
  readonly key: string;
  readonly reading: Omit<Reading, "corpus" | "records" | "offsets">;
  readonly graphs: readonly { readonly texts: number; readonly skills: number; readonly edges: number }[];
  readonly skillNames: NamesHeader;
  /** Null where texts are called by the numbers of their rows. */
  readonly textNames: NamesHeader | null;
  readonly recordBytes: number;
};

type NamesHeader = { readonly lengths: readonly number[]; readonly firsts: readonly number[] };

/**
 * The bytes of the file of a reading, in pieces. Where rows stand in their file is not kept.
 *
 * @param key - what the reading was made of: the content of the files and the options
 */
export function* cachedBytes(reading: Reading, key: string): Generator<Uint8Array> {
  const checksum = new Checksum();
  for (const piece of pieces(reading, key)) {
    checksum.add(piece);
    yield piece;
  }
  yield checksum.bytes();
}

function* pieces(reading: Reading, key: string): Generator<Uint8Array> {
  const { corpus, records, offsets: _, ...rest } = reading;
  const { needs, directed, skillNames, textNames } = corpus;
  const graphs = directed === undefined ? [needs] : [needs, directed.requires, directed.teaches];
  const skills = stored(skillNames).parts();
  const texts = textNames instanceof NumberedNames ? null : stored(textNames).parts();
  const header: Header = {
    key,
    reading: rest,
    graphs: graphs.map(({ textCount, skillCount, edgeCount }) => ({
      texts: textCount,
      skills: skillCount,
      edges: edgeCount,
    })),
    skillNames: { lengths: skills.lengths, firsts: skills.firsts },
    textNames: texts && { lengths: texts.lengths, firsts: texts.firsts },
    recordBytes: records.byteLength,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const prefix = new Uint8Array(prefixBytes);
  prefix.set(new TextEncoder().encode(magic));
  new DataView(prefix.buffer).setUint32(8, text.length, true);
  yield prefix;
  yield* padded(text);
  for (const graph of graphs) yield* padded(textListBytes(graph));
  for (const part of [...skills.bytes, ...(texts?.bytes ?? [])]) yield* padded(part);
  yield* padded(new Uint8Array(records.buffer, records.byteOffset, records.byteLength));
}

function stored(names: Names): StoredNames {
  if (names instanceof StoredNames) return names;
  const copy = new StoredNames();
  const encoder = new TextEncoder();
  for (const name of names) {
    const bytes = encoder.encode(name);
    copy.add(bytes, 0, bytes.length);
  }
  return copy;
}

function* padded(bytes: Uint8Array): Generator<Uint8Array> {
  yield bytes;
  const rest = paddedLength(bytes.length) - bytes.length;
  if (rest > 0) yield new Uint8Array(rest);
}

function paddedLength(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/**
 * The reading in a file that {@link cachedBytes} made. All of it is checked: key, lengths, the edges of the graphs, that
 * names lie in their bytes, and the checksum. O(texts + skills + edges), straight into the memory of the graphs.
 *
 * @returns null when it is no such file, is damaged, or has another key: the corpus is then to be read again
 */
export async function readCached(source: ByteSource, key: string): Promise<Reading | null> {
  try {
    return await openCached(source, key);
  } catch {
    return null;
  }
}

async function openCached(source: ByteSource, key: string): Promise<Reading | null> {
  const prefix = await source.read(0, prefixBytes);
  if (new TextDecoder().decode(prefix.subarray(0, 8)) !== magic) return null;
  const headerBytes = new DataView(prefix.buffer, prefix.byteOffset).getUint32(8, true);
  if (headerBytes > maxHeaderBytes) return null;
  const checksum = new Checksum();
  checksum.add(prefix);
  let at = prefixBytes;
  const fill = async (bytes: Uint8Array): Promise<Uint8Array> => {
    await readInto(source, at, bytes);
    checksum.add(bytes);
    const end = at + bytes.length;
    at += paddedLength(bytes.length);
    if (at > end) checksum.add(await source.read(end, at));
    return bytes;
  };
  const section = (length: number): Promise<Uint8Array> => {
    if (at + length > source.size) throw new Error("a section lies behind the end of the file");
    return fill(new Uint8Array(length));
  };
  const header = JSON.parse(new TextDecoder().decode(await section(headerBytes))) as Header;
  if (header.key !== key) return null;
  const halves: HalfGraph[] = [];
  for (const { texts, skills, edges } of header.graphs) {
    if (at + 4 * (texts + edges) > source.size) throw new Error("a graph lies behind the end of the file");
    const half = new HalfGraph(texts, skills, edges);
    await fill(half.bytes);
    halves.push(half);
  }
  const namesOf = async ({ firsts, lengths }: NamesHeader): Promise<StoredNames> => {
    const parts: Uint8Array[] = [];
    for (const length of lengths) parts.push(await section(length));
    return StoredNames.from(firsts, parts);
  };
  const skillNames = await namesOf(header.skillNames);
  const texts = header.textNames === null ? null : await namesOf(header.textNames);
  const records = new Uint32Array((await section(header.recordBytes)).buffer as ArrayBuffer);
  const sum = checksum.bytes();
  const written = await source.read(at, source.size);
  if (written.length !== sum.length || !sum.every((byte, i) => written[i] === byte)) return null;
  const [needs, requires, teaches]: SkillTextGraph[] = halves.map((half) => half.finish());
  const textNames = texts ?? new NumberedNames(records);
  if (textNames.length !== needs.textCount || skillNames.length !== needs.skillCount) return null;
  return {
    ...header.reading,
    corpus: {
      textNames,
      skillNames,
      needs: needs,
      ...(teaches !== undefined && { directed: { requires: requires, teaches } }),
    },
    records,
    offsets: null,
  };
}
