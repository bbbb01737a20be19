/**
 * What assertions do beside what Vitest has them do; some tests make a hundred thousand.
 *
 * Arrays of numbers with the same bytes are equal: looked at so, a million of them take a millisecond, and a second element
 * by element. What has other bytes is compared, and told, as always.
 */
import { chai, expect } from "vitest";

// A proxy tells an assertion that there is none of its name, which the types tell already. Without it one takes two thirds of the time.
chai.config.useProxy = false;

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
