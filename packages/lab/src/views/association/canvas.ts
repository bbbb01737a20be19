import { clearedCanvas } from "../../parts/canvas.js";
import type { Palette } from "../../parts/theme.js";
import type { AssociationOutput } from "./compute.js";
import { coloursOf, labelled, radiiOf } from "./look.js";

const margin = 18;

/** Where the skills stand on a canvas. */
export function placesOf(
  { drawn }: AssociationOutput,
  width: number,
  height: number,
): { readonly x: (node: number) => number; readonly y: (node: number) => number } {
  return {
    x: (node) => width / 2 + drawn.x[node] * (width / 2 - margin),
    y: (node) => height / 2 + drawn.y[node] * (height / 2 - margin),
  };
}

export function drawOnCanvas(
  canvas: HTMLCanvasElement,
  output: AssociationOutput,
  palette: Palette,
  width: number,
  height: number,
  scale?: number,
): void {
  const context = clearedCanvas(canvas, palette, width, height, scale);
  const { drawn, part, names } = output;
  const colours = coloursOf(palette);
  const radii = radiiOf(output);
  const { x: px, y: py } = placesOf(output, width, height);
  context.lineWidth = 1;
  // What is not taken below, the giant component on top.
  for (const state of [0, 1, 2] as const) {
    context.strokeStyle = state === 0 ? palette.line : colours[state];
    context.globalAlpha = state === 0 ? 0.5 : drawn.edges.length > 4000 ? 0.16 : 0.4;
    context.beginPath();
    for (let i = 0; i < drawn.edges.length; i += 2) {
      const [a, b] = [drawn.edges[i], drawn.edges[i + 1]];
      if (Math.min(part.states[a], part.states[b]) !== state) continue;
      context.moveTo(px(a), py(a));
      context.lineTo(px(b), py(b));
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const state of [0, 1, 2] as const) {
    context.fillStyle = colours[state];
    context.beginPath();
    for (const [node, own] of part.states.entries()) {
      if (own !== state) continue;
      const radius = state === 0 ? 0.7 * radii[node] : radii[node];
      context.moveTo(px(node) + radius, py(node));
      context.arc(px(node), py(node), radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.font = "12px system-ui, sans-serif";
  context.textAlign = "center";
  context.lineWidth = 3;
  context.strokeStyle = palette.ground;
  context.fillStyle = palette.ink;
  for (const node of labelled(output, width < 500 ? 8 : 16)) {
    const name = names?.[node];
    if (part.states[node] === 0 || name === undefined) continue;
    const y = py(node) - radii[node] - 4;
    context.strokeText(name, px(node), y);
    context.fillText(name, px(node), y);
  }
}
