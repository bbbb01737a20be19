/** A chart on the page: drawn from its description, read by pointing and by keys. */
import { type Chart as ChartData, drawChart, type Layer, legendOf, type Picture } from "@onset/charts";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type Palette, usePalette } from "../parts/theme.js";
import { useWidth } from "../parts/use-width.js";
import { type Cursor, cursorLayers } from "./cursor.js";
import { Figure } from "./figure.js";
import { ReadOut } from "./read-out.js";
import type { Read } from "./reading.js";

/** Makes the chart in the colours of a theme. */
export type Draw = (palette: Palette) => ChartData;

/** How a chart is drawn and read; nulls while there is nothing to draw. */
export type Drawn = { readonly draw: Draw | null; readonly read: Read | null };

/** How a value is drawn: the same function as long as the value is the same, and what its drawing depends on besides. */
export function useDraw<V extends object>(
  value: V | null,
  draw: (value: V, palette: Palette) => ChartData,
  besides: readonly unknown[] = [],
): Draw | null {
  return useMemo(() => value && ((palette) => draw(value, palette)), [value, ...besides]);
}

/** How an output is drawn and read: the same functions as long as it is the same, and what they depend on besides. */
export function useDrawn<O extends object>(
  output: O | null,
  draw: (output: O, palette: Palette) => ChartData,
  read: (output: O) => Read,
  besides: readonly unknown[] = [],
): Drawn {
  return {
    draw: useDraw(output, draw, besides),
    read: useMemo(() => output && read(output), [output, ...besides]),
  };
}

type ChartProps = Drawn & {
  /** Its name in files and links: kebab-case. */
  readonly name: string;
  /** A short heading above the chart. */
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly height: number;
  /** What moves over the chart without drawing it anew. */
  readonly cursor?: Cursor | null;
  /** The name of the table that has its numbers. */
  readonly table?: string;
  /** Along which axis keys walk; both for a map. */
  readonly along?: "x" | "y" | "xy";
  /** The visitor points at a place of the chart, in its units; `ended` is false while dragging. */
  readonly onPoint?: (x: number, ended: boolean, y: number) => void;
  readonly children?: ComponentChildren;
};

export function Chart(props: ChartProps): JSX.Element {
  const { name, title, label, height, draw, cursor = null, table, read, along = "x", onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Picture | null>(null);
  const width = useWidth(box);
  const palette = usePalette();
  const chart = useMemo(() => draw?.(palette) ?? null, [draw, palette]);
  const described = `${title}. ${label}`;
  const latest = useRef({ cursor, described });
  latest.current = { cursor, described };

  // Layout effects run before the frame is drawn, the others after it: a chart answers in the frame of what is answered.
  useLayoutEffect(() => {
    // Of a page that shows one figure alone the others have no box.
    const place = box.current;
    if (place === null || chart === null || width < 40) return;
    // Several changes within a frame are drawn once.
    const request = requestAnimationFrame(() => {
      const { cursor, described } = latest.current;
      drawn.current = drawChart(chart, { width, height, palette, label: described });
      place.innerHTML = drawn.current.svg;
      putCursor(place, drawn.current, cursorLayers(cursor, palette));
    });
    return () => cancelAnimationFrame(request);
  }, [chart, width, height, palette]);

  useLayoutEffect(() => {
    box.current?.querySelector(":scope > svg")?.setAttribute("aria-label", described);
  }, [described]);

  useLayoutEffect(() => {
    if (box.current !== null && drawn.current !== null)
      putCursor(box.current, drawn.current, cursorLayers(cursor, palette));
  }, [cursor, palette]);

  return (
    <Figure
      {...{ name, title, label, height }}
      legend={(colours) =>
        draw === null || chart === null ? [] : legendOf(colours === palette ? chart : draw(colours))
      }
      {...(table && { table })}
      picture={(size) =>
        draw === null
          ? null
          : elementOf(
              drawChart(withCursor(draw(size.palette), cursor, size.palette), { ...size, label: described })
                .svg,
            )
      }
    >
      <ReadOut {...{ title, label, read, along, drawn, box }} {...(onPoint && { onPoint })}>
        <div
          ref={box}
          class="chart-box"
          // The room is there before the chart: nothing jumps.
          style={{ minHeight: `${height}px` }}
        >
          <p class="waiting">Drawing …</p>
        </div>
      </ReadOut>
      {props.children}
    </Figure>
  );
}

function elementOf(svg: string): SVGSVGElement {
  const holder = document.createElement("div");
  holder.innerHTML = svg;
  return holder.firstElementChild as SVGSVGElement;
}

/** Puts the cursor over a chart in the place of the one before. */
function putCursor(box: HTMLElement, picture: Picture, layers: readonly Layer[]): void {
  const svg = box.querySelector(":scope > svg");
  if (svg === null) return;
  let group = svg.querySelector(":scope > .cursor");
  if (group === null) {
    group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", "cursor");
    svg.append(group);
  }
  group.innerHTML = picture.over(layers);
}

function withCursor(chart: ChartData, cursor: Cursor | null, palette: Palette): ChartData {
  return { ...chart, layers: [...chart.layers, ...cursorLayers(cursor, palette)] };
}
