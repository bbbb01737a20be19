import type { RandomStream } from "@onset/core/base";
import { html, type Markup } from "./markup.js";

/** A node of a small picture of a graph. */
export type PictureNode = { readonly name: string; readonly size: number };

/** An edge between two nodes, by their positions in the list. */
export type PictureEdge = {
  readonly from: number;
  readonly to: number;
  /** In how many texts both are. */
  readonly weight: number;
  /** How near they belong to each other, in [0, 1]. */
  readonly tie: number;
};

const width = 720;
const height = 480;
const margin = 46;
const steps = 400;

/** So many of the largest nodes keep their names on small screens, where more would cover each other. */
const majorNames = 14;

/** Places nodes so that those with strong edges stand together (T. Fruchterman, E. Reingold, 1991). */
function placed(
  count: number,
  edges: readonly PictureEdge[],
  random: RandomStream,
): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: count }, () => random.nextFloat());
  const y = Float64Array.from({ length: count }, () => random.nextFloat());
  const ideal = 1 / Math.sqrt(Math.max(1, count));
  const moveX = new Float64Array(count);
  const moveY = new Float64Array(count);
  for (let step = 0; step < steps; step++) {
    const left = 1 - step / steps;
    const heat = 0.12 * left * left + 0.001;
    moveX.fill(0);
    moveY.fill(0);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < a; b++) {
        const [dx, dy] = [x[a] - x[b], y[a] - y[b]];
        const push = (ideal * ideal) / Math.max(1e-4, dx * dx + dy * dy);
        moveX[a] += dx * push;
        moveY[a] += dy * push;
        moveX[b] -= dx * push;
        moveY[b] -= dy * push;
      }
      // A weak pull to the middle keeps parts without edges between them in the picture.
      moveX[a] -= 0.15 * (x[a] - 0.5);
      moveY[a] -= 0.15 * (y[a] - 0.5);
    }
    for (const { from, to, tie } of edges) {
      const [dx, dy] = [x[from] - x[to], y[from] - y[to]];
      const pull = (Math.sqrt(dx * dx + dy * dy) / ideal) * (0.1 + 0.3 * tie);
      moveX[from] -= dx * pull;
      moveY[from] -= dy * pull;
      moveX[to] += dx * pull;
      moveY[to] += dy * pull;
    }
    for (let node = 0; node < count; node++) {
      const [dx, dy] = [moveX[node], moveY[node]];
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      const reach = Math.min(length, heat) / length;
      x[node] += dx * reach;
      y[node] += dy * reach;
    }
  }
  return { x: stretched(x, margin, width - margin), y: stretched(y, margin / 2, height - margin / 2) };
}

function stretched(values: Float64Array, from: number, to: number): Float64Array {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return values.map((value) => from + ((value - low) / range) * (to - from));
}

/** Draws a small graph; the same stream gives the same picture. */
export function networkPicture(
  title: string,
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
  random: RandomStream,
): Markup {
  const { x, y } = placed(nodes.length, edges, random);
  const at = (value: number): string => String(Math.round(10 * value) / 10);
  const largest = Math.max(1, ...nodes.map(({ size }) => size));
  const lines = edges.map(
    ({ from, to, tie }) =>
      html`<line class="edge" x1="${at(x[from])}" y1="${at(y[from])}" x2="${at(x[to])}" y2="${at(y[to])}" stroke-width="${at(0.5 + 3 * tie)}"/>\n`,
  );
  const dots = nodes.map(({ name, size }, i) => {
    const radius = 3 + 8 * Math.sqrt(size / largest);
    return html`<circle class="node" cx="${at(x[i])}" cy="${at(y[i])}" r="${at(radius)}"><title>${name}: in ${size} texts</title></circle>\n`;
  });
  const names = nodes.map(({ name, size }, i) => {
    const radius = 3 + 8 * Math.sqrt(size / largest);
    const shown = name.length > 18 ? `${name.slice(0, 17)}…` : name;
    return html`<text class="${i < majorNames ? "node-name" : "node-name minor"}" x="${at(x[i])}" y="${at(y[i] - radius - 3)}" text-anchor="middle">${shown}</text>\n`;
  });
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}"><title>${title}</title>
${lines}${dots}${names}</svg>`;
}
