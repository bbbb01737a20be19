/** The bits of both layers, one square each: what is meant, then how it is said. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Figure } from "../../figures/figure.js";
import { usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";
import type { CodecOutput } from "./compute.js";

const gap = 2;
const heading = 18;
/** Longer records are shown from their beginning. */
const maxBytes = 400;

export function Bits({ output: { layers } }: { readonly output: CodecOutput }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const palette = usePalette();
  const side = layers.meaning.length + layers.surface.length > 60 ? 7 : 10;
  const byteWidth = 8 * (side + 1) + 6;
  const perRow = Math.max(1, Math.floor((width + 6) / byteWidth));
  const rowHeight = side + 6;
  const parts = [
    { title: "what is meant", bytes: layers.meaning, colour: palette.series[0] },
    { title: "how it is said", bytes: layers.surface, colour: palette.series[1] },
  ];
  let y = 0;
  const drawn = parts.map(({ title, bytes, colour }) => {
    const top = y;
    const shown = bytes.subarray(0, maxBytes);
    y += heading + Math.max(1, Math.ceil(shown.length / perRow)) * rowHeight + 8;
    return { title: `${title}: ${8 * bytes.length} bits`, shown, colour, top };
  });
  const label = `The bits of the record: ${drawn.map(({ title }) => title).join("; ")}.`;
  return (
    <Figure
      name="bits"
      title="Bit by bit, layer by layer"
      label={label}
      height={y}
      picture={({ width: room }) => {
        const svg = box.current?.querySelector("svg");
        if (!svg) return null;
        const copy = svg.cloneNode(true) as SVGSVGElement;
        // A picture in another width is the same one, smaller or larger.
        copy.setAttribute("width", String(room));
        copy.setAttribute("height", String((room * y) / Math.max(1, width)));
        return copy;
      }}
    >
      <div ref={box} class="chart-box" style={{ minHeight: "90px" }}>
        {width > 0 && (
          <svg width={width} height={y} viewBox={`0 0 ${width} ${y}`} role="img" aria-label={label}>
            {drawn.map(({ title, shown, colour, top }) => (
              <g key={title}>
                <text y={top + 12} font-size="12.5" fill={palette.ink}>
                  {title}
                </text>
                {/* Zeros and ones each in one path: a long text has thousands. */}
                {[0, 1].map((bit) => (
                  <path
                    key={bit}
                    d={squares(shown, bit, { perRow, byteWidth, side, rowHeight, top: top + heading })}
                    fill={colour}
                    fill-opacity={bit === 1 ? 1 : 0.22}
                  />
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </Figure>
  );
}

type Grid = {
  readonly perRow: number;
  readonly byteWidth: number;
  readonly side: number;
  readonly rowHeight: number;
  readonly top: number;
};

function squares(
  bytes: Uint8Array,
  wanted: number,
  { perRow, byteWidth, side, rowHeight, top }: Grid,
): string {
  const parts: string[] = [];
  for (const [i, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit++) {
      if (((byte >> (7 - bit)) & 1) !== wanted) continue;
      const x = (i % perRow) * byteWidth + bit * (side + 1);
      const y = top + Math.floor(i / perRow) * rowHeight;
      parts.push(`M${x} ${y}h${side - gap / 2}v${side}h-${side - gap / 2}z`);
    }
  }
  return parts.join("");
}
