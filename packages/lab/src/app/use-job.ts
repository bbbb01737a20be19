/** Runs the job of a view whenever its values change; shows the last output until the next one comes. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { AnyValues } from "../state/parameters.js";
import type { AnyView, Computed } from "../views/view.js";
import { clientOf } from "../worker/client.js";

const nothingYet: Computed<unknown> = { output: null, busy: true, problem: null };
const nothing: Computed<unknown> = { output: null, busy: false, problem: null };

/** For one view as long as the component lives. */
export function useJob({ id, job }: Pick<AnyView, "id" | "job">, values: AnyValues): Computed<unknown> {
  const [state, setState] = useState(nothingYet);
  const latest = useRef(values);
  latest.current = values;
  const key = JSON.stringify(values);
  // The key says whether values that are new objects are new values.
  useEffect(() => {
    if (job === null) return;
    setState((before) => ({ ...before, busy: true }));
    clientOf(id).run(job, latest.current as never, {
      partial: (output) => setState({ output, busy: true, problem: null }),
      done: (output) => setState({ output, busy: false, problem: null }),
      failed: (problem) => setState((before) => ({ ...before, busy: false, problem })),
    });
  }, [id, job, key]);
  // Who leaves a view does not wait for it.
  useEffect(() => () => clientOf(id).cancel(job ?? ""), [id, job]);
  return job === null ? nothing : state;
}
