/**
 * Disjoint sets of numbers 0 to n - 1 that only ever merge: union by size with path halving (Tarjan, van Leeuwen,
 * 1984). One word an element: the parent, or for a root minus the size of its set, so that the usual second
 * array (and its cache misses) is not needed.
 */
export class DisjointSets {
  /** Below 0 for a root: minus the size of its set. Else the parent. */
  readonly links: Int32Array;

  /** Every number in a set of its own. At most 2^31 - 1 numbers. */
  constructor(count: number) {
    this.links = new Int32Array(count).fill(-1);
  }

  /** The root of the set that holds `element`. Amortised almost O(1). */
  find(element: number): number {
    const links = this.links;
    let node = element;
    let parent = links[node];
    while (parent >= 0) {
      const grandparent = links[parent];
      if (grandparent < 0) return parent;
      links[node] = grandparent;
      node = grandparent;
      parent = links[node];
    }
    return node;
  }

  /** Merges the sets of two roots and returns the root of the union: the larger one's, the first one's when equal. */
  unite(root: number, other: number): number {
    const links = this.links;
    if (root === other) return root;
    const size = links[root];
    const otherSize = links[other];
    // Sizes are negative: the larger set has the smaller number.
    if (size <= otherSize) {
      links[root] = size + otherSize;
      links[other] = root;
      return root;
    }
    links[other] = size + otherSize;
    links[root] = other;
    return other;
  }

  /** Size of the set of a root. */
  size(root: number): number {
    return -this.links[root];
  }
}
