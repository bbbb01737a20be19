/** Runs the job of a view whenever its values change; shows the last output until the next one comes. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AnyValues } from "../state/parameters.js";
import type { AnyView, Computed } from "../views/view.js";
import { clientOf } from "../worker/client.js";

const nothingYet: Computed<unknown> = { output: null, busy: true, problem: null };
const nothing: Computed<unknown> = { output: null, busy: false, problem: null };

/**
 * Shows what is known so far once a frame, the first of it at once: several answers come within a frame, and each would draw
 * the whole page.
 */
class Frame {
  #request = 0;
  #latest: (() => void) | null = null;

  show(draw: () => void): void {
    if (this.#request !== 0) {
      this.#latest = draw;
      return;
    }
    draw();
    this.#request = requestAnimationFrame(() => {
      const latest = this.#take();
      if (latest !== null) this.show(latest);
    });
  }

  #take(): (() => void) | null {
    const latest = this.#latest;
    this.#request = 0;
    this.#latest = null;
    return latest;
  }

  forget(): void {
    cancelAnimationFrame(this.#request);
    this.#take();
  }
}

/** For one view as long as the component lives. */
export function useJob({ id, job }: Pick<AnyView, "id" | "job">, values: AnyValues): Computed<unknown> {
  const [state, setState] = useState(nothingYet);
  const latest = useRef(values);
  latest.current = values;
  const key = JSON.stringify(values);
  // The key says whether values that are new objects are new values. The worker begins before the frame is drawn.
  useLayoutEffect(() => {
    if (job === null) return;
    const frame = new Frame();
    setState((before) => ({ ...before, busy: true }));
    clientOf(id).run(job, latest.current as never, {
      partial: (output) => frame.show(() => setState({ output, busy: true, problem: null })),
      done: (output) => {
        frame.forget();
        setState({ output, busy: false, problem: null });
      },
      failed: (problem) => {
        frame.forget();
        setState((before) => ({ ...before, busy: false, problem }));
      },
    });
    return () => frame.forget();
  }, [id, job, key]);
  // Who leaves a view does not wait for it.
  useEffect(() => () => clientOf(id).cancel(job ?? ""), [id, job]);
  return job === null ? nothing : state;
}
