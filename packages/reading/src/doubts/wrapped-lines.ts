const minPairs = 20;
const maxWrapped = 110;

/**
 * Whether lines seem to be cut where a page ends: many that are nearly as long as the longest go on with a small letter
 * in the next one.
 *
 * @param fewest - pairs of lines that are needed to tell
 */
export function wrappedLines(lines: readonly string[], fewest: number = minPairs): boolean {
  const lengths = lines.map((line) => line.trimEnd().length);
  const width = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (width > maxWrapped) return false;
  let pairs = 0;
  let continued = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    if (lengths[i] === 0 || lengths[i + 1] === 0) continue;
    pairs++;
    const isFull = lengths[i] > 0.7 * width;
    const isOpen = !/[.!?:;…”"'»)\]]\s*$/u.test(lines[i]);
    if (isFull && isOpen && /^\s*\p{Ll}/u.test(lines[i + 1])) continued++;
  }
  return pairs >= fewest && continued > 0.4 * pairs;
}
