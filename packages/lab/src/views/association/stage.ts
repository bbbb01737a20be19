/** A large graph in WebGL: to be moved and enlarged. Loaded when there is one. */
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { NodeHoverDrawingFunction } from "sigma/rendering";
import type { Palette } from "../../parts/theme.js";
import type { AssociationOutput } from "./compute.js";
import { coloursOf, labelled, radiiOf, skillName } from "./look.js";

export type Stage = {
  show(output: AssociationOutput, palette: Palette): void;
  /** Lights a skill and writes its name beside it; null: none. */
  mark(node: number | null): void;
  close(): void;
};

/** @param point - hears which skill the pointer is on */
export function openStage(container: HTMLElement, point: (node: number | null) => void): Stage {
  let marked: number | null = null;
  let nameOf: (node: number) => string = String;
  const sigma = new Sigma(new UndirectedGraph(), container, {
    allowInvalidContainer: true,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelRenderedSizeThreshold: 0,
    labelDensity: 0.6,
    zIndex: true,
    nodeReducer: (key, data) =>
      Number(key) === marked ? { ...data, label: nameOf(marked), highlighted: true, zIndex: 3 } : data,
  });
  sigma.on("enterNode", ({ node }) => point(Number(node)));
  sigma.on("leaveNode", () => point(null));
  return {
    mark(node) {
      const changed = [marked, node].filter((each) => each !== null && sigma.getGraph().hasNode(each));
      marked = node;
      if (changed.length > 0)
        sigma.refresh({ partialGraph: { nodes: changed.map(String) }, skipIndexation: true });
    },
    show(output, palette) {
      marked = null;
      nameOf = (node) => skillName(output, node);
      sigma.setSetting("labelColor", { color: palette.ink });
      // The name of a marked skill stands on a light ground in every colour scheme.
      sigma.setSetting("defaultDrawNodeHover", nodeHover(palette));
      // A new graph is cheaper to show than one of which every colour changes.
      sigma.setGraph(graphOf(output, palette));
    },
    close: () => sigma.kill(),
  };
}

/** A marked skill with its name on a ground of its own. */
function nodeHover(palette: Palette): NodeHoverDrawingFunction {
  return (context, { x, y, size, label, color }) => {
    context.beginPath();
    context.arc(x, y, size + 3, 0, 2 * Math.PI);
    context.fillStyle = palette.ink;
    context.fill();
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    if (typeof label !== "string" || label === "") return;
    context.font = "600 12px system-ui, sans-serif";
    const width = context.measureText(label).width;
    const isRight = x + size + width + 20 > context.canvas.clientWidth;
    const left = isRight ? x - size - width - 14 : x + size + 6;
    context.fillStyle = palette.ground;
    context.strokeStyle = palette.line;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left, y - 10, width + 8, 20, 4);
    context.fill();
    context.stroke();
    context.fillStyle = palette.ink;
    context.fillText(label, left + 4, y + 4);
  };
}

function graphOf(output: AssociationOutput, palette: Palette): UndirectedGraph {
  const { drawn, names, part } = output;
  const graph = new UndirectedGraph();
  const colours = coloursOf(palette);
  const radii = radiiOf(output);
  const withLabel = new Set(labelled(output, 60));
  for (const node of drawn.skills.keys()) {
    const state = part.states[node];
    graph.addNode(node, {
      x: drawn.x[node],
      y: -drawn.y[node],
      size: state === 0 ? 0.7 * radii[node] : radii[node],
      label: withLabel.has(node) && state > 0 ? (names?.[node] ?? null) : null,
      color: colours[state],
      zIndex: state,
    });
  }
  for (let i = 0; i < drawn.edges.length; i += 2) {
    const [a, b] = [drawn.edges[i], drawn.edges[i + 1]];
    const state = Math.min(part.states[a], part.states[b]);
    graph.mergeEdge(a, b, {
      size: 0.6,
      color: mixed(state === 0 ? palette.line : colours[state], palette.ground, state === 0 ? 0.6 : 0.35),
      zIndex: state,
    });
  }
  return graph;
}

/** A colour laid thinly over another: WebGL adds transparent ones up to white. */
function mixed(colour: string, ground: string, share: number): string {
  const part = (text: string, i: number): number => Number.parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mix = [0, 1, 2].map((i) => Math.round(share * part(colour, i) + (1 - share) * part(ground, i)));
  return `#${mix.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
