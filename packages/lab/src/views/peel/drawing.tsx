/** The graph as a drawing that can be walked through by mouse, touch and keys. */
import { type JSX, render } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Size } from "../../figures/setting.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";
import type { PeelOutput } from "./compute.js";
import { isNumbered, type Layout, layoutOf, type Place } from "./layout.js";
import { useMoving } from "./moving.js";
import { type Chosen, chosenText, readChosen } from "./parameters.js";
import type { PeelState } from "./states.js";

type DrawingProps = {
  readonly output: PeelOutput;
  readonly state: PeelState;
  readonly chosen: Chosen | null;
  readonly onNode: (node: Chosen) => void;
};

export function Drawing({ output, state, chosen, onNode }: DrawingProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const palette = usePalette();
  const layout = useMemo(() => (width < 100 ? null : layoutOf(output, width)), [output, width]);
  return (
    <div ref={box} class="chart-box" style={{ minHeight: layout === null ? "320px" : undefined }}>
      {layout !== null && <Graph {...{ output, state, chosen, onNode, layout, palette }} />}
    </div>
  );
}

/** The drawing as it stands, for a picture of any width and colours. */
export function stillDrawing(
  { output, state, chosen }: Pick<DrawingProps, "output" | "state" | "chosen">,
  { width, palette }: Size,
): SVGSVGElement {
  const box = document.createElement("div");
  const layout = layoutOf(output, width);
  render(<Graph {...{ output, state, chosen, layout, palette }} onNode={() => undefined} />, box);
  const still = box.querySelector("svg")!.cloneNode(true) as SVGSVGElement;
  render(null, box);
  return still;
}

type GraphProps = DrawingProps & { readonly layout: Layout; readonly palette: Palette };

