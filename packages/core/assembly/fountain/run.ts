/** Runs a program on symbols. */
import { doubled } from "./field";
import { end } from "./memory";

/**
 * Runs the operations from `word` to before `end` on slots of `size` bytes, a multiple of 64, that begin at `slots`. Every 64 bytes of
 * the slot that is changed stay in registers while those read are added.
 */
export function runFountain(word: usize, end: usize, slots: usize, size: usize): void {
  while (word < end) word = runOperation(word, slots, size);
}

/** Runs one, returns where the next begins. It is exported to stay a function: V8 puts optimised code in place between two calls. */
export function runOperation(word: usize, slots: usize, size: usize): usize {
  const head = load<u32>(word);
  const kind = head & 3;
  const target = slots + (load<u32>(word, 4) as usize) * size;
  const begin = word + 8;
  word = begin + ((head >>> 2) << 2);
  if (kind == 3) {
    const source = slots + (load<u32>(begin) as usize) * size;
    const first = slots + (load<u32>(begin, 4) as usize) * size;
    const second = slots + (load<u32>(begin, 8) as usize) * size;
    for (let at: usize = 0; at < size; at += 16) {
      const value = v128.xor(doubled(v128.load(target + at)), v128.load(source + at));
      v128.store(target + at, value);
      v128.store(first + at, v128.xor(v128.load(first + at), value));
      v128.store(second + at, v128.xor(v128.load(second + at), value));
    }
    return word;
  }
  for (let at: usize = 0; at < size; at += 64) {
    const place = target + at;
    let a = i8x16.splat(0);
    let b = a;
    let c = a;
    let d = a;
    if (kind != 0) {
      a = v128.load(place);
      b = v128.load(place, 16);
      c = v128.load(place, 32);
      d = v128.load(place, 48);
      if (kind == 2) {
        a = doubled(a);
        b = doubled(b);
        c = doubled(c);
        d = doubled(d);
      }
    }
    const from = slots + at;
    for (let read = begin; read < word; read += 4) {
      const source = from + (load<u32>(read) as usize) * size;
      a = v128.xor(a, v128.load(source));
      b = v128.xor(b, v128.load(source, 16));
      c = v128.xor(c, v128.load(source, 32));
      d = v128.xor(d, v128.load(source, 48));
    }
    v128.store(place, a);
    v128.store(place, b, 16);
    v128.store(place, c, 32);
    v128.store(place, d, 48);
  }
  return word;
}
