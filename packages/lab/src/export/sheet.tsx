/** Figures on a sheet of their own: titles, pictures, legends, and below them on what they rest and where they live. */

import { legendRows, markWidth } from "@onset/charts";
import { render, type VNode } from "preact";
import { LegendMark } from "../figures/legend.js";
import type { Drawable } from "../figures/setting.js";
import type { ExportSize } from "../figures/sizes.js";
import { contextOf } from "../parts/canvas.js";
import type { Palette } from "../parts/theme.js";

export type SheetText = {
  /** What the view is called. */
  readonly title: string;
  /** The numbers on which the figures rest. */
  readonly caption: string;
  readonly command: string;
  /** The address that opens it again. */
  readonly link: string;
};

const margin = 16;
const namespace = "http://www.w3.org/2000/svg";
const family = "system-ui, -apple-system, 'Segoe UI', sans-serif";

/** The SVG of some figures below each other; null when none of them has anything to show. */
export function sheetOf(
  drawables: readonly Drawable[],
  text: SheetText,
  size: ExportSize,
  palette: Palette,
): SVGSVGElement | null {
  const inner = size.width - 2 * margin;
  const caption = wrapped(
    [`${text.caption}. Onset ${__VERSION__}.`, `$ ${text.command.split("\n").join("\n$ ")}`].join("\n"),
    11,
    inner,
  );
  const link = wrapped(text.link, 11, inner, "");
  const heads = drawables.map((each) => ({
    title: wrapped(each.title, 15, inner, " ", "600"),
    legend: legendRows(each.legend(palette), inner, (label) => widthOf(label, 12)),
  }));
  const around = heads.reduce((sum, { title, legend }) => sum + 20 * title.length + 20 * legend.length, 0);
  const below = 15 * (caption.length + link.length) + 10;
  const free = (size.height ?? 0) - around - below - 2 * margin - 14 * drawables.length;
  const pictures = drawables.map((each) =>
    each.picture({
      width: inner,
      height: size.height === null ? each.height : Math.max(160, free / drawables.length),
      palette,
    }),
  );
  if (pictures.every((picture) => picture === null)) return null;
  let y = margin;
  const parts = heads.map(({ title, legend }, i) => {
    const [width, height] = sizeOf(pictures[i], inner);
    const at = { title: y + 15, picture: y + 20 * title.length + 4, legend: 0 };
    at.legend = at.picture + height + 6;
    y = at.legend + 20 * legend.length + 8;
    return { title, legend, at, width, height };
  });
  const height = Math.max(size.height ?? 0, y + below + margin - 6);
  const svg = document.createElementNS(namespace, "svg");
  const ratio = height / size.width;
  const unit = size.unit.replace(/^[\d.]+/, "");
  const attributes = {
    xmlns: namespace,
    viewBox: `0 0 ${size.width} ${height}`,
    width: size.unit,
    height: `${Number((Number.parseFloat(size.unit) * ratio).toFixed(2))}${unit}`,
    role: "img",
    "aria-label": `${text.title}. ${drawables.map(({ title, label }) => `${title}. ${label}`).join(" ")}`,
    "font-family": family,
    color: palette.ink,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  render(
    <>
      <rect width={size.width} height={height} fill={palette.ground} />
      {parts.map(({ title, legend, at }, i) => (
        <g key={i}>
          <text x={margin} y={at.title} font-size="15" font-weight="600" fill={palette.ink}>
            <Lines of={title} apart={19} />
          </text>
          <g data-legend transform={`translate(${margin} ${at.legend})`}>
            {legend.flatMap((row, k) =>
              row.map(({ entry, x }) => (
                <g key={entry.label} transform={`translate(${x} ${20 * k})`}>
                  <LegendMark entry={entry} />
                  <text x={markWidth + 7} y="10.5" font-size="12" fill={palette.soft}>
                    {entry.label}
                  </text>
                </g>
              )),
            )}
          </g>
        </g>
      ))}
      <text data-caption x={margin} y={y + 15} font-size="11" fill={palette.soft}>
        <Lines of={caption} apart={15} />
      </text>
      <a href={text.link}>
        <text x={margin} y={y + 15 + 15 * caption.length} font-size="11" fill={palette.accent}>
          <Lines of={link} apart={15} />
        </text>
      </a>
    </>,
    svg,
  );
  for (const [i, picture] of pictures.entries()) {
    if (picture !== null) svg.append(placed(picture, parts[i].at.picture, parts[i].width, parts[i].height));
  }
  return svg;
}

/** A picture where it belongs: vectors as they are, what stands on a canvas as an image. */
function placed(
  picture: SVGSVGElement | HTMLCanvasElement,
  y: number,
  width: number,
  height: number,
): SVGElement {
  const isCanvas = picture instanceof HTMLCanvasElement;
  const element = isCanvas ? document.createElementNS(namespace, "image") : picture;
  if (isCanvas) element.setAttribute("href", picture.toDataURL("image/png"));
  const place = { x: margin, y, width, height };
  for (const [name, value] of Object.entries(place)) element.setAttribute(name, String(value));
  // Its font size comes from the page's style sheet, which does not travel.
  element.setAttribute("font-size", "12");
  return element;
}

/** Width and height of a picture in the layout: a canvas is as wide as there is room. */
function sizeOf(picture: SVGSVGElement | HTMLCanvasElement | null, inner: number): [number, number] {
  if (picture === null) return [0, 0];
  if (picture instanceof HTMLCanvasElement) {
    const width = Math.min(inner, picture.width);
    return [width, (width * picture.height) / Math.max(1, picture.width)];
  }
  return [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
}

let context: CanvasRenderingContext2D | null = null;

function widthOf(text: string, fontSize: number, weight = "400"): number {
  context ??= contextOf(document.createElement("canvas"));
  context.font = `${weight} ${fontSize}px ${family}`;
  return context.measureText(text).width;
}

/** Breaks lines at a separator so that they fit; what is longer than a line is cut anywhere. */
export function wrapped(
  text: string,
  fontSize: number,
  width: number,
  separator = " ",
  weight = "400",
): readonly string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(separator)) {
      let rest = word;
      const longer = line === "" ? rest : line + separator + rest;
      if (widthOf(longer, fontSize, weight) <= width) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      while (rest.length > 1 && widthOf(rest, fontSize, weight) > width) {
        let cut = rest.length - 1;
        while (cut > 1 && widthOf(rest.slice(0, cut), fontSize, weight) > width) cut--;
        lines.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      line = rest;
    }
    return [...lines, line];
  });
}

type LinesProps = { readonly of: readonly string[]; readonly apart: number };

/** Lines of a text, the first where the text stands. */
function Lines({ of, apart }: LinesProps): VNode {
  return (
    <>
      {of.map((line, k) => (
        <tspan key={k} x={margin} dy={k === 0 ? 0 : apart}>
          {line}
        </tspan>
      ))}
    </>
  );
}
