/** What the lines and points of a picture are: in words, beside their mark. */
import { type LegendEntry, legendMark, markHeight, markWidth } from "@onset/charts";
import type { JSX } from "preact";

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }): JSX.Element {
  return (
    <ul class="legend">
      {entries.map((entry) => (
        <li key={entry.label}>
          <svg width={markWidth} height={markHeight} aria-hidden="true">
            <LegendMark entry={entry} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}

/** The mark alone: on the page and in exported pictures. */
export function LegendMark({ entry }: { readonly entry: LegendEntry }): JSX.Element {
  return <g dangerouslySetInnerHTML={{ __html: legendMark(entry) }} />;
}
