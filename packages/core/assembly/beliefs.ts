/**
 * Belief propagation of sixteen words at a time, in whole numbers: see src/channel/codes/beliefs/. A lane of every vector is a word. The
 * soft value of a bit is two vectors of eight numbers of 16 bits, a message one vector of sixteen of 8 bits.
 */

let values: usize = 0;
let messages: usize = 0;
let checkCount: i32 = 0;
let offsets: usize = 0;
let bits: usize = 0;
let incoming: usize = 0;
let behind: usize = 0;

/**
 * Where the soft values, the messages, the first edge of every check (and the end of the last), the byte offset of every edge's bit, and
 * twice room for a vector for every edge of the largest check are.
 */
export function setBeliefs(
  valuesAt: usize,
  messagesAt: usize,
  checks: i32,
  offsetsAt: usize,
  bitsAt: usize,
  incomingAt: usize,
  behindAt: usize,
): void {
  values = valuesAt;
  messages = messagesAt;
  checkCount = checks;
  offsets = offsetsAt;
  bits = bitsAt;
  incoming = incomingAt;
  behind = behindAt;
}

/** round(8 ln(1 + e^(-x/8))) of sixteen x of at most 255: 0 from 22 on. */
// @ts-ignore: decorator
@inline
function corrections(x: v128): v128 {
  const low = i8x16(6, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1);
  const high = i8x16(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return v128.or(
    v128.swizzle(low, x),
    v128.swizzle(high, i8x16.sub(x, i8x16.splat(16))),
  );
}

/** min* of sixteen pairs: the smaller size, corrected, with the product of the signs. */
// @ts-ignore: decorator
@inline
function combine(a: v128, b: v128): v128 {
  const sizeA = i8x16.abs(a);
  const sizeB = i8x16.abs(b);
  const smaller = i8x16.min_u(sizeA, sizeB);
  const larger = i8x16.max_u(sizeA, sizeB);
  const raised = i8x16.add(smaller, corrections(i8x16.add(smaller, larger)));
  const size = i8x16.sub_sat_u(raised, corrections(i8x16.sub(larger, smaller)));
  const sign = i8x16.shr_s(v128.xor(a, b), 7);
  return i8x16.sub(v128.xor(size, sign), sign);
}

/** Check after check: takes its messages back from its bits, and adds what the other bits say. */
export function sweepBeliefs(): void {
  const all = values;
  const listed = bits;
  const taken = incoming;
  const after = behind;
  const least = i8x16.splat(-127);
  let message = messages;
  for (let check = 0; check < checkCount; check++) {
    const begin = listed + ((load<u32>(offsets + ((check as usize) << 2)) as usize) << 2);
    const end = listed + ((load<u32>(offsets + ((check as usize) << 2), 4) as usize) << 2);
    let place = taken;
    let first = message;
    for (let edge = begin; edge < end; edge += 4) {
      const value = all + load<u32>(edge);
      const old = v128.load(message);
      const low = i16x8.sub_sat_s(v128.load(value), i16x8.extend_low_i8x16_s(old));
      const high = i16x8.sub(v128.load(value, 16), i16x8.extend_high_i8x16_s(old));
      v128.store(value, low);
      v128.store(value, high, 16);
      v128.store(place, i8x16.max_s(i8x16.narrow_i16x8_s(low, high), least));
      message += 16;
      place += 16;
    }
    // From the last to the second: what they and those behind them say together.
    let rest = i8x16.splat(127);
    for (let at = place - 16, out = after + (place - taken) - 16; at > taken; at -= 16, out -= 16) {
      rest = at == place - 16 ? v128.load(at) : combine(v128.load(at), rest);
      v128.store(out, rest);
    }
    let before = i8x16.splat(127);
    let own = taken;
    let following = after + 16;
    for (let edge = begin; edge < end; edge += 4) {
      const isFirst = own == taken;
      const isLast = own + 16 == place;
      let sum = before;
      if (!isLast) {
        const tail = v128.load(following);
        sum = isFirst ? tail : combine(before, tail);
        const here = v128.load(own);
        before = isFirst ? here : combine(before, here);
      }
      v128.store(first, sum);
      const value = all + load<u32>(edge);
      v128.store(value, i16x8.add_sat_s(v128.load(value), i16x8.extend_low_i8x16_s(sum)));
      v128.store(value, i16x8.add_sat_s(v128.load(value, 16), i16x8.extend_high_i8x16_s(sum)), 16);
      first += 16;
      own += 16;
      following += 16;
    }
  }
}

/** The lanes, as bits of a number, that fail a check or have an undecided bit in one; stops early when all of `lanes` do. */
export function failingLanes(lanes: i32): i32 {
  const all = values;
  const listed = bits;
  const zero = i8x16.splat(0);
  let failing = 0;
  for (let check = 0; check < checkCount; check++) {
    const begin = listed + ((load<u32>(offsets + ((check as usize) << 2)) as usize) << 2);
    const end = listed + ((load<u32>(offsets + ((check as usize) << 2), 4) as usize) << 2);
    let parity = zero;
    let undecided = zero;
    for (let edge = begin; edge < end; edge += 4) {
      const value = all + load<u32>(edge);
      const narrow = i8x16.narrow_i16x8_s(v128.load(value), v128.load(value, 16));
      parity = v128.xor(parity, narrow);
      undecided = v128.or(undecided, i8x16.eq(narrow, zero));
    }
    failing |= i8x16.bitmask(v128.or(parity, undecided)) & lanes;
    if (failing == lanes) return failing;
  }
  return failing;
}

/** Takes the messages of one lane away. */
export function clearLane(lane: i32, edges: i32): void {
  let at = messages + (lane as usize);
  const end = at + ((edges as usize) << 4);
  for (; at < end; at += 16) store<i8>(at, 0);
}
