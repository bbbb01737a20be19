import type { ByteBuffer } from "./buffer.js";

const space = 0x20;

/** Puts a space before the bytes from `at` on. */
export function insertSpace(text: ByteBuffer, at: number): void {
  text.reserve(1);
  text.bytes.copyWithin(at + 1, at, text.length++);
  text.bytes[at] = space;
}
