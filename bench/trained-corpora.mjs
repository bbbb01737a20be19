/** The bundled corpora as graphs: distinct skills of every text, without the most frequent ones. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildGraphOfTexts } from "@onset/core/graph";

/** The graph of a file of examples/, the `knownTop` most frequent skills taken as known and left out. */
export function corpusGraph(name, knownTop = 0, maxSize = Infinity) {
  const bytes = readFileSync(new URL(`../examples/${name}`, import.meta.url));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const texts = text
    .trimEnd()
    .split("\n")
    .map((line) => [...new Set(JSON.parse(line).skills)]);
  const counts = new Map();
  for (const skill of texts.flat()) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const known = new Set(byCount.slice(0, knownTop).map(([skill]) => skill));
  const ids = new Map();
  const lists = texts
    .map((skills) => skills.filter((skill) => !known.has(skill)))
    .filter((skills) => skills.length > 0 && skills.length <= maxSize)
    .map((skills) =>
      skills.map((skill) => {
        if (!ids.has(skill)) ids.set(skill, ids.size);
        return ids.get(skill);
      }),
    );
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i] + list.length;
  });
  return buildGraphOfTexts(ids.size, offsets, Uint32Array.from(lists.flat())).graph;
}
