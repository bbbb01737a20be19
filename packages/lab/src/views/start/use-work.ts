import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { clientOf } from "../../worker/client.js";
import type { InputOf, JobName, OutputOf } from "../../worker/jobs.js";
import type { Computed } from "../view.js";

/**
 * Runs a job for one figure of the explainer while its input is there. The figures share a worker, each on a channel of its
 * own. The last output stays until the next one comes.
 */
export function useWork<N extends JobName>(
  channel: string,
  job: N,
  input: InputOf<N> | null,
): Computed<OutputOf<N>> {
  const [state, setState] = useState<Computed<OutputOf<N>>>({ output: null, busy: false, problem: null });
  const latest = useRef(input);
  latest.current = input;
  const key = input === null ? null : JSON.stringify(input);
  // The key says whether an input that is a new object is a new input.
  useLayoutEffect(() => {
    const wanted = latest.current;
    if (key === null || wanted === null) return;
    setState((before) => ({ ...before, busy: true, problem: null }));
    clientOf("start").run(
      job,
      wanted,
      {
        partial: (output) => setState({ output, busy: true, problem: null }),
        done: (output) => setState({ output, busy: false, problem: null }),
        failed: (problem) => setState((before) => ({ ...before, busy: false, problem })),
      },
      { channel },
    );
  }, [channel, job, key]);
  useEffect(() => () => clientOf("start").cancel(channel), [channel]);
  return state;
}
