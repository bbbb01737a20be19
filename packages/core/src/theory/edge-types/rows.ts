/**
 * The ends of typed edges, node by node: for every text, or every skill, how many of its edges are of which type. Nodes
 * with the same ends are one row with a weight, for density evolution cannot tell them apart: with few types a corpus of
 * a million edges has some hundred rows of skills.
 */

/** Distinct rows of ends. Entry i of `types` and `counts` belongs to row r when offsets[r] <= i < offsets[r + 1]. */
export type TypedRows = {
  /** Rows + 1 ascending positions. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** The types of each row, ascending. */
  readonly types: Uint32Array<ArrayBuffer>;
  /** How many ends of that type the row has, >= 1. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** How many nodes have this row. */
  readonly weights: Float64Array<ArrayBuffer>;
  /** For every node its row. */
  readonly rowOfNode: Uint32Array<ArrayBuffer>;
};

/**
 * Rows of the nodes of edges.
 *
 * @param degreeOffsets - Where the ends of each node begin: nodes + 1 ascending positions.
 * @param nodeOfEdge - For every edge its node.
 * @param edgesByType - All edges, type after type: then the ends of a node come out ascending.
 */
export function typedRows(
  degreeOffsets: Uint32Array,
  nodeOfEdge: Uint32Array,
  typeOfEdge: Uint32Array,
  edgesByType: Uint32Array,
): TypedRows {
  const nodeCount = degreeOffsets.length - 1;
  const ends = new Uint32Array(edgesByType.length);
  const cursor = degreeOffsets.slice();
  for (let i = 0; i < edgesByType.length; i++) {
    const edge = edgesByType[i];
    ends[cursor[nodeOfEdge[edge]]++] = typeOfEdge[edge];
  }
  return distinctRows(degreeOffsets, ends, nodeCount);
}

function distinctRows(nodeOffsets: Uint32Array, ends: Uint32Array, nodeCount: number): TypedRows {
  const offsets = new Uint32Array(nodeCount + 1);
  const types = new Uint32Array(ends.length);
  const counts = new Uint32Array(ends.length);
  const weights = new Float64Array(nodeCount);
  const rowOfNode = new Uint32Array(nodeCount);
  // Open addressing, at most half full; 0 is free, else the number of a row + 1.
  let slots = 4;
  while (slots < 2 * nodeCount) slots *= 2;
  const table = new Uint32Array(slots);
  let rowCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    const begin = offsets[rowCount];
    let end = begin;
    let hash = 0x9e3779b9;
    const last = nodeOffsets[node + 1];
    for (let i = nodeOffsets[node]; i < last; ) {
      const type = ends[i];
      const from = i;
      while (i < last && ends[i] === type) i++;
      types[end] = type;
      counts[end++] = i - from;
      hash = Math.imul(hash ^ type, 0x85ebca6b);
      hash = Math.imul((hash ^ (hash >>> 15)) + (i - from), 0xc2b2ae35);
    }
    let slot = (hash ^ (hash >>> 16)) & (slots - 1);
    let row = table[slot] - 1;
    while (row >= 0 && !equalRow(offsets, types, counts, row, begin, end)) {
      slot = (slot + 1) & (slots - 1);
      row = table[slot] - 1;
    }
    if (row < 0) {
      row = rowCount++;
      table[slot] = rowCount;
      offsets[rowCount] = end;
    }
    weights[row] += 1;
    rowOfNode[node] = row;
  }
  const entries = offsets[rowCount];
  return {
    offsets: offsets.slice(0, rowCount + 1),
    types: types.slice(0, entries),
    counts: counts.slice(0, entries),
    weights: weights.slice(0, rowCount),
    rowOfNode,
  };
}

function equalRow(
  offsets: Uint32Array,
  types: Uint32Array,
  counts: Uint32Array,
  row: number,
  begin: number,
  end: number,
): boolean {
  const from = offsets[row];
  if (offsets[row + 1] - from !== end - begin) return false;
  for (let i = begin, j = from; i < end; i++, j++) {
    if (types[i] !== types[j] || counts[i] !== counts[j]) return false;
  }
  return true;
}
