/**
 * What moves over a chart while one drags: a line at a place, its name, the point there. It is drawn over the chart, which
 * stays as it is: to draw all of it anew takes longer than a frame.
 */
import type { Palette } from "../parts/theme.js";
import type { Drawn } from "./drawn.js";

export type Cursor = {
  readonly x: number;
  readonly label: string;
  /** What was measured at the place, with its interval. */
  readonly point?: { readonly y: number; readonly low: number; readonly high: number } | null;
};

/** Puts the cursor into a chart in the place of the one before; outside of the axis there is none. */
export function putCursor(svg: Drawn, cursor: Cursor | null, { ink }: Palette): void {
  svg.querySelector(":scope > .cursor")?.remove();
  const [x, y] = [svg.scale("x"), svg.scale("y")];
  if (cursor === null || x === undefined || y === undefined) return;
  const [first, last] = x.domain as readonly [number, number];
  if (cursor.x < first || cursor.x > last) return;
  const px = x.apply(cursor.x) as number;
  const [bottom, top] = y.range as readonly [number, number];
  const group = element("g", { class: "cursor", stroke: ink, fill: ink });
  group.append(element("path", { d: `M${px} ${top}V${bottom}` }));
  const name = element("text", { x: px, y: top - 11, stroke: "none", "text-anchor": "middle" });
  name.setAttribute("font-weight", "600");
  name.textContent = cursor.label;
  group.append(name);
  if (cursor.point != null) {
    const [low, high, at] = [cursor.point.low, cursor.point.high, cursor.point.y].map((each) =>
      y.apply(each),
    );
    group.append(element("path", { d: `M${px} ${low}V${high}`, "stroke-width": 1.2 }));
    group.append(element("circle", { cx: px, cy: at as number, r: 2.6, stroke: "none" }));
  }
  svg.append(group);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
