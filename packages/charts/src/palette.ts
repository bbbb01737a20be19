/** Colours of charts. Series are Okabe and Ito's, which people with any kind of colour vision can tell apart. */

export type ChartPalette = {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  /** Lines of the grid. */
  readonly line: string;
  /** What wants to be looked at: a threshold, a warning. */
  readonly mark: string;
  readonly series: readonly string[];
};

export const lightPalette: ChartPalette = {
  ground: "#ffffff",
  ink: "#1d1c1a",
  soft: "#5f5b54",
  line: "#e3dfd6",
  mark: "#b84a00",
  series: ["#0072b2", "#d55e00", "#009e73", "#b35c91", "#56b4e9", "#b87a00", "#6b6b6b"],
};

/** Lighter on dark ground. */
export const darkPalette: ChartPalette = {
  ground: "#1b1e24",
  ink: "#eceae5",
  soft: "#a9a69e",
  line: "#343842",
  mark: "#ff9a5c",
  series: ["#56b4e9", "#ff8a4c", "#2fc79a", "#e39cc4", "#9fd4f5", "#e6b422", "#b0b0b0"],
};

/** For pictures that do not know their ground: all but series are the colour of the text, more or less of it. */
export const anyPalette: ChartPalette = {
  ground: "none",
  ink: "currentColor",
  soft: "currentColor",
  line: "currentColor",
  mark: "currentColor",
  series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#888888", "#7a4900"],
};
