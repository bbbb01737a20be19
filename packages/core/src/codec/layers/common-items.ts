import { FormatError } from "../errors.js";
import { type LayerItem, sameItem } from "./first-layer.js";

/**
 * The items that all continuations of a prefix begin with: those that the lowest and the highest have in common, as
 * whatever lies between the two lies in the same intervals.
 */
export function commonItems(
  prefix: Uint8Array,
  read: (bytes: Uint8Array) => Generator<LayerItem>,
  length: number,
  most: number,
): LayerItem[] {
  const items: LayerItem[] = [];
  const [low, high] = [0, 0xff].map((fill) => {
    const bytes = new Uint8Array(length).fill(fill);
    bytes.set(prefix);
    return read(bytes);
  });
  try {
    while (items.length < most) {
      const [first, second] = [low.next(), high.next()];
      if (first.done || second.done || !sameItem(first.value, second.value)) break;
      items.push(first.value);
    }
  } catch (error) {
    // What stands for the unknown is no record.
    if (!(error instanceof FormatError)) throw error;
  }
  return items;
}
