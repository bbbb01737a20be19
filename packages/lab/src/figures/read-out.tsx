/** Reads a chart where one points, or where one walks by arrow keys; a line of words stands above the chart. */
import type { Picture } from "@onset/charts";
import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Read } from "./reading.js";

type ReadOutProps = {
  readonly title: string;
  readonly label: string;
  readonly read: Read | null;
  readonly along: "x" | "y" | "xy";
  readonly drawn: RefObject<Picture | null>;
  /** The element that holds the picture. */
  readonly box: RefObject<HTMLElement>;
  readonly onPoint?: (x: number, ended: boolean, y: number) => void;
  readonly children: ComponentChildren;
};

/** Key presses from one end of an axis to the other. */
const keySteps = 60;

type Place = { readonly px: number; readonly py: number };

export function ReadOut({
  title,
  label,
  read,
  along,
  drawn,
  box,
  onPoint,
  children,
}: ReadOutProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  const hair = useRef<HTMLSpanElement>(null);
  const place = useRef<Place | null>(null);
  const latest = useRef(read);
  latest.current = read;

  /** Shows what stands at a place; straight into the page, as pointers move faster than pages are drawn. */
  const show = (at: Place | null): void => {
    const [around, said, mark] = [frame.current, words.current, hair.current];
    place.current = at;
    // Who leaves the view leaves what has the focus, too: it is told when it is no longer there.
    if (around === null || said === null || mark === null) return;
    const found = at === null ? null : readAt(drawn.current, latest.current, at);
    mark.hidden = found === null;
    said.textContent = found?.text ?? "";
    around.setAttribute("aria-valuetext", found?.text ?? "nothing is read yet");
    if (found === null || at === null || drawn.current === null) return;
    const { px, py } = { px: found.px ?? at.px, py: found.py ?? at.py };
    around.setAttribute("aria-valuenow", String(Math.round(100 * shareOf(drawn.current, along, px, py))));
    // The style of an element without children: what is inherited would be computed anew for all of the chart.
    mark.style.transform = `translate(${along === "y" ? 0 : px}px, ${along === "x" ? 0 : py}px)`;
  };

  // What is read changes with the values, while the place stays.
  useEffect(() => {
    if (place.current !== null) show(place.current);
  }, [read]);

  const inside = (event: PointerEvent): Place => {
    const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
    return { px: event.clientX - left, py: event.clientY - top };
  };
  const point = (at: Place, ended: boolean): void => {
    if (drawn.current !== null)
      onPoint?.(drawn.current.x.invert(at.px), ended, drawn.current.y.invert(at.py));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== frame.current || drawn.current === null) return;
    const { left, right, top, bottom } = drawn.current.area;
    const rows = along === "y";
    const start = { px: (left + right) / 2, py: rows ? top + 1 : (top + bottom) / 2 };
    const at = place.current ?? start;
    if (event.key === "Enter" && onPoint !== undefined) {
      event.preventDefault();
      point(at, true);
      return;
    }
    const [dx, dy] = moves[event.key] ?? [0, 0];
    const isEnd = event.key === "Home" || event.key === "End";
    const moved = {
      px: rows ? at.px : between(left, right, at.px + (dx * (right - left)) / keySteps),
      py: along === "x" ? at.py : between(top, bottom, at.py + (dy * (bottom - top)) / keySteps),
    };
    if (rows) {
      const step = (bottom - top) / Math.max(1, drawn.current.rows?.names.length ?? 1);
      moved.py = between(top + 1, bottom - 1, at.py + dy * step);
    }
    if (isEnd && rows) moved.py = event.key === "Home" ? top + 1 : bottom - 1;
    else if (isEnd) moved.px = event.key === "Home" ? left : right;
    else if ((rows ? dy : along === "x" ? dx : dx || dy) === 0) return;
    event.preventDefault();
    // The first key reads the first row: it has not been read yet.
    show(rows && place.current === null && !isEnd ? start : moved);
  };
  return (
    <>
      <p class="readout" aria-hidden="true">
        <span ref={words} />
        <span class="readout-hint">
          {onPoint === undefined
            ? "Point at the chart, or use the arrow keys, to read it."
            : "Drag to move. Point, or use the arrow keys, to read; Enter moves there."}
        </span>
      </p>
      <div
        ref={frame}
        class={`chart-frame along-${along}${onPoint === undefined ? "" : " pointable"}`}
        role="slider"
        tabIndex={0}
        aria-label={`${title}: values`}
        aria-description={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={50}
        aria-valuetext="nothing is read yet"
        onKeyDown={onKey}
        onBlur={() => show(null)}
        onPointerDown={(event) => {
          if (event.button !== 0 || onPoint === undefined || drawn.current === null) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          point(inside(event), false);
        }}
        onPointerMove={(event) => {
          if (drawn.current === null) return;
          const at = inside(event);
          show(at);
          if (event.currentTarget.hasPointerCapture(event.pointerId)) point(at, false);
        }}
        onPointerUp={(event) => {
          if (drawn.current !== null && event.currentTarget.hasPointerCapture(event.pointerId))
            point(inside(event), true);
        }}
        onPointerLeave={() => show(null)}
      >
        {children}
        <span ref={hair} class="hair" hidden />
      </div>
    </>
  );
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function between(low: number, high: number, value: number): number {
  return Math.min(high, Math.max(low, value));
}

type Found = { readonly text: string; readonly px?: number; readonly py?: number };

function readAt(picture: Picture | null, read: Read | null, { px, py }: Place): Found | null {
  if (picture === null || read === null) return null;
  const { x, y, rows } = picture;
  const found = read(x.invert(px), y.invert(py), rows?.invert(py) ?? null);
  if (found === null) return null;
  return {
    text: found.text,
    ...(found.x !== undefined && { px: x.apply(found.x) }),
    ...(found.y !== undefined && { py: y.apply(found.y) }),
  };
}

function shareOf({ area }: Picture, along: "x" | "y" | "xy", px: number, py: number): number {
  const { left, right, top, bottom } = area;
  const share = along === "y" ? (py - top) / (bottom - top) : (px - left) / (right - left);
  return Math.min(1, Math.max(0, share));
}
