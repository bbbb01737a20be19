import { extname } from "node:path";
import type { Command } from "commander";
import { UsageError } from "../errors.js";
import { Outputs } from "../files/outputs.js";
import type { Figure } from "./figure.js";

/** The option of a figure beside a result. */
export type PlotOptions = { readonly plot?: string };

/** Adds `--plot`. */
export function addPlotOption(command: Command, what: string): Command {
  return command.option("--plot <file>", `also draw ${what} (.svg)`);
}

/** Where a figure is to be written, made sure of before anything is computed. */
export type Plotter = { readonly write: (figure: () => Figure) => Promise<void> };

/**
 * Takes the file of `--plot`; without one nothing is drawn.
 *
 * @param reads - Files that the run reads, which are not written over.
 */
export async function plotter(
  { plot }: PlotOptions,
  signal: AbortSignal,
  reads: readonly string[] = [],
): Promise<Plotter> {
  if (plot !== undefined && extname(plot).toLowerCase() !== ".svg") {
    throw new UsageError(`--plot expected a name that ends in .svg, got ${JSON.stringify(plot)}`);
  }
  const outputs = await Outputs.open({ reads, writes: [plot] }, signal);
  return {
    async write(figure) {
      if (plot === undefined) return;
      // What draws is loaded when there is something to draw.
      const { drawFigure } = await import("./draw.js");
      await outputs.writeFile(plot, [drawFigure(figure())]);
    },
  };
}
