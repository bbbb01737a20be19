/** A corpus that was read, and who learns it; kept between jobs, so that a slider does not read a file again. */
import { type CorpusLearner, corpusLearner, type Known } from "@onset/core/analysis";
import {
  type CorpusSource,
  type Layout,
  type ReadingProgress,
  readSource,
  type SourceRead,
} from "../../corpora/read.js";
import { nextTask } from "../../worker/next-task.js";

export type LearnerInput = {
  /** Null where a link names a file that is not there. */
  readonly source: CorpusSource | null;
  readonly layout: Layout;
  readonly known: number;
  readonly maxUnlearned: number;
};

export type ReadLearner = CorpusLearner & { readonly read: SourceRead; readonly asked: Known };

type Kept = {
  readonly key: string;
  readonly read: Promise<SourceRead>;
  readonly ended: AbortController;
  progress: ReadingProgress;
};

let kept: Kept | null = null;

export async function learnerOf(
  source: CorpusSource,
  { layout, known, maxUnlearned }: LearnerInput,
  progress: ReadingProgress = { bytes: () => undefined, phase: () => undefined },
): Promise<ReadLearner> {
  const read = await readOnce(source, layout, progress);
  const asked = knownOf(read, known);
  return { read, asked, ...corpusLearner(read.reading.corpus, { maxUnlearned, known: asked }) };
}

/** The most frequent skills; of texts that were labelled here their names too, as `known.txt` has them. */
export function knownOf({ labelled }: SourceRead, known: number): Known {
  return labelled === null
    ? { kind: "top", count: known }
    : { kind: "list", names: labelled.labelling.knownFor(known) };
}

/**
 * Reads a corpus unless it is read, or being read. Whoever moves a slider meanwhile does not begin anew; only another
 * corpus ends the reading.
 */
function readOnce(source: CorpusSource, layout: Layout, progress: ReadingProgress): Promise<SourceRead> {
  const of =
    source.kind === "bundled"
      ? source.name
      : [source.file.name, source.file.size, source.file.lastModified].join("|");
  const key = JSON.stringify([source.kind, of, layout]);
  if (kept?.key === key) {
    kept.progress = progress;
    return kept.read;
  }
  kept?.ended.abort(new Error("Another corpus was chosen."));
  const ended = new AbortController();
  const read = Promise.resolve().then(() =>
    readSource(
      source,
      layout,
      { signal: ended.signal, rest: nextTask },
      {
        bytes: (bytes, all) => mine.progress.bytes(bytes, all),
        phase: (phase) => mine.progress.phase(phase),
      },
    ),
  );
  const mine: Kept = { key, read, ended, progress };
  kept = mine;
  read.catch(() => {
    if (kept === mine) kept = null;
  });
  return read;
}
