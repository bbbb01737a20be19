import { buildGraphOfTexts, checkGraph, type SkillTextGraph } from "../../graph/index.js";

/** Sizes beyond this are no code that anybody decodes, but a mistake in the file. */
const maxSide = 1e7;

/**
 * Reads a code from the text of an alist file, MacKay's form of sparse parity-check matrices: the numbers of bits and checks, the largest degrees,
 * the degree of every bit and check, then the checks of every bit and the bits of every check, counted from 1, filled up with
 * zeros or not. Checks become texts, bits skills. O(length of the text).
 *
 * Source: MacKay, "Encyclopedia of sparse graph codes", https://www.inference.org.uk/mackay/codes/alist.html.
 *
 * @throws RangeError that names the line when the text is no alist, or its two halves are of different codes.
 *
 * @example
 * ```ts
 * import { parseAlist, printAlist } from "@onset/core/channel";
 * const text = "3 2\n2 2\n1 2 1\n2 2\n1 0\n1 2\n2 0\n1 2\n2 3\n";
 * const graph = parseAlist(text);
 * [graph.skillCount, graph.textCount, graph.edgeCount]; // => [3, 2, 4]
 * printAlist(graph) === text; // => true
 * parseAlist("3 2\n2"); // throws RangeError: line 2 of the alist expected 2 numbers, got 1
 * ```
 */
export function parseAlist(text: string): SkillTextGraph {
  const lines = text.split("\n").map((line) => line.trim());
  let next = 0;
  const numbers = (count: number | null, most: number): number[] => {
    const line = lines[next++] ?? "";
    const found = line === "" ? [] : line.split(/\s+/).map(Number);
    if (count !== null && found.length !== count) {
      throw new RangeError(`line ${next} of the alist expected ${count} numbers, got ${found.length}`);
    }
    const wrong = found.find((value) => !(Number.isInteger(value) && value >= 0 && value <= most));
    if (wrong !== undefined) {
      throw new RangeError(`line ${next} of the alist expected integers from 0 to ${most}, got ${wrong}`);
    }
    return found;
  };
  const [bits, checks] = numbers(2, maxSide);
  numbers(2, maxSide);
  const degreesOfBits = numbers(bits, checks);
  const degreesOfChecks = numbers(checks, bits);
  const list = (degree: number, most: number): number[] => {
    const found = numbers(null, most).filter((value) => value > 0);
    if (found.length === degree && new Set(found).size === degree) return found;
    throw new RangeError(
      `line ${next} of the alist expected ${degree} different numbers above 0, got ${found.length}`,
    );
  };
  const checksOfBits = degreesOfBits.map((degree) => list(degree, checks));
  const bitsOfChecks = degreesOfChecks.map((degree) => list(degree, bits).sort((a, b) => a - b));
  const inverted: number[][] = bitsOfChecks.map(() => []);
  checksOfBits.forEach((own, bit) => {
    for (const check of own) inverted[check - 1].push(bit + 1);
  });
  const differs = bitsOfChecks.findIndex((own, check) => own.join() !== inverted[check].join());
  if (differs >= 0) {
    throw new RangeError(`check ${differs + 1} of the alist has other bits than the lists of the bits say`);
  }
  const offsets = new Uint32Array(checks + 1);
  bitsOfChecks.forEach((own, check) => {
    offsets[check + 1] = offsets[check] + own.length;
  });
  const skills = Uint32Array.from(bitsOfChecks.flat(), (bit) => bit - 1);
  return buildGraphOfTexts(bits, offsets, skills).graph;
}

/** Returns a code as the text of an alist file, lists filled up with zeros. See {@link parseAlist}. O(edges). */
export function printAlist(graph: SkillTextGraph): string {
  checkGraph(graph);
  const { textCount, skillCount } = graph;
  const ofBits = Array.from({ length: skillCount }, (_, bit) => [...graph.textsOfSkill(bit)]);
  const ofChecks = Array.from({ length: textCount }, (_, check) => [...graph.skillsOfText(check)]);
  const largest = (lists: readonly number[][]) => lists.reduce((most, own) => Math.max(most, own.length), 0);
  const rows = (lists: readonly number[][]): string[] => {
    const width = largest(lists);
    return lists.map((own) => Array.from({ length: width }, (_, i) => (own[i] ?? -1) + 1).join(" "));
  };
  return [
    `${skillCount} ${textCount}`,
    `${largest(ofBits)} ${largest(ofChecks)}`,
    ofBits.map((own) => own.length).join(" "),
    ofChecks.map((own) => own.length).join(" "),
    ...rows(ofBits),
    ...rows(ofChecks),
    "",
  ].join("\n");
}
