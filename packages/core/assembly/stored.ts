/**
 * Applies the messages of stored graphs: see src/learning/peel-binned.ts. Positions are in bytes; starts, cursors and ends of
 * chunks are indices into the messages, as there.
 */

let texts: usize = 0;
let textCount: i32 = 0;
let messages: usize = 0;
let starts: usize = 0;
let cursors: usize = 0;
let chunkEnds: usize = 0;
let binCount: i32 = 0;
let learned: usize = 0;
let pointed: usize = 0;
let teachers: usize = 0;
let candidates: usize = 0;
let sink: usize = 0;

/** Messages that are applied before their candidates are looked at. */
const batch: usize = 1024;
/** Messages of a bin from which on its texts are read in order first. */
const fetchFrom: i32 = 512;

export function setStored(
  textsAt: usize,
  textNumber: i32,
  messagesAt: usize,
  startsAt: usize,
  cursorsAt: usize,
  chunkEndsAt: usize,
  bins: i32,
  learnedAt: usize,
  pointedAt: usize,
  teachersAt: usize,
  candidatesAt: usize,
  sinkAt: usize,
): void {
  texts = textsAt;
  textCount = textNumber;
  messages = messagesAt;
  starts = startsAt;
  cursors = cursorsAt;
  chunkEnds = chunkEndsAt;
  binCount = bins;
  learned = learnedAt;
  pointed = pointedAt;
  teachers = teachersAt;
  candidates = candidatesAt;
  sink = sinkAt;
}

/**
 * The skills of the messages of the chunks from `first` to before `end` are learned from now on. Skills that are then alone
 * in a text are pointed at unless they are learned, and the smallest of those texts is remembered.
 */
export function removeStored(first: i32, end: i32): void {
  const room = candidates + 8 * batch;
  let found = candidates;
  for (let bin = 0; bin < binCount; bin++) {
    const at = (bin as usize) << 2;
    const base = texts + (at << 16);
    let position = messages + ((load<u32>(starts + at) as usize) << 2);
    if (load<i32>(cursors + at) - load<i32>(starts + at) >= fetchFrom) fetch(base);
    const firstText = bin << 16;
    for (let chunk = first; chunk < end; chunk++) {
      const high = chunk << 16;
      const last = messages + ((load<u32>(chunkEnds + ((chunk * binCount) as usize) * 4 + at) as usize) << 2);
      while (position < last) {
        const stop = min(last, position + 4 * batch);
        for (; position < stop; position += 4) {
          const low = load<u16>(position) as i32;
          const word = base + ((low as usize) << 2);
          const state = (load<i32>(word) - 0x0100_0000) ^ (high | (load<u16>(position, 2) as i32));
          store<i32>(word, state);
          store<i32>(found, state);
          store<i32>(found, firstText | low, 4);
          found += ((state >>> 24 == 1) as usize) << 3;
        }
        if (found >= room) {
          point(found);
          found = candidates;
        }
      }
    }
  }
  point(found);
}

/** Reads the texts of a bin in order, which memory foresees. */
function fetch(base: usize): void {
  const end = min(base + (1 << 18), texts + ((textCount as usize) << 2));
  let all = i64x2.splat(0);
  for (let line = base; line < end; line += 64) all = v128.or(all, v128.load(line));
  // Nobody wants it, but so the reads have to happen.
  v128.store(sink, all);
}

/** Candidates are states and texts. Those of learned skills go first, without a branch, so that the misses overlap. */
function point(end: usize): void {
  let left = candidates;
  for (let candidate = candidates; candidate < end; candidate += 8) {
    const skill = load<u32>(candidate) & 0x00ff_ffff;
    store<u32>(left, skill);
    store<u32>(left, load<u32>(candidate, 4), 4);
    const bits = load<u32>(learned + (((skill >>> 5) as usize) << 2));
    left += ((((bits >>> (skill & 31)) & 1) ^ 1) as usize) << 3;
  }
  for (let candidate = candidates; candidate < left; candidate += 8) {
    const skill = load<u32>(candidate);
    const word = pointed + (((skill >>> 5) as usize) << 2);
    store<i32>(word, load<i32>(word) | (1 << (skill & 31)));
    const teacher = teachers + ((skill as usize) << 2);
    store<u32>(teacher, min(load<u32>(teacher), load<u32>(candidate, 4)));
  }
}
