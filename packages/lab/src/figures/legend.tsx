/** What the lines and points of a chart are: in words, beside their mark. */
import type { JSX } from "preact";

export type LegendEntry = {
  readonly label: string;
  readonly colour: string;
  readonly mark: "line" | "dashed" | "thin" | "dot" | "point" | "ring" | "band" | "box" | "glow" | "stuck";
};

export const markWidth = 22;
export const markHeight = 12;

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

/** The mark alone, within 22 by 12 pixels: on the page and in exported pictures. */
export function LegendMark({ entry: { colour, mark } }: { readonly entry: LegendEntry }): JSX.Element {
  switch (mark) {
    case "band":
      return <rect width="22" height="12" rx="2" fill={colour} opacity="0.22" />;
    case "point":
      return <circle cx="11" cy="6" r="4" fill={colour} />;
    case "ring":
      return <circle cx="11" cy="6" r="4" fill="none" stroke={colour} stroke-width="2" />;
    case "box":
      return (
        <rect
          x="5"
          y="0.75"
          width="10.5"
          height="10.5"
          rx="2"
          fill="none"
          stroke={colour}
          stroke-width="1.5"
        />
      );
    case "glow":
      return (
        <>
          <rect x="3" y="-2" width="16" height="16" rx="4" fill={colour} opacity="0.3" />
          <rect x="6" y="1" width="10" height="10" rx="2" fill={colour} />
        </>
      );
    case "stuck":
      return (
        <circle cx="11" cy="6" r="5" fill="none" stroke={colour} stroke-width="2" stroke-dasharray="3 2" />
      );
    case "dot":
      return (
        <>
          <path d="M11 0v12" stroke={colour} stroke-width="1.4" />
          <circle cx="11" cy="6" r="3.2" fill={colour} />
        </>
      );
    default:
      return (
        <path
          d="M0 6h22"
          stroke={colour}
          stroke-width={mark === "line" ? 2.4 : 1.2}
          stroke-dasharray={mark === "dashed" ? "3 3" : "none"}
        />
      );
  }
}
