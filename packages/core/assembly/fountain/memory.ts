/** Lists of words of 32 bits, one behind the other. What grows is the last list. */

export const none: u32 = 0xffff_ffff;

/** The first byte that is free, and the end of memory. */
export let end: usize = 0;
let limit: usize = 0;

export function setFree(free: usize): void {
  end = free;
  limit = (memory.size() as usize) << 16;
}

// @ts-ignore: decorator
@inline
export function get(list: usize, i: u32): u32 {
  return load<u32>(list + ((i as usize) << 2));
}

// @ts-ignore: decorator
@inline
export function set(list: usize, i: u32, value: u32): void {
  store<u32>(list + ((i as usize) << 2), value);
}

// @ts-ignore: decorator
@inline
export function bitOf(row: usize, i: u32): u32 {
  return (get(row, i >>> 5) >>> (i & 31)) & 1;
}

/** Sixteen pages more than are needed. Without memory for them it traps. */
function reserve(bytes: usize): void {
  if (bytes <= limit) return;
  const pages = ((bytes - limit) >>> 16) + 16;
  if (memory.grow(pages as i32) < 0) unreachable();
  limit = (memory.size() as usize) << 16;
}

/** A list of zeros, or of other words whose bytes are the same. */
export function take(length: u32, byte: u8 = 0): usize {
  const list = end;
  const bytes = (length as usize) << 2;
  reserve(list + bytes);
  memory.fill(list, byte, bytes);
  end = list + bytes;
  return list;
}

export function push(value: u32): void {
  if (end == limit) reserve(end + 4);
  store<u32>(end, value);
  end += 4;
}
