/** Reads and learns the corpus of the state in the worker, a file of the visitor's included. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Layout } from "../../corpora/read.js";
import { clientOf } from "../../worker/client.js";
import type { Computed } from "../view.js";
import type { CorpusInput, CorpusOutput, CorpusResult } from "./compute.js";
import { useFile } from "./file.js";
import type { CorpusValues } from "./parameters.js";
import type { WhyOutput } from "./why.js";

/** What the view shows: of an earlier state while it is busy. */
export type CorpusShown = {
  readonly result: CorpusResult | null;
  /** Share of the file that is read; null when it is. */
  readonly reading: number | null;
  /** What is being done before there is a result, in words. */
  readonly phase: string;
  /** The columns of a file of which none was recognised. */
  readonly fields: { readonly message: string; readonly columns: readonly string[] } | null;
  /** The visitor would not wait. */
  readonly cancelled: boolean;
  readonly cancel: () => void;
  /** The link is about a file of the visitor's that is not here. */
  readonly missing: string | null;
  readonly why: WhyOutput | null;
};

const nothing: CorpusShown = {
  result: null,
  reading: null,
  phase: "Reading",
  fields: null,
  cancelled: false,
  cancel: () => undefined,
  missing: null,
  why: null,
};

/** Besides what is shown: whether more is to come, and what went wrong. */
type Rest = Partial<Omit<State, "output">>;
type State = Computed<CorpusShown> & { readonly output: CorpusShown };

export function useCorpus(values: CorpusValues): Computed<CorpusShown> {
  const file = useFile(values.corpus === "mine" ? values.file : "");
  const [state, setState] = useState<State>({ output: nothing, busy: true, problem: null });
  const shown = useRef("");
  const { corpus, known, maxUnlearned, why } = values;
  const layout = layoutOf(values);
  const layoutKey = JSON.stringify(layout);
  // Busy from the frame in which other values are shown.
  useLayoutEffect(() => {
    const change = (patch: Partial<CorpusShown>, rest: Rest = {}): void =>
      setState((before) => ({ ...before, ...rest, output: { ...before.output, ...patch } }));
    const input = inputOf(values, file);
    const missing = input.source === null ? values.file || "a file" : null;
    // Of another corpus nothing stays; of the same one what was known, until it is known anew.
    const texts = JSON.stringify([corpus, layoutKey, file?.name, file?.lastModified]);
    const isOther = texts !== shown.current;
    shown.current = texts;
    // A reading does not listen while it parses: what ends it is the end of its worker.
    const cancel = (): void => {
      clientOf("corpus").dismiss();
      change({ reading: null, cancelled: true }, { busy: false, problem: null });
    };
    const fresh = { missing, cancel, cancelled: false, fields: null, phase: "Reading" };
    change({ ...fresh, ...(isOther && { result: null }) }, { busy: true });
    const show = (output: CorpusOutput, rest: Rest): void => {
      if (output.kind === "nothing") change({ result: null, reading: null }, rest);
      else if (output.kind === "reading") change({ reading: output.bytes / output.of }, rest);
      else if (output.kind === "phase") change({ reading: null, phase: output.phase }, rest);
      else if (output.kind === "fields") change({ reading: null, result: null, fields: output }, rest);
      else
        setState((before) => ({
          ...before,
          ...rest,
          output: {
            ...before.output,
            reading: null,
            result: withCurve(output.result, before.output.result),
          },
        }));
    };
    clientOf("corpus").run("corpus", input, {
      partial: (output) => show(output, { problem: null }),
      done: (output) => show(output, { busy: false, problem: null }),
      failed: (problem) => change({ result: null, reading: null }, { busy: false, problem }),
    });
  }, [file, corpus, known, maxUnlearned, layoutKey]);
  const isLearned = state.output.result !== null;
  useEffect(() => {
    const tell = (answer: WhyOutput | null): void =>
      setState((before) => ({ ...before, output: { ...before.output, why: answer } }));
    const input = inputOf(values, file);
    if (why.trim() === "" || input.source === null || !isLearned) {
      clientOf("corpus").cancel("corpusWhy");
      return tell(null);
    }
    clientOf("corpus").run("corpusWhy", { ...input, skill: why }, { done: tell, failed: () => tell(null) });
  }, [why, isLearned, file, corpus, known, maxUnlearned, layoutKey]);
  useEffect(
    () => () => {
      clientOf("corpus").cancel("corpus");
      clientOf("corpus").cancel("corpusWhy");
    },
    [],
  );
  return state;
}

/** While it is measured again the curve of before stays: who drags along it holds on to it. */
function withCurve(result: CorpusResult, before: CorpusResult | null): CorpusResult {
  return { ...result, curve: result.curve ?? before?.curve ?? null };
}

function inputOf(values: CorpusValues, file: File | null): CorpusInput {
  const { corpus, known, maxUnlearned } = values;
  const source =
    corpus !== "mine"
      ? ({ kind: "bundled", name: corpus } as const)
      : file === null
        ? null
        : ({ kind: "file", file } as const);
  return { source, layout: layoutOf(values), known, maxUnlearned: Number(maxUnlearned) };
}

/** What is said of the fields of a file is not about the bundled corpora. */
function layoutOf(values: CorpusValues): Layout {
  if (values.corpus !== "mine")
    return { words: false, skillsField: "", textField: "", groupBy: "", labels: null };
  const { words, label, skillsField, textField, groupBy, unit, by, lang, names } = values;
  const labels = { unit, by, names, language: lang === "auto" ? null : lang };
  return label
    ? { words: false, skillsField: "", textField, groupBy: "", labels }
    : { words, skillsField, textField, groupBy, labels: null };
}
