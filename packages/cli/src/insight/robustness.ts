import { stream } from "@onset/core/base";
import { keystones, type LearningTexts, subsampleLearning } from "@onset/core/learning";

/** How much learning can bear, measured on random parts of the texts. */
export type Robustness = {
  /** In how many random orders texts were removed. */
  readonly runs: number;
  /**
   * The share of the texts that can be removed before less than half is learned: in one of ten runs it is at most
   * `low`, in one of two `median`, in nine of ten `high`. Null when nothing is learned.
   */
  readonly margin: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** Texts a skill between which half of the learning came about in eight of ten runs; null when nothing is learned. */
  readonly window: { readonly low: number; readonly high: number } | null;
  /** Texts without any one of which less than half is learned: how many, and the first names with what is left. */
  readonly keystones: {
    readonly count: number;
    /** False when trying all would have taken too long. */
    readonly complete: boolean;
    readonly first: readonly { readonly text: string; readonly left: number }[];
  };
  /** Median and band of the number of skills learned from equal steps of the texts, from none to all. */
  readonly curve: readonly {
    readonly share: number;
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
};

const keystonesListed = 20;
const mostRuns = 100;
const fewestRuns = 10;

/** Edges gone through in all runs together, so that they take about a second. */
const mostEdges = 4e7;

/** How many runs take about a second; 0 when that would be too few to say anything. */
export function affordableRuns(texts: LearningTexts): number {
  const edges = "requires" in texts ? texts.requires.edgeCount + texts.teaches.edgeCount : texts.edgeCount;
  const runs = Math.min(mostRuns, Math.floor(mostEdges / Math.max(1, edges)));
  return runs < fewestRuns ? 0 : runs;
}

/** Measures in `runs` random orders; the same seed gives the same. */
export function measureRobustness(
  texts: LearningTexts,
  nameOfText: (text: number) => string,
  options: { readonly maxUnlearned: number; readonly known: Uint8Array<ArrayBuffer> },
  seed: number,
  runs: number,
): Robustness {
  const { margins, curves } = subsampleLearning(texts, stream(seed, "margin"), { ...options, runs });
  const stones = keystones(texts, options);
  const { textCount, skillCount } = "requires" in texts ? texts.teaches : texts;
  const margin = margins.length === 0 ? null : bandOf(margins);
  const ratio = (removed: number): number => ((1 - removed) * textCount) / skillCount;
  const steps = curves[0]!.length - 1;
  return {
    runs,
    margin,
    window: margin && { low: ratio(margin.high), high: ratio(margin.low) },
    keystones: {
      count: stones.texts.length,
      complete: stones.complete,
      first: Array.from(stones.texts.subarray(0, keystonesListed), (text, i) => ({
        text: nameOfText(text),
        left: stones.left[i]!,
      })),
    },
    curve: Array.from({ length: steps + 1 }, (_, i) => ({
      share: i / steps,
      ...bandOf(Float64Array.from(curves, (curve) => curve[i]!).sort()),
    })),
  };
}

/** The 10 %, 50 % and 90 % quantiles of sorted values: the smallest value that so many are not above. */
function bandOf(sorted: Float64Array): { low: number; median: number; high: number } {
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { low: at(0.1), median: at(0.5), high: at(0.9) };
}
