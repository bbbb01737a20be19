import type { SkillTextGraph } from "../../src/graph/index.js";

/** Which erased symbols the checks determine, by elimination of rows of booleans: the best that any decoder can do. */
export function determinedSymbols(graph: SkillTextGraph, arrived: Uint8Array): Uint8Array {
  const { textCount, skillCount } = graph;
  const rows = Array.from({ length: textCount }, (_, text) => {
    const row = new Array<boolean>(skillCount).fill(false);
    for (const skill of graph.skillsOfText(text)) if (arrived[skill] === 0) row[skill] = true;
    return row;
  });
  let rank = 0;
  for (let column = 0; column < skillCount; column++) {
    const pivot = rows.findIndex((row, i) => i >= rank && row[column]);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot], rows[rank]];
    for (let i = 0; i < textCount; i++) {
      if (i !== rank && rows[i][column]) rows[i] = rows[i].map((bit, j) => bit !== rows[rank][j]);
    }
    rank++;
  }
  const determined = Uint8Array.from(arrived);
  for (const row of rows) {
    const ones = row.flatMap((bit, symbol) => (bit ? [symbol] : []));
    if (ones.length === 1) determined[ones[0]] = 1;
  }
  return determined;
}
