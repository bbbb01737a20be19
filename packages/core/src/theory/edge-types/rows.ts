/**
 * The ends of typed edges, node by node: for every text, or every skill, how many of its edges are of which type. Nodes
 * with the same ends are one row with a weight, for density evolution cannot tell them apart: with few types a corpus of
 * a million edges has some hundred rows of skills.
 */

/**
 * Distinct rows of ends. A kind is a number of ends of one type; all kinds of a type, from one end to as many as any row has,
 * follow each other. Row r has the kinds `kinds[i]` with offsets[r] <= i < offsets[r + 1]. Rows of equal length stand
 * together, for which a processor foresees where each of them ends.
 */
export type TypedRows = {
  /** Rows + 1 ascending positions. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** The kinds of each row, ascending, one a type. */
  readonly kinds: Uint32Array<ArrayBuffer>;
  /** Types + 1 ascending positions: where the kinds of each type begin. */
  readonly kindsOfType: Uint32Array<ArrayBuffer>;
  /** For every kind its type. */
  readonly typeOfKind: Uint32Array<ArrayBuffer>;
  /** For every kind how many ends it is, >= 1. */
  readonly endsOfKind: Uint32Array<ArrayBuffer>;
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
 * @param typeOfEdge - For every edge its type.
 * @param edgesByType - All edges, type after type: then the ends of a node come out ascending.
 * @param typeCount - How many types there are.
 */
export function typedRows(
  degreeOffsets: Uint32Array,
  nodeOfEdge: Uint32Array,
  typeOfEdge: Uint32Array,
  edgesByType: Uint32Array,
  typeCount: number,
): TypedRows {
  const ends = new Uint32Array(edgesByType.length);
  const cursor = degreeOffsets.slice();
  for (let i = 0; i < edgesByType.length; i++) {
    const edge = edgesByType[i];
    ends[cursor[nodeOfEdge[edge]]++] = typeOfEdge[edge];
  }
  const kindsOfType = kindsOf(degreeOffsets, ends, typeCount);
  const kindCount = kindsOfType[typeCount];
  const [typeOfKind, endsOfKind] = [new Uint32Array(kindCount), new Uint32Array(kindCount)];
  for (let type = 0; type < typeCount; type++) {
    for (let kind = kindsOfType[type]; kind < kindsOfType[type + 1]; kind++) {
      typeOfKind[kind] = type;
      endsOfKind[kind] = kind - kindsOfType[type] + 1;
    }
  }
  return { kindsOfType, typeOfKind, endsOfKind, ...distinctRows(degreeOffsets, ends, kindsOfType) };
}

/** Where the kinds of each type begin: it has as many as any node has ends of it. */
function kindsOf(offsets: Uint32Array, ends: Uint32Array, typeCount: number): Uint32Array<ArrayBuffer> {
  const kindsOfType = new Uint32Array(typeCount + 1);
  for (let node = 0; node + 1 < offsets.length; node++) {
    const last = offsets[node + 1];
    for (let i = offsets[node]; i < last; ) {
      const [type, from] = [ends[i], i];
      while (i < last && ends[i] === type) i++;
      if (i - from > kindsOfType[type + 1]) kindsOfType[type + 1] = i - from;
    }
  }
  for (let type = 0; type < typeCount; type++) kindsOfType[type + 1] += kindsOfType[type];
  return kindsOfType;
}

type DistinctRows = Pick<TypedRows, "offsets" | "kinds" | "weights" | "rowOfNode">;

function distinctRows(nodeOffsets: Uint32Array, ends: Uint32Array, kindsOfType: Uint32Array): DistinctRows {
  const nodeCount = nodeOffsets.length - 1;
  const offsets = new Uint32Array(nodeCount + 1);
  const kinds = new Uint32Array(ends.length);
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
      const kind = kindsOfType[type] + i - from - 1;
      kinds[end++] = kind;
      hash = Math.imul(hash ^ kind, 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    }
    let slot = (hash ^ (hash >>> 16)) & (slots - 1);
    let row = table[slot] - 1;
    while (row >= 0 && !equalRow(offsets, kinds, row, begin, end)) {
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
  return sortedByLength({ offsets, kinds, weights, rowOfNode }, rowCount);
}

/** The first so many rows, those of fewer kinds before those of more. */
function sortedByLength(
  { offsets, kinds, weights, rowOfNode }: DistinctRows,
  rowCount: number,
): DistinctRows {
  let longest = 0;
  for (let row = 0; row < rowCount; row++) longest = Math.max(longest, offsets[row + 1] - offsets[row]);
  const cursor = new Uint32Array(longest + 2);
  for (let row = 0; row < rowCount; row++) cursor[offsets[row + 1] - offsets[row] + 1] += 1;
  for (let length = 0; length <= longest; length++) cursor[length + 1] += cursor[length];
  const placeOfRow = new Uint32Array(rowCount);
  const rowAt = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const place = cursor[offsets[row + 1] - offsets[row]]++;
    placeOfRow[row] = place;
    rowAt[place] = row;
  }
  const sorted = {
    offsets: new Uint32Array(rowCount + 1),
    kinds: new Uint32Array(offsets[rowCount]),
    weights: new Float64Array(rowCount),
    rowOfNode: rowOfNode.map((row) => placeOfRow[row]),
  };
  let end = 0;
  for (let place = 0; place < rowCount; place++) {
    const row = rowAt[place];
    for (let i = offsets[row]; i < offsets[row + 1]; i++) sorted.kinds[end++] = kinds[i];
    sorted.offsets[place + 1] = end;
    sorted.weights[place] = weights[row];
  }
  return sorted;
}

function equalRow(
  offsets: Uint32Array,
  kinds: Uint32Array,
  row: number,
  begin: number,
  end: number,
): boolean {
  const from = offsets[row];
  if (offsets[row + 1] - from !== end - begin) return false;
  for (let i = begin, j = from; i < end; i++, j++) if (kinds[i] !== kinds[j]) return false;
  return true;
}
