/**
 * The bytes of a skill-text graph: one ArrayBuffer of 32-bit words in the machine's byte order.
 *
 * | words | content |
 * |---|---|
 * | 8 | header: magic, version, texts, skills, edges, check of the five words before it, two zeros |
 * | texts + 1 | where the skills of each text begin; the last word is the number of edges |
 * | edges | skills, text after text, ascending within a text |
 * | skills + 1 | where the texts of each skill begin; the last word is the number of edges |
 * | edges | texts, skill after skill, ascending within a skill |
 *
 * The buffer is the object, the file and the worker message: saving, loading and posting need no conversion.
 */

const magic = 0x4753_4e4f; // the bytes "ONSG" on a little-endian machine
const magicOfOtherByteOrder = 0x4f4e_5347;
const version = 1;
const headerWords = 8;

/** Largest number of texts or of skills: the largest 32-bit word is left to mean "none". */
export const maxCount = 0xffff_fffe;

/** The numbers a header holds. */
export type GraphCounts = {
  readonly texts: number;
  readonly skills: number;
  readonly edges: number;
};

/** The four arrays of a graph, views into its buffer. */
export type GraphArrays = {
  readonly textOffsets: Uint32Array<ArrayBuffer>;
  readonly textSkills: Uint32Array<ArrayBuffer>;
  readonly skillOffsets: Uint32Array<ArrayBuffer>;
  readonly skillTexts: Uint32Array<ArrayBuffer>;
};

/** Bytes of a graph with these counts. Below 2^53 for all counts of 32 bits, hence exact. */
export function graphByteLength({ texts, skills, edges }: GraphCounts): number {
  return 4 * (headerWords + texts + 1 + skills + 1 + 2 * edges);
}

/** A zeroed buffer with its header written. */
export function allocateGraph(counts: GraphCounts): ArrayBuffer {
  const bytes = graphByteLength(counts);
  let buffer: ArrayBuffer;
  try {
    buffer = new ArrayBuffer(bytes);
  } catch {
    throw new RangeError(
      `a graph of ${counts.texts} texts, ${counts.skills} skills and ${counts.edges} edges needs ${bytes} bytes, ` +
        "more than this machine gives in one piece",
    );
  }
  const header = [magic, version, counts.texts, counts.skills, counts.edges];
  new Uint32Array(buffer, 0, headerWords).set([...header, headerCheck(header)]);
  return buffer;
}

/** Reads a header without believing it: every number is checked before the next one is used. */
export function readHeader(buffer: ArrayBuffer): GraphCounts {
  if (buffer.byteLength < 4 * headerWords) {
    throw new Error(
      `not a skill-text graph: expected a header of ${4 * headerWords} bytes, found ${buffer.byteLength} bytes in all`,
    );
  }
  const words = new Uint32Array(buffer, 0, headerWords);
  const [foundMagic, foundVersion, texts, skills, edges, check] = words as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (foundMagic === magicOfOtherByteOrder) {
    throw new Error(
      "a skill-text graph written on a machine of the other byte order: build it again on this one",
    );
  }
  if (foundMagic !== magic) {
    throw new Error(
      `not a skill-text graph: expected the magic number ${hex(magic)}, found ${hex(foundMagic)}`,
    );
  }
  if (foundVersion !== version) {
    throw new Error(`a skill-text graph of version ${foundVersion}: this program reads version ${version}`);
  }
  const expectedCheck = headerCheck(words.subarray(0, 5));
  if (check !== expectedCheck) {
    throw new Error(
      `corrupted skill-text graph: expected the header check ${hex(expectedCheck)}, found ${hex(check)}`,
    );
  }
  const counts = { texts, skills, edges };
  if (buffer.byteLength !== graphByteLength(counts)) {
    const fault = buffer.byteLength < graphByteLength(counts) ? "truncated" : "overlong";
    throw new Error(
      `${fault} skill-text graph: ${texts} texts, ${skills} skills and ${edges} edges take ` +
        `${graphByteLength(counts)} bytes, found ${buffer.byteLength}`,
    );
  }
  return counts;
}

/** The four arrays of a buffer whose header agrees with its length. */
export function graphArrays(buffer: ArrayBuffer, { texts, skills, edges }: GraphCounts): GraphArrays {
  let byte = 4 * headerWords;
  const take = (words: number): Uint32Array<ArrayBuffer> => {
    const view = new Uint32Array(buffer, byte, words);
    byte += 4 * words;
    return view;
  };
  return {
    textOffsets: take(texts + 1),
    textSkills: take(edges),
    skillOffsets: take(skills + 1),
    skillTexts: take(edges),
  };
}

/** FNV-1a over whole words: one flipped bit in a count is noticed before the count is used. */
function headerCheck(words: ArrayLike<number>): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x0100_0193);
  return hash >>> 0;
}

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, "0")}`;
}
