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
let textScale: f64 = 0;
let leastQuads: i32 = 0;
let batchEdges: i32 = 0;

/** The two arrays of a batch, and the edges of the last one. */
export let filledTexts: usize = 0;
export let filledSkills: usize = 0;
export let filled: i32 = 0;

/** The degree table, textCount / 2^32, quads of edges computed for every skill, and where batches go: two arrays. */
export function setLaw(
  shift: i32,
  mask: i32,
  own: usize,
  alias: usize,
  scale: f64,
  quads: i32,
  texts: usize,
  skills: usize,
  edges: i32,
): void {
  degreeShift = shift;
  degreeMask = mask;
  ownDegrees = own;
  aliasDegrees = alias;
  textScale = scale;
  leastQuads = quads;
  filledTexts = texts;
  filledSkills = skills;
  batchEdges = edges;
}

export function setKey(a: i32, b: i32, c: i32, d: i32): void {
  keyA = a;
  keyB = b;
  keyC = c;
  keyD = d;
}

// @ts-ignore: decorator
@inline
function fourTexts(walk: v128, second: v128, scale: v128): v128 {
  let word = v128.xor(i32x4.mul(v128.xor(walk, i32x4.shr_u(walk, 16)), i32x4.splat(0x21f0aaad)), second);
  word = i32x4.mul(v128.xor(word, i32x4.shr_u(word, 15)), i32x4.splat(0x735a2d97));
  // (word * scale) | 0 in doubles, rounded as in TypeScript. A word under the exponent of 2^52 is a double too large by
  // 2^52; a whole number below 2^32 plus 2^52 has its bits at the bottom.
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
  const a = keyA;
  const b = keyB;
  const c = keyC;
  const d = keyD;
  const shift = degreeShift;
  const mask = degreeMask;
  const own = ownDegrees;
  const alias = aliasDegrees;
  const scale = f64x2.splat(textScale);
  const least = leastQuads;
  const texts = filledTexts;
  const skills = filledSkills;
  const most = (batchEdges as usize) << 2;
  const steps = i32x4(0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4);
  let at: usize = 0;
  while (list < end && at < most) {
    const skill = load<i32>(list);
    list += 4;
    let first = skill ^ a;
    first = (first ^ (first >>> 16)) * 0x21f0aaad;
    first = (first ^ (first >>> 15)) * 0x735a2d97 + c;
    first ^= first >>> 15;
    let second = first ^ b;
    second = (second ^ (second >>> 16)) * 0x7feb352d + d;
    second = (second ^ (second >>> 15)) * 0x846ca68b;
    second ^= second >>> 16;

    const cell = (second >>> shift) as usize;
    const ownDegree = load<i32>(own + (cell << 2));
    const aliasDegree = load<i32>(alias + (cell << 2));
    const degree = select<i32>(cell as i32, aliasDegree, (second & mask) < ownDegree);
    let quads = (degree + 3) >> 2;
    quads = select<i32>(quads, least, quads > least);
    const next = at + ((degree as usize) << 2);
    const seconds = i32x4.splat(second);
    const marks = i32x4.splat(messages ? skill << 16 : skill);
    let walk = i32x4.add(i32x4.splat(first), steps);
    do {
      const four = fourTexts(walk, seconds, scale);
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
  filled = (at >>> 2) as i32;
  return list;
}
