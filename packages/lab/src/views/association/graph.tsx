/** The drawn graph: sigma where there is WebGL, else a canvas. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePalette } from "../../parts/theme.js";
import { useWidth } from "../../parts/use-width.js";
import { drawOnCanvas } from "./canvas.js";
import type { AssociationOutput } from "./compute.js";
import type { Stage } from "./stage.js";

/** Below so many skills a canvas is quick enough, and looks the same everywhere. */
const large = 400;
const height = 440;

export function AssociationGraph({ output }: { readonly output: AssociationOutput }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage | null>(null);
  const width = useWidth(box);
  const [ready, setReady] = useState(false);
  const palette = usePalette();
  const wantsStage = output.drawn.skills.length > large && hasWebGl();
  useEffect(() => {
    if (!wantsStage) return;
    let gone = false;
    void import("./stage.js").then(({ openStage }) => {
      if (gone) return;
      stage.current = openStage(box.current!);
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
    else drawOnCanvas(canvas.current!, output, palette, width, height);
  }, [output, palette, width, wantsStage, ready]);
  const { learned, part, drawn } = output;
  const label = `Association graph: ${part.taken} of ${learned} learned skills are taken, ${part.giant} of them in the giant component.`;
  return (
    <div ref={box} class="network" role="img" aria-label={label} style={{ height: `${height}px` }}>
      {!wantsStage && <canvas ref={canvas} data-picture width={width} height={height} />}
      {drawn.skills.length === 0 && <p class="waiting">Nothing is learned.</p>}
    </div>
  );
}

let webGl: boolean | null = null;

function hasWebGl(): boolean {
  webGl ??= document.createElement("canvas").getContext("webgl2") !== null;
  return webGl;
}
