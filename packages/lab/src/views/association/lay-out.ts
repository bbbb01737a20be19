/** Where the skills of the association graph stand: by forces (ForceAtlas2), from places drawn by the seed. */
import { stream } from "@onset/core/base";
import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

const iterations = 300;
const atOnce = 10;

/** Places in a square from -1 to 1. */
export async function layOut(
  nodes: number,
  edges: Uint32Array,
  seed: number,
  yieldNow: () => Promise<void>,
): Promise<{ x: Float32Array; y: Float32Array }> {
  const random = stream(seed, "layout");
  const graph = new UndirectedGraph();
  for (let node = 0; node < nodes; node++)
    graph.addNode(node, { x: random.nextFloat() - 0.5, y: random.nextFloat() - 0.5 });
  for (let i = 0; i < edges.length; i += 2) graph.mergeEdge(edges[i], edges[i + 1]);
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: nodes > 300,
    adjustSizes: false,
    gravity: 1,
    strongGravityMode: true,
    scalingRatio: 12,
  };
  for (let done = 0; done < iterations && nodes > 1; done += atOnce) {
    forceAtlas2.assign(graph, { iterations: atOnce, settings });
    await yieldNow();
  }
  const x = Float32Array.from({ length: nodes }, (_, node) => graph.getNodeAttribute(node, "x"));
  const y = Float32Array.from({ length: nodes }, (_, node) => graph.getNodeAttribute(node, "y"));
  return { x: within(x), y: within(y) };
}

function within(values: Float32Array): Float32Array {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const half = Math.max(1e-9, (high - low) / 2);
  return values.map((value) => (value - (low + high) / 2) / half);
}
