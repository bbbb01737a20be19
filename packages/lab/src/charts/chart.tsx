/** A chart by Observable Plot, which is loaded when the first one is drawn. */
import type * as PlotModule from "@observablehq/plot";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Palette, usePalette } from "../parts/theme.js";
import { useWidth } from "../parts/use-width.js";

export type Plot = typeof PlotModule;

/** What a chart is drawn into. */
export type Frame = {
  readonly width: number;
  readonly palette: Palette;
  /** There is little room: fewer ticks, no labels that can be missed. */
  readonly narrow: boolean;
};

export type Draw = (plot: Plot, frame: Frame) => PlotModule.PlotOptions;

type Drawn = ReturnType<Plot["plot"]>;

type ChartProps = {
  /** A short heading above the chart. */
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly height: number;
  /** Makes the chart; keep it the same object (useCallback) as long as the chart is the same. Null: nothing to draw yet. */
  readonly draw: Draw | null;
  /** The visitor points at a place of the chart, in its units; `ended` is false while dragging. */
  readonly onPoint?: (x: number, ended: boolean, y: number) => void;
  readonly children?: preact.ComponentChildren;
};

let loaded: Plot | null = null;
let loading: Promise<Plot> | null = null;

function loadPlot(): Promise<Plot> {
  return (loading ??= import("@observablehq/plot").then((module) => (loaded = module)));
}

export function Chart({ title, label, height, draw, onPoint, children }: ChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [plot, setPlot] = useState<Plot | null>(loaded);
  const [failed, setFailed] = useState(false);
  const width = useWidth(box);
  const palette = usePalette();

  useEffect(() => {
    if (plot !== null) return;
    loadPlot().then(
      (module) => setPlot(() => module),
      () => setFailed(true),
    );
  }, [plot]);

  useEffect(() => {
    if (plot === null || draw === null || width < 40) return;
    // Several changes within a frame are drawn once.
    const request = requestAnimationFrame(() => {
      const narrow = width < 460;
      const svg = plot.plot({
        width,
        height,
        marginLeft: 46,
        marginRight: 12,
        marginTop: 18,
        marginBottom: 40,
        ...draw(plot, { width, palette, narrow }),
      });
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", `${title}. ${label}`);
      // An image has one name; Plot also names the groups inside, which nobody may.
      for (const group of svg.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
      drawn.current = svg;
      box.current!.replaceChildren(svg);
    });
    return () => cancelAnimationFrame(request);
  }, [plot, draw, width, height, palette, title, label]);

  const point = (event: PointerEvent, ended: boolean): void => {
    const svg = drawn.current;
    if (svg === null) return;
    const { left, top } = svg.getBoundingClientRect();
    const x = inverted(svg, "x", event.clientX - left);
    const y = inverted(svg, "y", event.clientY - top);
    if (x !== null && y !== null) onPoint!(x, ended, y);
  };
  const handlers =
    onPoint === undefined
      ? {}
      : {
          onPointerDown: (event: PointerEvent) => {
            if (event.button !== 0) return;
            box.current!.setPointerCapture(event.pointerId);
            point(event, false);
          },
          onPointerMove: (event: PointerEvent) => {
            if (box.current!.hasPointerCapture(event.pointerId)) point(event, false);
          },
          onPointerUp: (event: PointerEvent) => point(event, true),
        };

  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div
        ref={box}
        class={`chart-box${onPoint === undefined ? "" : " pointable"}`}
        // The room is there before the chart: nothing jumps.
        style={{ minHeight: `${height}px` }}
        {...handlers}
      >
        <p class="waiting">{failed ? "Charts could not be loaded: load the page again." : "Drawing …"}</p>
      </div>
      {children}
    </figure>
  );
}

/** The value at a place of an axis, or at its nearer end. */
function inverted(svg: Drawn, axis: "x" | "y", place: number): number | null {
  const scale = svg.scale(axis);
  if (scale?.invert === undefined) return null;
  const [low, high] = scale.domain as [number, number];
  return Math.min(high, Math.max(low, scale.invert(place) as number));
}
