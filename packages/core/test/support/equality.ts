/**
 * Arrays of numbers with the same bytes are equal: looked at so, a million of them take a millisecond, and a second element
 * by element. What has other bytes is compared, and told, as always.
 */
import { expect } from "vitest";

function haveSameBytes(first: unknown, second: unknown): true | undefined {
  if (!ArrayBuffer.isView(first) || !ArrayBuffer.isView(second)) return undefined;
  if (first.constructor !== second.constructor || first.byteLength !== second.byteLength) return undefined;
  return bytesOf(first).equals(bytesOf(second)) ? true : undefined;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

// Files that share a worker share what is equal.
const told: { onsetSameBytes?: true } = globalThis as object;
if (told.onsetSameBytes === undefined) expect.addEqualityTesters([haveSameBytes]);
told.onsetSameBytes = true;
