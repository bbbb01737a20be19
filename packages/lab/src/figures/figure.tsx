/** A figure: its title, its picture, its legend, and a way to take it along. */

import type { LegendEntry } from "@onset/charts";
import type { ComponentChildren, JSX } from "preact";
import { useContext, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type Palette, usePalette } from "../parts/theme.js";
import { embeddedFigure } from "./embed.js";
import { Legend } from "./legend.js";
import { SettingContext, type Size } from "./setting.js";
import { Take } from "./take.js";

export type FigureProps = {
  /** Its name in files and links: kebab-case. */
  readonly name: string;
  /** A short heading above the picture. */
  readonly title: string;
  /** What there is to see, for those who cannot. */
  readonly label: string;
  readonly height: number;
  readonly legend?: (palette: Palette) => readonly LegendEntry[];
  /** The page shows one legend for several figures; each takes its own along all the same. */
  readonly legendElsewhere?: true;
  /** The name of the table that has its numbers. */
  readonly table?: string;
  /** Draws it anew at any size; null while there is nothing to draw. */
  readonly picture: (size: Size) => SVGSVGElement | HTMLCanvasElement | null;
  /** More classes. */
  readonly kind?: string;
  readonly children?: ComponentChildren;
};

const noLegend = (): readonly LegendEntry[] => [];

export function Figure(props: FigureProps): JSX.Element | null {
  const { name, title, label, legend = noLegend, legendElsewhere, table, kind = "", children } = props;
  const setting = useContext(SettingContext);
  const palette = usePalette();
  const latest = useRef(props);
  latest.current = props;
  const figures = setting?.figures;
  useLayoutEffect(() => {
    figures?.set(name, {
      get title() {
        return latest.current.title;
      },
      get label() {
        return latest.current.label;
      },
      get height() {
        return latest.current.height;
      },
      legend: (colours) => (latest.current.legend ?? noLegend)(colours),
      picture: (size) => latest.current.picture(size),
    });
    return () => {
      figures?.delete(name);
    };
  }, [figures, name]);
  const entries = legend(palette);
  // The same legend is not drawn again while a slider moves.
  const shownLegend = useMemo(
    () => (entries.length > 0 ? <Legend entries={entries} /> : null),
    [JSON.stringify(entries)],
  );
  const only = embeddedFigure();
  if (only !== null && only !== name) return null;
  return (
    <figure class={`chart ${kind}`} data-figure={name}>
      <figcaption>
        <span>{title}</span>
        {setting !== null && <Take {...{ name, title, label, setting }} {...(table && { table })} />}
      </figcaption>
      {children}
      {!legendElsewhere && shownLegend}
    </figure>
  );
}
