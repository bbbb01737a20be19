import type { ComponentChildren, JSX } from "preact";

type WaitingProps = {
  /** The room of what will stand here: nothing jumps. */
  readonly height: number;
  /** What one waits for; nothing is said where nothing is computed. */
  readonly children: ComponentChildren;
};

/** Stands in the place of what is not there yet. */
export function Waiting({ height, children }: WaitingProps): JSX.Element {
  return (
    <div class="chart-box" style={{ minHeight: `${height}px` }}>
      {children && <p class="waiting">{children}</p>}
    </div>
  );
}
