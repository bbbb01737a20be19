/** The charts of a view as one picture that stands by itself. */

const gap = 16;
const titleSpace = 26;
const namespace = "http://www.w3.org/2000/svg";

export type Look = { readonly ground: string; readonly ink: string };

/** The charts below each other, with their titles, in one SVG document; null when there is none. */
export function svgOf(root: ParentNode, title: string, look: Look): SVGSVGElement | null {
  const figures = [...root.querySelectorAll<HTMLElement>("figure.chart")].flatMap((figure) => {
    const svg = figure.querySelector<SVGSVGElement>(".chart-box svg");
    return svg === null ? [] : [{ svg, caption: figure.querySelector("figcaption")?.textContent ?? "" }];
  });
  if (figures.length === 0) return null;
  const sizes = figures.map(({ svg }) => [svg.width.baseVal.value, svg.height.baseVal.value] as const);
  const width = Math.max(...sizes.map(([each]) => each)) + 2 * gap;
  const height = sizes.reduce((sum, [, each]) => sum + each + titleSpace + gap, gap);
  const whole = document.createElementNS(namespace, "svg");
  whole.setAttribute("xmlns", namespace);
  whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
  whole.setAttribute("width", String(width));
  whole.setAttribute("height", String(height));
  whole.setAttribute("role", "img");
  whole.setAttribute("aria-label", title);
  whole.setAttribute("font-family", "system-ui, sans-serif");
  whole.setAttribute("color", look.ink);
  const ground = document.createElementNS(namespace, "rect");
  ground.setAttribute("width", String(width));
  ground.setAttribute("height", String(height));
  ground.setAttribute("fill", look.ground);
  whole.append(ground);
  let y = gap;
  for (const [i, { svg, caption }] of figures.entries()) {
    const text = document.createElementNS(namespace, "text");
    text.setAttribute("x", String(gap));
    text.setAttribute("y", String(y + 14));
    text.setAttribute("font-size", "15");
    text.setAttribute("font-weight", "600");
    text.setAttribute("fill", look.ink);
    text.textContent = caption;
    const copy = svg.cloneNode(true) as SVGSVGElement;
    copy.setAttribute("x", String(gap));
    copy.setAttribute("y", String(y + titleSpace));
    // Its font size comes from the page's style sheet, which does not travel.
    copy.setAttribute("font-size", "12");
    whole.append(text, copy);
    y += sizes[i][1] + titleSpace + gap;
  }
  return whole;
}

export function svgText(svg: SVGSVGElement): string {
  return `${new XMLSerializer().serializeToString(svg)}\n`;
}

/** An SVG or what stands on a canvas as PNG, twice as fine as the screen. */
export async function pngOf(picture: SVGSVGElement | HTMLCanvasElement): Promise<Blob> {
  if (picture instanceof HTMLCanvasElement) return blobOf(picture);
  const scale = 2;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = scale * picture.width.baseVal.value;
  canvas.height = scale * picture.height.baseVal.value;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return blobOf(canvas);
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture is too large.")) : resolve(blob)));
  });
}

/** Gives the visitor a file. Nothing leaves the machine. */
export function saveFile(name: string, content: Blob): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}
