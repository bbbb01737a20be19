/** Pictures as files. */

import type { ExportSize } from "../figures/sizes.js";
import { contextOf } from "../parts/canvas.js";

export function svgText(svg: SVGSVGElement): string {
  return `${new XMLSerializer().serializeToString(svg)}\n`;
}

/** A sheet as PNG, as fine as its size asks for. */
export async function pngOf(sheet: SVGSVGElement, { width, scale }: ExportSize): Promise<Blob> {
  const [, , , height] = sheet.getAttribute("viewBox")!.split(" ").map(Number);
  const pixels = sheet.cloneNode(true) as SVGSVGElement;
  // Vectors are drawn in the size of the image: that of the picture, not that of the screen.
  pixels.setAttribute("width", String(Math.round(width * scale)));
  pixels.setAttribute("height", String(Math.round(height * scale)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(pixels))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  contextOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
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