function Graph({ output, state, chosen, onNode, layout, palette }: GraphProps): JSX.Element {
  const { skills, texts } = useMoving(layout);
  const [last, setFocus] = useState("s1");
  // All nodes are one stop of the tab key. Where the last one is gone, that is the first skill.
  const place = placeOf(layout, readChosen(last));
  const focus = place === null ? "s1" : last;
  const svg = useRef<SVGSVGElement>(null);
  const lit = useMemo(() => litBy(output, chosen), [output, chosen]);
  const ended = state.step === state.last;
  const isNamed = !isNumbered(output);
  const { radius, width, height, vertical, stuckFrom, headings } = layout;
  const sun = palette.series[5];
  const blue = palette.series[0];

  const walk = (event: KeyboardEvent, from: Chosen): void => {
    const direction = directions[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onNode(from);
    } else if (event.key === "Home") {
      event.preventDefault();
      setFocus("s1");
      svg.current?.querySelector<SVGElement>("[data-node=s1]")?.focus();
    } else if (direction !== undefined) {
      event.preventDefault();
      const next = nearest(layout, from, direction);
      if (next === null) return;
      setFocus(chosenText(next));
      svg.current?.querySelector<SVGElement>(`[data-node="${chosenText(next)}"]`)?.focus();
    }
  };
  const node = (kind: Chosen["kind"], index: number) => {
    const self = { kind, index };
    const name = chosenText(self);
    return {
      "data-node": name,
      role: "button",
      // In SVG the name of the attribute is as it is written; without it each node that listens for focus is a stop.
      tabindex: name === focus ? 0 : -1,
      "aria-pressed": chosen?.kind === kind && chosen.index === index,
      onClick: () => {
        setFocus(name);
        onNode(self);
      },
      onFocus: () => setFocus(name),
      onKeyDown: (event: KeyboardEvent) => walk(event, self),
      class: "node",
    } as const;
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing
    <svg
      ref={svg}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Skills (circles) and texts (squares) in the order of learning. Arrow keys walk, Enter explains."
      font-family="system-ui, sans-serif"
    >
      {stuckFrom !== null && (
        <rect
          x={vertical ? 0 : stuckFrom}
          y={vertical ? stuckFrom : 0}
          width={vertical ? width : width - stuckFrom}
          height={vertical ? height - stuckFrom : height}
          rx="8"
          fill={ended ? palette.mark : palette.soft}
          fill-opacity={ended ? 0.1 : 0.05}
        />
      )}
      {headings.map(({ x, y, label }) => (
        <text
          key={`${label} ${x} ${y}`}
          x={x}
          y={y}
          text-anchor={vertical ? "start" : "middle"}
          font-size="12"
          fill={label === "stuck" && ended ? palette.mark : palette.soft}
        >
          {label}
        </text>
      ))}
      <g fill="none">
        {output.texts.flatMap(({ requires, teaches }, text) => {
          const from = texts[text];
          if (from === null || from === undefined) return [];
          return [...new Set([...requires, ...teaches])].map((skill) => {
            const unlearned = !state.learned[skill];
            const taught = output.skills[skill].from === text && !unlearned;
            const glows = state.glowing[text] && unlearned;
            const stuck = ended && output.skills[skill].core !== null;
            const seen = lit === null || (lit.texts.has(text) && lit.skills.has(skill));
            return (
              <path
                key={`${text} ${skill}`}
                d={curve(from, skills[skill], vertical)}
                stroke={
                  glows ? sun : taught ? blue : stuck ? palette.mark : unlearned ? palette.soft : palette.line
                }
                stroke-width={glows ? 2.6 : taught ? 2 : lit !== null && seen ? 1.6 : 1}
                stroke-opacity={
                  seen ? (glows || taught || !unlearned ? 1 : stuck && lit === null ? 0.4 : 0.6) : 0.12
                }
              />
            );
          });
        })}
      </g>
      {output.texts.map((text, i) => {
        const place = texts[i];
        if (place === null || place === undefined) return null;
        const lacking = state.lacking[i];
        const glows = state.glowing[i];
        const stuck = ended && text.core !== null;
        const size = lacking === 0 ? 0.66 * radius : 0.92 * radius;
        const stroke = glows ? sun : stuck ? palette.mark : lacking === 0 ? palette.line : palette.soft;
        return (
          <g
            key={i}
            {...node("text", i)}
            transform={`translate(${place.x} ${place.y})`}
            opacity={lit === null || lit.texts.has(i) ? 1 : 0.25}
            aria-label={`${text.name}: ${textState(output, state, i)}`}
          >
            <title>{`${text.name}: ${textState(output, state, i)}`}</title>
            <rect
              x={-radius - 2}
              y={-radius - 2}
              width={2 * radius + 4}
              height={2 * radius + 4}
              fill="transparent"
              class="target"
            />
            {glows && (
              <rect
                class="halo"
                x={-1.55 * radius}
                y={-1.55 * radius}
                width={3.1 * radius}
                height={3.1 * radius}
                rx={0.6 * radius}
                fill={sun}
                fill-opacity="0.3"
              />
            )}
            <rect
              x={-size}
              y={-size}
              width={2 * size}
              height={2 * size}
              rx={0.28 * size}
              fill={glows ? sun : palette.ground}
              stroke={stroke}
              stroke-width="1.5"
            />
            {lacking > 0 && (
              <text
                text-anchor="middle"
                dy="0.35em"
                font-size={Math.max(9, 1.1 * radius)}
                font-weight={glows ? 700 : 400}
                fill={glows ? palette.ground : stuck ? palette.mark : palette.soft}
              >
                {lacking}
              </text>
            )}
          </g>
        );
      })}
      {output.skills.map((skill, i) => {
        const place = skills[i];
        const learned = state.learned[i];
        const stuck = ended && skill.core !== null;
        return (
          <g
            key={i}
            {...node("skill", i)}
            transform={`translate(${place.x} ${place.y})`}
            opacity={lit === null || lit.skills.has(i) ? 1 : 0.25}
            aria-label={`${skill.name}: ${learned ? "learned" : stuck ? "stuck" : "not learned"}`}
          >
            <title>{`${skill.name}: ${learned ? "learned" : stuck ? "stuck" : "not learned"}`}</title>
            {state.fresh[i] && <circle r={1.5 * radius} fill={blue} fill-opacity="0.22" class="halo" />}
            <circle class="target" r={radius + 2} fill="transparent" />
            <circle
              r={radius}
              fill={learned ? blue : palette.ground}
              stroke={learned ? blue : stuck ? palette.mark : palette.soft}
              stroke-width={stuck ? 2 : 1.5}
              stroke-dasharray={stuck ? "3 2" : undefined}
            />
            {isNamed && (
              <text
                text-anchor="middle"
                y={radius + 11}
                font-size="10.5"
                fill={stuck ? palette.mark : palette.ink}
                stroke={palette.ground}
                stroke-width="3"
                paint-order="stroke"
              >
                {skill.name.length > layout.nameLength
                  ? `${skill.name.slice(0, layout.nameLength - 1)}…`
                  : skill.name}
              </text>
            )}
            {radius >= 8 && !isNamed && (
              <text
                text-anchor="middle"
                dy="0.35em"
                font-size={0.95 * radius}
                fill={learned ? palette.ground : stuck ? palette.mark : palette.ink}
              >
                {i + 1}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** What a text can do now, in words. */
export function textState(output: PeelOutput, state: PeelState, text: number): string {
  const lacking = state.lacking[text];
  if (lacking === 0) return "all its skills are learned";
  const skills = lacking === 1 ? "1 unlearned skill" : `${lacking} unlearned skills`;
  if (state.glowing[text]) return `${skills}, can teach now`;
  return state.step === state.last && output.texts[text].core !== null ? `${skills}, stuck` : skills;
}

/** What belongs to what is explained; null when nothing is. */
function litBy(
  { texts, skills }: PeelOutput,
  chosen: Chosen | null,
): { readonly texts: ReadonlySet<number>; readonly skills: ReadonlySet<number> } | null {
  if (chosen === null) return null;
  if (chosen.kind === "text") {
    const text = texts[chosen.index];
    return {
      texts: new Set([chosen.index]),
      skills: new Set([...(text?.requires ?? []), ...(text?.teaches ?? [])]),
    };
  }
  const skill = skills[chosen.index];
  if (skill === undefined) return null;
  const holding = texts.flatMap((text, i) => (text.teaches.includes(chosen.index) ? [i] : []));
  const path = skill.round === null ? holding : skill.path;
  const needed = path.flatMap((text) => [...texts[text].requires, ...texts[text].teaches]);
  return { texts: new Set(path), skills: new Set([chosen.index, ...needed]) };
}

function curve(a: Place, b: Place, vertical: boolean): string {
  const half = vertical ? (a.y + b.y) / 2 : (a.x + b.x) / 2;
  return vertical
    ? `M${a.x} ${a.y}C${a.x} ${half} ${b.x} ${half} ${b.x} ${b.y}`
    : `M${a.x} ${a.y}C${half} ${a.y} ${half} ${b.y} ${b.x} ${b.y}`;
}

function placeOf({ skills, texts }: Layout, node: Chosen | null): Place | null {
  return node === null ? null : ((node.kind === "skill" ? skills : texts)[node.index] ?? null);
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest node in a direction: what is aside counts double. */
function nearest(
  { skills, texts }: Layout,
  from: Chosen,
  [dx, dy]: readonly [number, number],
): Chosen | null {
  const start = (from.kind === "skill" ? skills : texts)[from.index];
  if (start === null || start === undefined) return null;
  let best: Chosen | null = null;
  let least = Infinity;
  const look = (kind: Chosen["kind"], places: readonly (Place | null)[]): void => {
    for (const [index, place] of places.entries()) {
      if (place === null) continue;
      const ahead = (place.x - start.x) * dx + (place.y - start.y) * dy;
      const aside = Math.abs((place.x - start.x) * dy) + Math.abs((place.y - start.y) * dx);
      if (ahead <= 0.5 || ahead + 2 * aside >= least) continue;
      least = ahead + 2 * aside;
      best = { kind, index };
    }
  };
  look("skill", skills);
  look("text", texts);
  return best;
}
