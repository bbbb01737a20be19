/**
 * Learns a stored graph in rounds, texts updated where they are: see src/learning/peel.ts. Its first call is fast: V8 compiles
 * it whole, where TypeScript is interpreted for tens of milliseconds. Positions are in bytes.
 */

let textCount: i32 = 0;
let skillCount: i32 = 0;
/** Offsets of the lists of skills, and the texts in them. */
let skillOffsets: usize = 0;
let skillTexts: usize = 0;
/** For every text the number of its unlearned skills and their exclusive or, side by side; zeros at first. */
let texts: usize = 0;
/** For every skill the round that learned it, none at first and 0 for what is known, and the text that did. */
let rounds: usize = 0;
let teachers: usize = 0;
let queue: usize = 0;

const none: u32 = 0xffff_ffff;

export function setGraph(
  textNumber: i32,
  skillNumber: i32,
  skillOffsetsAt: usize,
  skillTextsAt: usize,
  textsAt: usize,
  roundsAt: usize,
  teachersAt: usize,
  queueAt: usize,
): void {
  textCount = textNumber;
  skillCount = skillNumber;
  skillOffsets = skillOffsetsAt;
  skillTexts = skillTextsAt;
  texts = textsAt;
  rounds = roundsAt;
  teachers = teachersAt;
  queue = queueAt;
}

/** Puts every skill that is not known into its texts. */
export function fillTexts(): void {
  const all = texts;
  let round = rounds;
  let offset = skillOffsets;
  let edge = skillTexts;
  for (let skill = 0; skill < skillCount; skill++, round += 4) {
    offset += 4;
    const end = skillTexts + ((load<u32>(offset) as usize) << 2);
    if (load<u32>(round) == 0) edge = end;
    for (const high = (skill as u64) << 32; edge < end; edge += 4) {
      const text = all + ((load<u32>(edge) as usize) << 3);
      store<u64>(text, (load<u64>(text) + 1) ^ high);
    }
  }
}

/** Queues the skills that are alone in a text, which teaches them in round 1. Returns how many. */
export function queueFirst(): i32 {
  const ofSkill = rounds;
  let queued = queue;
  for (let text = 0; text < textCount; text++) {
    const state = load<u64>(texts + ((text as usize) << 3));
    if ((state as u32) != 1) continue;
    const skill = (state >> 32) as u32;
    const place = (skill as usize) << 2;
    // Texts come in order: the first one to teach a skill is the smallest.
    if (load<u32>(ofSkill + place) != none) continue;
    store<u32>(ofSkill + place, 1);
    store<u32>(teachers + place, text as u32);
    store<u32>(queued, skill);
    queued += 4;
  }
  return ((queued - queue) >> 2) as i32;
}

/** Tells the texts of queued skills that they are learned; queues what is learned in `nextRound`. Returns the new end. */
export function tell(begin: i32, end: i32, nextRound: u32): i32 {
  const all = texts;
  const lists = skillTexts;
  const ofSkill = rounds;
  const last = queue + ((end as usize) << 2);
  let queued = last;
  for (let told = queue + ((begin as usize) << 2); told < last; told += 4) {
    const skill = load<u32>(told);
    const offset = skillOffsets + ((skill as usize) << 2);
    const listEnd = lists + ((load<u32>(offset, 4) as usize) << 2);
    const high = (skill as u64) << 32;
    for (let edge = lists + ((load<u32>(offset) as usize) << 2); edge < listEnd; edge += 4) {
      const text = load<u32>(edge);
      const place = all + ((text as usize) << 3);
      const state = (load<u64>(place) - 1) ^ high;
      store<u64>(place, state);
      if ((state as u32) != 1) continue;
      const left = (state >> 32) as u32;
      const leftAt = (left as usize) << 2;
      const round = load<u32>(ofSkill + leftAt);
      if (round == none) {
        store<u32>(ofSkill + leftAt, nextRound);
        store<u32>(teachers + leftAt, text);
        store<u32>(queued, left);
        queued += 4;
      } else if (round == nextRound && text < load<u32>(teachers + leftAt)) {
        store<u32>(teachers + leftAt, text);
      }
    }
  }
  return ((queued - queue) >> 2) as i32;
}

/** Leaves of every text its number of unlearned skills alone, one word a text. */
export function keepCounts(): void {
  for (let text = 0; text < textCount; text++) {
    const place = (text as usize) << 2;
    store<u32>(texts + place, load<u32>(texts + 2 * place));
  }
}
