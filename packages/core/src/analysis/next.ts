import { checkInteger, checkOptions, type OptionKeys } from "../base/index.js";
import { fringe, none } from "../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "./call.js";
import { type CorpusLearner, checkLearner } from "./learner.js";

/** What can be learned now; texts and skills are indices. */
export type NextTexts = {
  /** How many texts can teach something now. */
  readonly count: number;
  /** The first of them: what each teaches, and how many skills are learned by what it opens. */
  readonly texts: readonly {
    readonly text: number;
    readonly teaches: readonly number[];
    /** Null where it would have taken too long to try. */
    readonly unlocks: number | null;
    /** How many other texts teach the same now; 0 unless {@link NextOptions.distinct} left them out. */
    readonly others: number;
  }[];
  /** Texts that cannot teach yet, those that lack the fewest skills first: which of their skills are unlearned. */
  readonly nearest: readonly {
    readonly text: number;
    readonly lacking: number;
    readonly unlearned: readonly number[];
  }[];
};

/** How many texts {@link nextTexts} lists. */
export type NextOptions = CallOptions & {
  /** Of those that can teach, an integer >= 0; default all. */
  readonly limit?: number | undefined;
  /** Of texts that teach the same, list only the one that opens the most; default false. */
  readonly distinct?: boolean | undefined;
  /** Of the nearest, an integer >= 0; default 10. */
  readonly maxNearest?: number | undefined;
};

const nextOptionsKeys: OptionKeys<NextOptions> = {
  ...callOptionsKeys,
  limit: true,
  distinct: true,
  maxNearest: true,
};

/**
 * The fringe of what is known: the texts with one to D new skills, those first that open the most, and how many skills
 * follow from reading each and what it opens while the others are left aside.
 *
 * @throws RangeError when a limit is no integer >= 0.
 *
 * @example
 * ```ts
 * import { corpusLearner, nextTexts } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([{ skills: ["add"] }, { skills: ["add", "carry"] }]);
 * const { count, texts } = await nextTexts(corpusLearner(corpus));
 * count; // => 1
 * texts; // => [{ text: 0, teaches: [0], unlocks: 2, others: 0 }]
 * ```
 */
export async function nextTexts(learner: CorpusLearner, options: NextOptions = {}): Promise<NextTexts> {
  checkLearner(learner);
  checkOptions(options, nextOptionsKeys);
  const limit = checkInteger(options.limit ?? learner.corpus.needs.textCount, "limit", 0);
  const maxNearest = checkInteger(options.maxNearest ?? 10, "maxNearest", 0);
  const { corpus, texts, options: learnerOptions } = learner;
  const found = await new Pace(options).run("fringe", () => fringe(texts, learnerOptions));
  const unlearned = (text: number, graph = corpus.directed?.teaches ?? corpus.needs): number[] =>
    Array.from(graph.skillsOfText(text)).filter((skill) => learnerOptions.known[skill] === 0);
  const rows = new Map<string, { text: number; teaches: number[]; unlocks: number | null; others: number }>();
  for (const [i, text] of found.texts.entries()) {
    if (options.distinct !== true && rows.size === limit) break;
    const teaches = unlearned(text);
    const key = options.distinct === true ? teaches.join() : String(text);
    const row = rows.get(key);
    if (row !== undefined) row.others++;
    else {
      rows.set(key, {
        text,
        teaches,
        unlocks: found.unlocks[i] === none ? null : found.unlocks[i],
        others: 0,
      });
    }
  }
  return {
    count: found.texts.length,
    texts: [...rows.values()].slice(0, limit),
    nearest: Array.from(found.nearest.subarray(0, maxNearest), (text, i) => ({
      text,
      lacking: found.lacking[i],
      unlearned: unlearned(text, corpus.needs),
    })),
  };
}
