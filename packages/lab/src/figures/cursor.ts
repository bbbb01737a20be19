/**
 * What moves over a chart while one drags: a line at a place, its name, the point there. It is drawn over the chart, which
 * stays as it is: to draw all of it anew takes longer than a frame.
 */
import type { Layer } from "@onset/charts";
import type { Palette } from "../parts/theme.js";

export type Cursor = {
  readonly x: number;
  readonly label: string;
  /** What was measured at the place, with its interval. */
  readonly point?: { readonly y: number; readonly low: number; readonly high: number } | null;
};

/** A cursor as what stands in front of all other layers; outside of the axis it is not drawn. */
export function cursorLayers(cursor: Cursor | null, { ink }: Palette): readonly Layer[] {
  if (cursor === null) return [];
  const { x, label, point = null } = cursor;
  return [
    { kind: "rule", at: { x }, colour: ink, label },
    { kind: "dots", points: point === null ? [] : [{ x, ...point }], colour: ink, isClipped: true },
  ];
}
