/** A corpus that was read, and who learns it; kept between jobs, so that a slider does not read a file again. */
import { type CorpusLearner, corpusLearner } from "@onset/core/analysis";
import type { Reading } from "@onset/reading";
import { type CorpusSource, type Layout, readSource } from "../../corpora/read.js";

/** How far the reading has come: bytes of the file as it lies there. */
type Progress = (bytes: number, of: number) => void;

export type LearnerInput = {
  /** Null where a link names a file that is not there. */
  readonly source: CorpusSource | null;
  readonly layout: Layout;
  readonly known: number;
  readonly maxUnlearned: number;
};

export type ReadLearner = CorpusLearner & { readonly reading: Reading };

type Kept = {
  readonly key: string;
  readonly reading: Promise<Reading>;
  readonly ended: AbortController;
  progress: Progress;
};

let kept: Kept | null = null;

export async function learnerOf(
  source: CorpusSource,
  { layout, known, maxUnlearned }: LearnerInput,
  progress: Progress = () => {},
): Promise<ReadLearner> {
  const reading = await readOnce(source, layout, progress);
  const learner = corpusLearner(reading.corpus, { maxUnlearned, known: { kind: "top", count: known } });
  return { reading, ...learner };
}

/**
 * Reads a corpus unless it is read, or being read. Whoever moves a slider meanwhile does not begin anew; only another
 * corpus ends the reading.
 */
function readOnce(source: CorpusSource, layout: Layout, progress: Progress): Promise<Reading> {
  const of =
    source.kind === "bundled"
      ? source.name
      : [source.file.name, source.file.size, source.file.lastModified].join("|");
  const key = JSON.stringify([source.kind, of, layout]);
  if (kept?.key === key) {
    kept.progress = progress;
    return kept.reading;
  }
  kept?.ended.abort(new Error("Another corpus was chosen."));
  const ended = new AbortController();
  const reading = Promise.resolve().then(() =>
    readSource(source, layout, {
      signal: ended.signal,
      progress: (bytes, all) => mine.progress(bytes, all),
      rest: nextTask,
    }),
  );
  const mine: Kept = { key, reading, ended, progress };
  kept = mine;
  reading.catch(() => {
    if (kept === mine) kept = null;
  });
  return reading;
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
