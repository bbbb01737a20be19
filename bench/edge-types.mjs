/**
 * Density evolution with typed edges on the words of the King James Bible, 80 of them known: what `onset learn` asks for.
 * The types are those of the ladder's last rung.
 *
 *     npm run build && node bench/edge-types.mjs
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildGraphOfTexts, edgeTypes, graphOfSkills } from "@onset/core/graph";
import { beliefCurve, edgeTypeEnsemble, edgeTypeThreshold, evolveEdgeTypes } from "@onset/core/theory";
import { measure } from "./support.mjs";

/** The corpus without its most frequent skills. */
function corpus(known) {
  const bytes = readFileSync(new URL("../examples/king-james-words.jsonl.gz", import.meta.url));
  const texts = gunzipSync(bytes).toString().trim().split("\n");
  const numbers = new Map();
  const offsets = [0];
  const skills = [];
  for (const text of texts) {
    for (const skill of JSON.parse(text).skills) {
      if (!numbers.has(skill)) numbers.set(skill, numbers.size);
      skills.push(numbers.get(skill));
    }
    offsets.push(skills.length);
  }
  const { graph } = buildGraphOfTexts(numbers.size, Uint32Array.from(offsets), Uint32Array.from(skills));
  const frequency = (skill) => graph.skillOffsets[skill + 1] - graph.skillOffsets[skill];
  const order = [...numbers.values()].sort((one, other) => frequency(other) - frequency(one));
  return graphOfSkills(graph, Uint32Array.from(order.slice(known)));
}

const graph = corpus(80);
const { typeOfEdge } = edgeTypes(graph, ["rarity", "twins", "size", "place"], { blocks: 64 });
const ensemble = edgeTypeEnsemble(graph, typeOfEdge);
const { iterations } = evolveEdgeTypes(ensemble);

await measure({
  name: `ensemble, ${ensemble.edgesOfType.length} types`,
  run: () => edgeTypeEnsemble(graph, typeOfEdge).texts.weights.length,
  amount: () => graph.edgeCount,
  unit: "edge",
});
await measure({
  name: `evolution, ${iterations} steps`,
  run: () => evolveEdgeTypes(ensemble).learned,
  amount: () => graph.edgeCount * iterations,
  unit: "edge",
  goal: 8,
});
await measure({
  name: "threshold",
  run: () => edgeTypeThreshold(ensemble).kept,
  amount: () => graph.edgeCount,
  unit: "edge",
});
await measure({
  name: "belief propagation, 5 shares",
  run: () => beliefCurve(graph, [0.5, 0.7, 0.8, 0.9, 1], { tolerance: 1e-3 }).learned[3],
  amount: () => graph.edgeCount,
  unit: "edge",
});
