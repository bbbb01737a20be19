/**
 * Edges of implicit graphs, computed in batches: first the texts of some skills, four edges at a time and without a
 * branch an edge, then what is done with them, in loops that only load and store. So neither waits for the other's
 * mispredicted branches.
 *
 * The words are those of `firstWord`, `secondWord` and `edgeWord` in src/learning/implicit/edge-words.ts.
 */

let keyA: i32 = 0;
let keyB: i32 = 0;
let keyC: i32 = 0;
let keyD: i32 = 0;
let degreeShift: i32 = 0;
let degreeMask: i32 = 0;
let ownDegrees: usize = 0;
let aliasDegrees: usize = 0;
let textCount: i32 = 0;
let groupWords: usize = 0;
let leastQuads: i32 = 0;
let batchEdges: i32 = 0;

/** The two arrays of a batch, and the edges of the last one. */
export let filledTexts: usize = 0;
export let filledSkills: usize = 0;
export let filled: i32 = 0;

/**
 * The degree table, the number of texts, quads of edges computed for every skill, where batches go (two arrays), the edges
 * after which a batch ends, and 32 bytes for the words of four skills.
 */
export function setLaw(
  shift: i32,
  mask: i32,
  own: usize,
  alias: usize,
  count: i32,
  quads: i32,
  texts: usize,
  skills: usize,
  edges: i32,
  group: usize,
): void {
  degreeShift = shift;
  degreeMask = mask;
  ownDegrees = own;
  aliasDegrees = alias;
  textCount = count;
  leastQuads = quads;
  filledTexts = texts;
  filledSkills = skills;
  batchEdges = edges;
  groupWords = group;
}

export function setKey(a: i32, b: i32, c: i32, d: i32): void {
  keyA = a;
  keyB = b;
  keyC = c;
  keyD = d;
}

// @ts-ignore: decorator
@inline
function fourWords(walk: v128, second: v128): v128 {
  const word = v128.xor(i32x4.mul(v128.xor(walk, i32x4.shr_u(walk, 16)), i32x4.splat(0x21f0aaad)), second);
  return i32x4.mul(v128.xor(word, i32x4.shr_u(word, 15)), i32x4.splat(0x735a2d97));
}

/** (word * textCount / 2^32) | 0 in integers: what doubles give, too, as long as they hold the product: to 2^21 texts. */
// @ts-ignore: decorator
@inline
function fewTexts(word: v128, count: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(word, count);
  const high = i64x2.extmul_high_i32x4_u(word, count);
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

/**
 * (word * (textCount / 2^32)) | 0 in doubles, rounded as in TypeScript. A word under the exponent of 2^52 is a double
 * too large by 2^52; a whole number below 2^32 plus 2^52 has its bits at the bottom.
 */
// @ts-ignore: decorator
@inline
function manyTexts(word: v128, scale: v128): v128 {
  const low = i64x2.splat(0xffff_ffff);
  const exponent = i64x2.splat(0x4330_0000_0000_0000);
  let even = f64x2.mul(f64x2.sub(v128.or(v128.and(word, low), exponent), exponent), scale);
  let odd = f64x2.mul(f64x2.sub(v128.or(i64x2.shr_u(word, 32), exponent), exponent), scale);
  even = f64x2.add(f64x2.floor(even), exponent);
  odd = f64x2.add(f64x2.floor(odd), exponent);
  return v128.or(v128.and(even, low), i64x2.shl(odd, 32));
}

/**
 * Computes the edges of the skills listed from `list` to before `end` until the batch is full; returns where it stopped.
 * Per edge `filledTexts` gets the byte offset of the text's word and `filledSkills` the skill.
 */
export function fillEdges(list: usize, end: usize): usize {
  return fill(list, end, false);
}

/** The same with the byte offset of the bin's cursor and the message. */
export function fillMessages(list: usize, end: usize): usize {
  return fill(list, end, true);
}

// @ts-ignore: decorator
@inline
function fill(list: usize, end: usize, messages: bool): usize {
  const a = i32x4.splat(keyA);
  const b = i32x4.splat(keyB);
  const c = i32x4.splat(keyC);
  const d = i32x4.splat(keyD);
  const shift = degreeShift;
  const mask = degreeMask;
  const own = ownDegrees;
  const alias = aliasDegrees;
  const few = (textCount as u32) <= 1 << 21;
  const count = i32x4.splat(textCount);
  const scale = f64x2.splat((textCount as u32 as f64) / 4294967296.0);
  const least = leastQuads;
  const texts = filledTexts;
  const skills = filledSkills;
  const firsts = groupWords;
  const most = (batchEdges as usize) << 2;
  const steps = i32x4(0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4);
  let at: usize = 0;
  while (list < end && at < most) {
    // The words of four skills; behind the end of the list they are computed for nothing.
    let first = v128.xor(v128.load(list), a);
    first = i32x4.mul(v128.xor(first, i32x4.shr_u(first, 16)), i32x4.splat(0x21f0aaad));
    first = i32x4.add(i32x4.mul(v128.xor(first, i32x4.shr_u(first, 15)), i32x4.splat(0x735a2d97)), c);
    first = v128.xor(first, i32x4.shr_u(first, 15));
    let second = v128.xor(first, b);
    second = i32x4.add(i32x4.mul(v128.xor(second, i32x4.shr_u(second, 16)), i32x4.splat(0x7feb352d)), d);
    second = i32x4.mul(v128.xor(second, i32x4.shr_u(second, 15)), i32x4.splat(0x846ca68b));
    second = v128.xor(second, i32x4.shr_u(second, 16));
    v128.store(firsts, first);
    v128.store(firsts, second, 16);

    const last = min(end, list + 16);
    for (let word = firsts; list < last; list += 4, word += 4) {
      const choice = load<i32>(word, 16);
      const cell = (choice >>> shift) as usize;
      const ownDegree = load<i32>(own + (cell << 2));
      const aliasDegree = load<i32>(alias + (cell << 2));
      const degree = select<i32>(cell as i32, aliasDegree, (choice & mask) < ownDegree);
      let quads = (degree + 3) >> 2;
      quads = select<i32>(quads, least, quads > least);
      const next = at + ((degree as usize) << 2);
      const seconds = v128.load_splat<i32>(word, 16);
      let marks = v128.load_splat<i32>(list);
      if (messages) marks = i32x4.shl(marks, 16);
      let walk = i32x4.add(v128.load_splat<i32>(word), steps);
      do {
        const words = fourWords(walk, seconds);
        const four = few ? fewTexts(words, count) : manyTexts(words, scale);
        if (messages) {
          v128.store(texts + at, i32x4.shl(i32x4.shr_u(four, 16), 2));
          v128.store(skills + at, v128.or(marks, v128.and(four, i32x4.splat(0xffff))));
        } else {
          v128.store(texts + at, i32x4.shl(four, 2));
          v128.store(skills + at, marks);
        }
        walk = i32x4.add(walk, i32x4.splat(0x78dde6e4));
        at += 16;
      } while (--quads > 0);
      at = next;
    }
  }
  filled = (at >>> 2) as i32;
  return list;
}
