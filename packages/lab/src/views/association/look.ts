/** How the skills of the graph look, the same on canvas and in WebGL. */
import type { Palette } from "../../parts/theme.js";
import type { AssociationOutput } from "./compute.js";

/** Colours by state: not taken, taken, in the giant component. */
export function coloursOf(palette: Palette): readonly [string, string, string] {
  return [palette.line, palette.series[1], palette.series[0]];
}

/** Radius by the number of texts: the area tells. */
export function radiiOf({ drawn: { texts } }: AssociationOutput): Float32Array {
  const most = Math.max(1, ...texts);
  const base = texts.length > 400 ? 1.8 : 3;
  return Float32Array.from(
    texts,
    (count) => base + 7 * Math.sqrt(count / most) * (texts.length > 400 ? 1 : 0.6),
  );
}

/** The skills that get a label: those of the most texts. */
export function labelled({ names, drawn: { texts } }: AssociationOutput, most: number): readonly number[] {
  if (names === null) return [];
  return Array.from(texts.keys())
    .sort((a, b) => texts[b] - texts[a])
    .slice(0, most);
}

/** The name of a drawn skill; skills of a random corpus have numbers. */
export function skillName({ names, drawn }: AssociationOutput, node: number): string {
  return names === null ? `skill ${drawn.skills[node] + 1}` : names[node];
}
