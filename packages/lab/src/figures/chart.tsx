/** A chart by Observable Plot, which is loaded when the first one is drawn. It is read by pointing and by keys. */
import type * as PlotModule from "@observablehq/plot";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Palette, usePalette } from "../parts/theme.js";
import { useWidth } from "../parts/use-width.js";
import { type Cursor, putCursor } from "./cursor.js";
import type { Drawn } from "./drawn.js";
import { Figure } from "./figure.js";
import type { LegendEntry } from "./legend.js";
import { ReadOut } from "./read-out.js";
import type { Read } from "./reading.js";

export type Plot = typeof PlotModule;

/** What a chart is drawn into. */
export type Frame = {
  readonly width: number;
  readonly palette: Palette;
  /** There is little room: fewer ticks, no labels that can be missed. */
  readonly narrow: boolean;
};

export type Draw = (plot: Plot, frame: Frame) => PlotModule.PlotOptions;

type ChartProps = {
  /** Its name in files and links: kebab-case. */
  readonly name: string;
  /** A short heading above the chart. */
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly height: number;
  /** Makes the chart; keep it the same object (useCallback) as long as the chart is the same. Null: nothing to draw yet. */
  readonly draw: Draw | null;
  /** What moves over the chart without drawing it anew. */
  readonly cursor?: Cursor | null;
  readonly legend?: (palette: Palette) => readonly LegendEntry[];
  /** The name of the table that has its numbers. */
  readonly table?: string;
  /** Reads the chart at a place; null where there is nothing to read yet. */
  readonly read: Read | null;
  /** Along which axis keys walk; both for a map. */
  readonly along?: "x" | "y" | "xy";
  /** The visitor points at a place of the chart, in its units; `ended` is false while dragging. */
  readonly onPoint?: (x: number, ended: boolean, y: number) => void;
  readonly children?: ComponentChildren;
};

let loaded: Plot | null = null;
let loading: Promise<Plot> | null = null;

function loadPlot(): Promise<Plot> {
  loading ??= import("@observablehq/plot").then(
    (module) => (loaded = module),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

export function Chart(props: ChartProps): JSX.Element {
  const {
    name,
    title,
    label,
    height,
    draw,
    cursor = null,
    legend,
    table,
    read,
    along = "x",
    onPoint,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [plot, setPlot] = useState<Plot | null>(loaded);
  const [failed, setFailed] = useState(false);
  const width = useWidth(box);
  const palette = usePalette();
  const latest = useRef({ cursor, label });
  latest.current = { cursor, label };

  useEffect(() => {
    if (plot !== null) return;
    loadPlot().then(
      (module) => setPlot(() => module),
      () => setFailed(true),
    );
  }, [plot]);

  const made = (plot: Plot, draw: Draw, width: number, height: number, colours: Palette): Drawn => {
    const svg = plot.plot({
      width,
      height,
      marginLeft: 46,
      marginRight: 12,
      // The name of the axis stands clear of its highest tick.
      marginTop: 27,
      marginBottom: 40,
      ...draw(plot, { width, palette: colours, narrow: width < 460 }),
    });
    putCursor(svg, latest.current.cursor, colours);
    return svg;
  };

  // Layout effects run before the frame is drawn, the others after it: a chart answers in the frame of what is answered.
  useLayoutEffect(() => {
    if (plot === null || draw === null || width < 40) return;
    // Several changes within a frame are drawn once.
    const request = requestAnimationFrame(() => {
      const svg = made(plot, draw, width, height, palette);
      svg.setAttribute("role", "img");
      // An image has one name; Plot also names the groups inside, which nobody may.
      for (const group of svg.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
      svg.setAttribute("aria-label", `${title}. ${latest.current.label}`);
      drawn.current = svg;
      box.current?.replaceChildren(svg);
    });
    return () => cancelAnimationFrame(request);
  }, [plot, draw, width, height, palette, title]);

  useLayoutEffect(() => {
    drawn.current?.setAttribute("aria-label", `${title}. ${label}`);
  }, [title, label]);

  useLayoutEffect(() => {
    if (drawn.current !== null) putCursor(drawn.current, cursor, palette);
  }, [cursor, palette]);

  return (
    <Figure
      {...{ name, title, label, height }}
      {...(legend && { legend })}
      {...(table && { table })}
      picture={(size) =>
        plot === null || draw === null
          ? null
          : (made(plot, draw, size.width, size.height, size.palette) as SVGSVGElement)
      }
    >
      <ReadOut {...{ title, label, read, along, drawn }} {...(onPoint && { onPoint })}>
        <div
          ref={box}
          class="chart-box"
          // The room is there before the chart: nothing jumps.
          style={{ minHeight: `${height}px` }}
        >
          <p class="waiting">
            {failed ? (
              <>
                Charts could not be loaded.{" "}
                <button type="button" onClick={() => location.reload()}>
                  Load again
                </button>
              </>
            ) : (
              "Drawing …"
            )}
          </p>
        </div>
      </ReadOut>
      {props.children}
    </Figure>
  );
}
