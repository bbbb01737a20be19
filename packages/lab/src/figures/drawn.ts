import type * as PlotModule from "@observablehq/plot";

/** A chart as Plot draws it: an SVG element that knows its scales. */
export type Drawn = ReturnType<typeof PlotModule.plot>;
