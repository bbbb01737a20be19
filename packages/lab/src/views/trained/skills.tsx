/** All skills of a corpus as cells, in one order for both learners. */

import type { LegendEntry } from "@onset/charts";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Figure } from "../../figures/figure.js";
import { clearedCanvas } from "../../parts/canvas.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";

/** A cell: how much of it is lit, from 0 to 1, whether that is wrong to be, and what it is in words. */
export type Cell = { readonly light: number; readonly odd: boolean; readonly text: string };

type Props = {
  readonly name: string;
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly cells: readonly Cell[];
  /** For pictures that are taken along; on the page one legend stands below both. */
  readonly legend: (palette: Palette) => readonly LegendEntry[];
};

export function SkillCells({ name, title, label, cells, legend }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const palette = usePalette();
  const [at, setAt] = useState<number | null>(null);
  const { columns, side, height } = gridOf(cells.length, width);
  useEffect(() => {
    if (width > 0 && canvas.current !== null)
      draw(canvas.current, cells, columns, side, palette, width, height);
  }, [cells, columns, side, palette, width, height]);
  const point = (event: PointerEvent): void => {
    if (canvas.current === null) return;
    const { left, top } = canvas.current.getBoundingClientRect();
    const cell =
      columns * Math.floor((event.clientY - top) / side) + Math.floor((event.clientX - left) / side);
    setAt(cell >= 0 && cell < cells.length ? cell : null);
  };
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setAt(at === null ? 0 : Math.min(cells.length - 1, Math.max(0, at + step)));
  };
  const reading = at === null ? "" : (cells[at]?.text ?? "");
  return (
    <Figure
      {...{ name, title, label, height }}
      table="skills"
      kind="cells"
      legend={legend}
      legendElsewhere
      picture={(size) => {
        const copy = document.createElement("canvas");
        const grid = gridOf(cells.length, size.width);
        draw(copy, cells, grid.columns, grid.side, size.palette, size.width, grid.height, 2);
        return copy;
      }}
    >
      <p class="readout" aria-hidden="true">
        <span>{reading}</span>
        <span class="readout-hint">Point at a cell, or use the arrow keys, to read it.</span>
      </p>
      <div
        ref={box}
        class={at === null ? "cell-frame" : "cell-frame read"}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: cells`}
        aria-description={label}
        aria-valuemin={1}
        aria-valuemax={cells.length}
        aria-valuenow={(at ?? 0) + 1}
        aria-valuetext={reading || "nothing is read yet"}
        style={{ minHeight: `${height}px` }}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        <canvas ref={canvas} width={width} height={height} style={{ width: "100%" }} />
        {at !== null && (
          <span
            class="cell-mark"
            style={{
              left: `${(at % columns) * side}px`,
              top: `${Math.floor(at / columns) * side}px`,
              width: `${side}px`,
              height: `${side}px`,
            }}
          />
        )}
      </div>
    </Figure>
  );
}

function gridOf(cells: number, width: number): { columns: number; side: number; height: number } {
  const columns = Math.max(1, Math.ceil(Math.sqrt(2 * cells)));
  const side = width / columns;
  return { columns, side, height: Math.ceil(side * Math.ceil(cells / columns)) };
}

function draw(
  canvas: HTMLCanvasElement,
  cells: readonly Cell[],
  columns: number,
  side: number,
  palette: Palette,
  width: number,
  height: number,
  scale?: number,
): void {
  const context = clearedCanvas(canvas, palette, width, height, scale);
  const gap = Math.min(2, side / 6);
  cells.forEach(({ light, odd }, i) => {
    const [x, y] = [(i % columns) * side, Math.floor(i / columns) * side];
    const cell = [x + gap / 2, y + gap / 2, side - gap, side - gap] as const;
    context.globalAlpha = 1;
    context.fillStyle = palette.line;
    context.fillRect(...cell);
    context.globalAlpha = light;
    context.fillStyle = odd ? palette.mark : palette.series[0];
    context.fillRect(...cell);
  });
  context.globalAlpha = 1;
}
