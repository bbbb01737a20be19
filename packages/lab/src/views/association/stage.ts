/** A large graph in WebGL: to be moved and enlarged. Loaded when there is one. */
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { Palette } from "../../parts/theme.js";
import type { AssociationOutput } from "./compute.js";
import { coloursOf, labelled, radiiOf } from "./look.js";

export type Stage = {
  show(output: AssociationOutput, palette: Palette): void;
  close(): void;
};

export function openStage(container: HTMLElement): Stage {
  const sigma = new Sigma(new UndirectedGraph(), container, {
    allowInvalidContainer: true,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelRenderedSizeThreshold: 0,
    labelDensity: 0.6,
    zIndex: true,
  });
  return {
    show(output, palette) {
      sigma.setSetting("labelColor", { color: palette.ink });
      // A new graph is cheaper to show than one of which every colour changes.
      sigma.setGraph(graphOf(output, palette));
    },
    close: () => sigma.kill(),
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
      label: withLabel.has(node) && state > 0 ? names![node] : null,
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
