import type { Palette } from "./theme.js";

/** Makes a canvas as large as it is shown, in the pixels of the screen, and fills it with the ground. */
export function clearedCanvas(
  canvas: HTMLCanvasElement,
  palette: Palette,
  width: number,
  height: number,
  scale = Math.max(1, devicePixelRatio),
): CanvasRenderingContext2D {
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = contextOf(canvas);
  context.scale(scale, scale);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  return context;
}

/** What draws on a canvas. */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser draws on no canvas.");
  return context;
}
