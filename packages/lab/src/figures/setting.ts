/** What a figure needs to know of the page around it, so that it can be taken away: on what it rests and where it lives. */

import type { LegendEntry } from "@onset/charts";
import { createContext } from "preact";
import type { Palette } from "../parts/theme.js";
import type { Table } from "../views/view.js";

/** A picture that can be drawn at any size. */
export type Drawable = {
  readonly title: string;
  readonly label: string;
  /** The height on the page, in pixels. */
  readonly height: number;
  readonly legend: (palette: Palette) => readonly LegendEntry[];
  /** Null while there is nothing to draw. */
  readonly picture: (size: Size) => SVGSVGElement | HTMLCanvasElement | null;
};

export type Size = { readonly width: number; readonly height: number; readonly palette: Palette };

export type Setting = {
  readonly view: string;
  readonly title: string;
  /** The numbers on which a figure rests, in one line: c = 5, n = 10,000, seed = 1. */
  readonly caption: string;
  /** The command line that prints the numbers. */
  readonly command: string;
  readonly tables: readonly Table[];
  /** What is shown belongs to the link. */
  readonly ready: boolean;
  /** All figures of the view, in their order on the page. */
  readonly figures: Map<string, Drawable>;
  readonly tell: (message: string) => void;
};

export const SettingContext = createContext<Setting | null>(null);
