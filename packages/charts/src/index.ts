// What a chart shows.
export {
  type AreaLayer,
  type BarsLayer,
  type Chart,
  type DotsLayer,
  type Layer,
  type LineLayer,
  type NamesAxis,
  type NumberAxis,
  type Pair,
  pairs,
  type RectsLayer,
  type RowsLayer,
  type RuleLayer,
  type TextLayer,
} from "./chart.js";
// How it is drawn.
export { drawChart, type Frame, type Picture } from "./draw.js";
// Where curves are computed.
export { geometric, linear, twoSided95, withJumps } from "./grids.js";
export { type LegendEntry, legendMark, legendOf, legendRows, markHeight, markWidth } from "./legend.js";
export { anyPalette, type ChartPalette, darkPalette, lightPalette } from "./palette.js";
export { element, escaped } from "./svg.js";
// Axes.
export { logTicks, niceDomain, percentText, roundTicks, tickText } from "./ticks.js";
