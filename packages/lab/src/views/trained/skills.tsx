/** All skills of a corpus as cells, in one order for both learners. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Palette, usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";

/** A cell: how much of it is lit, from 0 to 1, and whether that is wrong to be. */
export type Cell = { readonly light: number; readonly odd: boolean };

type Props = {
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly cells: readonly Cell[];
};

export function SkillCells({ title, label, cells }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const palette = usePalette();
  const columns = Math.max(1, Math.ceil(Math.sqrt(2 * cells.length)));
  const side = width / columns;
  const height = Math.ceil(side * Math.ceil(cells.length / columns));
  useEffect(() => {
    if (width > 0) draw(canvas.current!, cells, columns, side, palette, width, height);
  }, [cells, columns, side, palette, width, height]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={box} role="img" aria-label={label} style={{ minHeight: `${height}px` }}>
        <canvas ref={canvas} data-picture width={width} height={height} style={{ width: "100%" }} />
      </div>
    </figure>
  );
}

function draw(
  canvas: HTMLCanvasElement,
  cells: readonly Cell[],
  columns: number,
  side: number,
  palette: Palette,
  width: number,
  height: number,
): void {
  const scale = Math.max(1, devicePixelRatio);
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
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
