/** What the lines and points of a chart are: in words, beside their mark. */
import type { JSX } from "preact";

export type LegendEntry = {
  readonly label: string;
  readonly colour: string;
  readonly mark: "line" | "dashed" | "thin" | "dot" | "point" | "ring" | "band";
};

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }): JSX.Element {
  return (
    <ul class="legend">
      {entries.map(({ label, colour, mark }) => (
        <li key={label}>
          <svg width="22" height="12" aria-hidden="true">
            {mark === "band" && <rect width="22" height="12" rx="2" fill={colour} opacity="0.22" />}
            {mark === "point" && <circle cx="11" cy="6" r="4" fill={colour} />}
            {mark === "ring" && <circle cx="11" cy="6" r="4" fill="none" stroke={colour} stroke-width="2" />}
            {mark === "dot" && (
              <>
                <path d="M11 0v12" stroke={colour} stroke-width="1.4" />
                <circle cx="11" cy="6" r="3.2" fill={colour} />
              </>
            )}
            {(mark === "line" || mark === "thin" || mark === "dashed") && (
              <path
                d="M0 6h22"
                stroke={colour}
                stroke-width={mark === "line" ? 2.4 : 1.2}
                stroke-dasharray={mark === "dashed" ? "3 3" : "none"}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
