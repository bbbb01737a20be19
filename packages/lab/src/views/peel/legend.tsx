import type { JSX } from "preact";
import type { Palette } from "../../parts/theme.js";

type PeelLegendProps = { readonly palette: Palette; readonly maxUnlearned: number };

/** What circles, squares and their looks mean. */
export function PeelLegend({ palette, maxUnlearned }: PeelLegendProps): JSX.Element {
  const blue = palette.series[0];
  const sun = palette.series[5];
  const few = maxUnlearned === 1 ? "one unlearned skill" : `up to ${maxUnlearned} unlearned skills`;
  return (
    <ul class="legend">
      <li>
        <svg width="38" height="18" aria-hidden="true">
          <circle cx="9" cy="9" r="7" fill={palette.ground} stroke={palette.soft} stroke-width="1.5" />
          <circle cx="28" cy="9" r="7" fill={blue} />
        </svg>
        a skill, learned
      </li>
      <li>
        <svg width="18" height="18" aria-hidden="true">
          <rect
            x="2"
            y="2"
            width="14"
            height="14"
            rx="3"
            fill={palette.ground}
            stroke={palette.soft}
            stroke-width="1.5"
          />
          <text x="9" y="13" text-anchor="middle" font-size="11" fill={palette.soft}>
            3
          </text>
        </svg>
        a text, its unlearned skills
      </li>
      <li>
        <svg width="22" height="22" aria-hidden="true">
          <rect width="22" height="22" rx="6" fill={sun} fill-opacity="0.3" />
          <rect x="4" y="4" width="14" height="14" rx="3" fill={sun} />
        </svg>
        {few}: it teaches
      </li>
      <li>
        <svg width="18" height="18" aria-hidden="true">
          <circle
            cx="9"
            cy="9"
            r="7"
            fill={palette.ground}
            stroke={palette.mark}
            stroke-width="2"
            stroke-dasharray="3 2"
          />
        </svg>
        stuck
      </li>
    </ul>
  );
}
