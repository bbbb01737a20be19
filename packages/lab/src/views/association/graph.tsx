/** The drawn graph: sigma where there is WebGL, else a canvas. */

import type { LegendEntry } from "@onset/charts";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Figure } from "../../figures/figure.js";
import { count } from "../../parts/format.js";
import { type Palette, usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";
import { drawOnCanvas, placesOf } from "./canvas.js";
import type { AssociationOutput } from "./compute.js";
import { skillName } from "./look.js";
import type { Stage } from "./stage.js";

/** Below so many skills a canvas is quick enough, and looks the same everywhere. */
const large = 400;
const height = 440;

type GraphProps = {
  readonly output: AssociationOutput;
  readonly legend: (palette: Palette) => readonly LegendEntry[];
  readonly children?: ComponentChildren;
};

export function AssociationGraph({ output, legend, children }: GraphProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage | null>(null);
  const width = useWidth(box);
  const [ready, setReady] = useState(false);
  const palette = usePalette();
  const [at, setAt] = useState<number | null>(null);
  const wantsStage = output.drawn.skills.length > large && hasWebGl();
  useEffect(() => {
    if (!wantsStage) return;
    let gone = false;
    void import("./stage.js").then(({ openStage }) => {
      if (gone || box.current === null) return;
      stage.current = openStage(box.current, setAt);
      setReady(true);
    });
    return () => {
      gone = true;
      stage.current?.close();
      stage.current = null;
      setReady(false);
    };
  }, [wantsStage]);
  useEffect(() => {
    if (width === 0) return;
    if (wantsStage) stage.current?.show(output, palette);
    else if (canvas.current !== null) drawOnCanvas(canvas.current, output, palette, width, height);
  }, [output, palette, width, wantsStage, ready]);
  useEffect(() => stage.current?.mark(at), [at, ready, output, palette]);
  const { learned, part, drawn } = output;
  const label = `Association graph: ${part.taken} of ${learned} learned skills are taken, ${part.giant} of them in the giant component.`;
  const nodes = drawn.skills.length;
  const place = placesOf(output, width, height);
  const point = (event: PointerEvent): void => {
    if (wantsStage || nodes === 0 || box.current === null) return;
    const { left, top } = box.current.getBoundingClientRect();
    const far = (node: number): number => {
      const x = place.x(node) - event.clientX + left;
      const y = place.y(node) - event.clientY + top;
      return x * x + y * y;
    };
    let best = 0;
    for (let node = 1; node < nodes; node++) if (far(node) < far(best)) best = node;
    setAt(far(best) < 400 ? best : null);
  };
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined || nodes === 0) return;
    event.preventDefault();
    setAt(at === null ? 0 : (at + step + nodes) % nodes);
  };
  const reading = at === null || at >= nodes ? "" : readingOf(output, at);
  const title = "Learned skills; two are joined when a text holds both";
  return (
    <Figure
      name="graph"
      {...{ title, label, height, legend }}
      table="skills"
      picture={(size) => {
        const copy = document.createElement("canvas");
        drawOnCanvas(copy, output, size.palette, size.width, size.height, 2);
        return copy;
      }}
    >
      <p class="readout" aria-hidden="true">
        <span>{reading}</span>
        <span class="readout-hint">
          {wantsStage
            ? "Point at a skill, or use the arrow keys, to read it; scroll to enlarge, drag to move."
            : "Point at a skill, or use the arrow keys, to read it."}
        </span>
      </p>
      <div
        ref={box}
        class={reading === "" ? "network" : "network read"}
        data-drawn-by={wantsStage ? "webgl" : "canvas"}
        role="slider"
        tabIndex={0}
        aria-label="Learned skills"
        aria-description={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, nodes)}
        aria-valuenow={(at ?? 0) + 1}
        aria-valuetext={reading || "nothing is read yet"}
        style={{ height: `${height}px` }}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        {!wantsStage && <canvas ref={canvas} width={width} height={height} />}
        {!wantsStage && at !== null && at < nodes && (
          <span class="node-mark" style={{ left: `${place.x(at)}px`, top: `${place.y(at)}px` }} />
        )}
        {nodes === 0 && <p class="waiting">Nothing is learned.</p>}
      </div>
      {children}
    </Figure>
  );
}

function readingOf(output: AssociationOutput, node: number): string {
  const { drawn, part } = output;
  const name = skillName(output, node);
  const texts = drawn.texts[node];
  const state = ["not taken", "apart from the giant component", "in the giant component"][part.states[node]];
  return `${name}: ${count(texts)} ${texts === 1 ? "text" : "texts"}, ${state}`;
}

let webGl: boolean | null = null;

function hasWebGl(): boolean {
  webGl ??= document.createElement("canvas").getContext("webgl2") !== null;
  return webGl;
}
