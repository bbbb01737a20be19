/** The sizes in which a figure can be taken along. */

export type SizeName = "column" | "page" | "slide";

export type ExportSize = {
  readonly label: string;
  /** The width in which it is laid out, in pixels of 1/96 inch, and its height where that is fixed. */
  readonly width: number;
  readonly height: number | null;
  /** The width it says in an SVG. */
  readonly unit: string;
  /** Pixels of a PNG for one of the layout. */
  readonly scale: number;
  /** Printed on white; slides keep the colours of the page. */
  readonly paper: boolean;
};

/** A column of a journal, the width of a page, a slide of 16:9; 300 dots an inch on paper. */
export const exportSizes: Readonly<Record<SizeName, ExportSize>> = {
  column: {
    label: "Column, 85 mm",
    width: 340,
    height: null,
    unit: "85mm",
    scale: 1004 / 340,
    paper: true,
  },
  page: { label: "Page, 170 mm", width: 680, height: null, unit: "170mm", scale: 2008 / 680, paper: true },
  slide: { label: "Slide, 16:9", width: 1280, height: 720, unit: "1280", scale: 1.5, paper: false },
};
