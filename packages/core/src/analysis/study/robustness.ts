import { checkInteger, stream } from "../../base/index.js";
import {
  keystones,
  type LearningTexts,
  learnTexts,
  type Subsample,
  subsampleRun,
} from "../../learning/index.js";
import type { Pace } from "../call.js";

/** How much learning can bear, measured on random parts of the texts. */
export type Robustness = {
  /** In how many random orders texts were removed. */
  readonly runs: number;
  /**
   * The share of the texts that can be removed before less than half is learned: in one of ten runs it is at most
   * `low`, in one of two `median`, in nine of ten `high`. Null when nothing is learned.
   */
  readonly margin: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** Texts per skill between which half of the learning came about in eight of ten runs; null when nothing is learned. */
  readonly window: { readonly low: number; readonly high: number } | null;
  /** Texts without any one of which less than half is learned: how many, and the worst ones with what is left. */
  readonly keystones: {
    readonly count: number;
    /** False when trying all would have taken too long. */
    readonly complete: boolean;
    readonly first: readonly { readonly text: number; readonly left: number }[];
  };
  /** Median and band of the number of skills learned from equal steps of the texts, from none to all. */
  readonly curve: readonly {
    readonly share: number;
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
};

const maxKeystones = 20;
const maxRuns = 100;
const minRuns = 10;

/** Edges gone through in all runs together, so that they take about a second. */
const maxEdges = 4e7;

/** How many runs take about a second; 0 when that would be too few to say anything. */
export function affordableRuns(texts: LearningTexts): number {
  const edges = "requires" in texts ? texts.requires.edgeCount + texts.teaches.edgeCount : texts.edgeCount;
  const runs = Math.min(maxRuns, Math.floor(maxEdges / Math.max(1, edges)));
  return runs < minRuns ? 0 : runs;
}

/** Measures in `runs` random orders; the same seed gives the same. Keystones are indices among `texts`. */
export async function measureRobustness(
  texts: LearningTexts,
  options: { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> },
  seed: number,
  runs: number,
  pace: Pace,
): Promise<Robustness> {
  checkInteger(runs, "runs", 1);
  const { margins, curves } = await subsamples(texts, options, seed, runs, pace);
  const found = await pace.run("keystones", () => keystones(texts, options));
  const { textCount, skillCount } = "requires" in texts ? texts.teaches : texts;
  const margin = margins.length === 0 ? null : bandOf(margins);
  const ratio = (removed: number): number => ((1 - removed) * textCount) / skillCount;
  const steps = curves[0].length - 1;
  return {
    runs,
    margin,
    window: margin && { low: ratio(margin.high), high: ratio(margin.low) },
    keystones: {
      count: found.texts.length,
      complete: found.complete,
      first: Array.from(found.texts.subarray(0, maxKeystones), (text, i) => ({
        text,
        left: found.left[i],
      })),
    },
    curve: Array.from({ length: steps + 1 }, (_, i) => ({
      share: i / steps,
      ...bandOf(Float64Array.from(curves, (curve) => curve[i]).sort()),
    })),
  };
}

/** `subsampleLearning`, with a rest between two orders. */
async function subsamples(
  texts: LearningTexts,
  options: { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> },
  seed: number,
  runs: number,
  pace: Pace,
): Promise<{ readonly margins: Float64Array; readonly curves: readonly Uint32Array[] }> {
  const random = stream(seed, "margin");
  const full = learnTexts(texts, options).learnedCount;
  const margins: number[] = [];
  const curves: Subsample["curve"][] = [];
  for (let run = 0; run < runs; run++) {
    await pace.at("margin", run, runs);
    const { margin, curve } = subsampleRun(texts, random, run, full, options);
    if (margin !== null) margins.push(margin);
    curves.push(curve);
  }
  return { margins: Float64Array.from(margins).sort(), curves };
}

/** The 10 %, 50 % and 90 % quantiles of sorted values: the smallest value that so many are not above. */
function bandOf(sorted: Float64Array): { low: number; median: number; high: number } {
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { low: at(0.1), median: at(0.5), high: at(0.9) };
}
