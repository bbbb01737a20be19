/** The direct kernel: see src/learning/implicit/direct.ts. */
import { filled, filledSkills, filledTexts, fillEdges } from "./edges";

let texts: usize = 0;
let textCount: i32 = 0;
let learned: usize = 0;
let skillCount: i32 = 0;
let queue: usize = 0;
let candidates: usize = 0;

export function setDirect(
  textsAt: usize,
  textNumber: i32,
  learnedAt: usize,
  skillNumber: i32,
  queueAt: usize,
  candidatesAt: usize,
): void {
  texts = textsAt;
  textCount = textNumber;
  learned = learnedAt;
  skillCount = skillNumber;
  queue = queueAt;
  candidates = candidatesAt;
}

/** Lists the skills that are not known in the queue and tells their texts; returns the number of edges. */
export function addSkills(): f64 {
  let end = queue;
  for (let skill = 0; skill < skillCount; skill++) {
    store<i32>(end, skill);
    end += ((load<u8>(learned + skill) ^ 1) as usize) << 2;
  }
  let edges: f64 = 0;
  for (let list = queue; list < end; ) {
    list = fillEdges(list, end);
    edges += filled;
    const words = texts;
    let skill = filledSkills;
    let text = filledTexts;
    const last = text + ((filled as usize) << 2);
    for (; text < last; text += 4, skill += 4) {
      const word = words + load<u32>(text);
      store<i32>(word, (load<i32>(word) + 0x0100_0000) ^ load<i32>(skill));
    }
  }
  return edges;
}

/** Queues the skills of the candidate states up to `end` that are not learned from `queued` on; returns its new end. */
function learn(end: usize, queued: usize): usize {
  const flags = learned;
  for (let candidate = candidates; candidate < end; candidate += 4) {
    const skill = load<u32>(candidate) & 0x00ff_ffff;
    store<i32>(queued, skill);
    queued += ((load<u8>(flags + skill) ^ 1) as usize) << 2;
    store<u8>(flags + skill, 1);
  }
  return queued;
}

/** Queues the skills that are alone in a text; returns their number. */
export function queueFirst(): i32 {
  let queued = queue;
  let text = texts;
  const last = text + ((textCount as usize) << 2);
  while (text < last) {
    let end = candidates;
    const stop = min(last, text + 4096);
    for (; text < stop; text += 4) {
      const state = load<u32>(text);
      store<i32>(end, state);
      end += ((state >>> 24 == 1) as usize) << 2;
    }
    queued = learn(end, queued);
  }
  return ((queued - queue) >>> 2) as i32;
}

/**
 * Tells the texts of the skills queued from `begin` to before `stop` that they are learned, and queues those that are
 * then alone; returns the new end.
 */
export function removeSkills(begin: i32, stop: i32): i32 {
  const words = texts;
  let queued = queue + ((stop as usize) << 2);
  const listEnd = queued;
  for (let list = queue + ((begin as usize) << 2); list < listEnd; ) {
    list = fillEdges(list, listEnd);
    let end = candidates;
    let skill = filledSkills;
    let text = filledTexts;
    const last = text + ((filled as usize) << 2);
    for (; text < last; text += 4, skill += 4) {
      const word = words + load<u32>(text);
      const state = (load<i32>(word) - 0x0100_0000) ^ load<i32>(skill);
      store<i32>(word, state);
      store<i32>(end, state);
      end += ((state >>> 24 == 1) as usize) << 2;
    }
    queued = learn(end, queued);
  }
  return ((queued - queue) >>> 2) as i32;
}
