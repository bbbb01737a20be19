import {
  checkInteger,
  checkOptions,
  type OptionKeys,
  type RandomStream,
  rejected,
  stream,
} from "../../base/index.js";
import { checkGraph, type SkillTextGraph } from "../../graph/index.js";
import { learnTexts } from "../../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "../call.js";
import { type BackTest, backTest, backTestParts } from "./back-test.js";
import { type Estimate, refused, type Told } from "./estimate.js";
import { Extrapolation, type ForecastLearner, forecastLearned, type LearnedEstimate } from "./learned.js";
import { type NextJump, nextJump } from "./next-jump.js";
import type { TextOrder } from "./parts.js";
import { forecastSkills } from "./skills.js";

/** The share of cases that an interval of a forecast is meant to hold. */
export const forecastConfidence = 0.8;

/** What a multiple of the texts would show and teach. */
export type Future = {
  /** Skills that the texts would show, those known at the start left out. */
  readonly skills: Told<Estimate>;
  /** What would be learned of them. */
  readonly learned: Told<LearnedEstimate>;
};

/** The future of one multiple of the texts. */
export type Outlook = {
  readonly multiple: number;
  readonly texts: number;
  /** When the texts to come are mixed like those of the corpus. */
  readonly mixed: Future;
  /** When they come after those of the corpus, as its order goes on. */
  readonly following: Future;
  /** Whether the skills expected of texts that follow lie outside the interval of mixed ones; null where one is refused. */
  readonly orderMatters: boolean | null;
  /** Skills learned by density evolution alone. */
  readonly byTheory: number;
};

/** What is expected of more texts of the same kind. */
export type Forecast = {
  readonly texts: number;
  /** Skills seen, those known at the start left out. */
  readonly skills: number;
  readonly learned: number;
  readonly outlooks: readonly Outlook[];
  /** Null when none is expected up to 100 times the texts, or it was not looked for. */
  readonly nextJump: NextJump | null;
  /** One text that alone brings more than a twentieth of the skills: with and without its like are two futures. */
  readonly dominantText: { readonly text: number; readonly skills: number } | null;
  /** Forecasts of the whole corpus from eight parts of it for each multiple and order. */
  readonly backTests: readonly BackTest[];
};

/** Options of {@link forecast}. */
export type ForecastOptions = CallOptions & {
  /** Up to how many new skills a text teaches, an integer >= 1; default 1. */
  readonly maxUnlearned?: number | undefined;
  /** One byte a skill, not 0 for those known from the start; default: none. */
  readonly known?: Uint8Array<ArrayBuffer> | undefined;
  /** Multiples of the texts, numbers > 1; default 2, 5, 10. */
  readonly multiples?: readonly number[] | undefined;
  /** Seed of the random parts, an integer >= 0; default 1. */
  readonly seed?: number | undefined;
  /** Whether parts of the corpus forecast the whole, eight times the work of the forecast; default true. */
  readonly backTests?: boolean | undefined;
  /** Whether the next jump of theory is looked for; default true. */
  readonly jump?: boolean | undefined;
};

const forecastOptionsKeys: OptionKeys<ForecastOptions> = {
  ...callOptionsKeys,
  maxUnlearned: true,
  known: true,
  multiples: true,
  seed: true,
  backTests: true,
  jump: true,
};

const orders: readonly TextOrder[] = ["mixed", "following"];
const dominantShare = 0.05;

/**
 * Expects what multiples of the texts would show and teach. The number of skills comes from two laws of rare skills
 * (see {@link estimateGrowth}), the learned share from density evolution with half of the change it promises; intervals from how wrong
 * parts of the corpus are about the whole. Two futures are kept apart: texts mixed like these, and texts that come after these. Where
 * the corpus cannot tell, it refuses and says why.
 *
 * O(8 parts of the texts for each multiple and order, and eight times that for the back-tests), about 10 ms a part.
 *
 * @throws TypeError or RangeError when an option is out of its range; the reason of the signal when it is aborted.
 *
 * @example
 * ```ts
 * import { forecast } from "@onset/core/analysis";
 * import { stream } from "@onset/core/base";
 * import { uniformGraph } from "@onset/core/graph";
 * const texts = uniformGraph({ kind: "poisson", mean: 3 }, 400, 1000, stream(1));
 * const { outlooks, skills } = await forecast(texts, { multiples: [2] });
 * const { estimate } = outlooks[0].mixed.skills;
 * skills < estimate!.low && estimate!.high <= 1100; // => true
 * ```
 */
export async function forecast(texts: SkillTextGraph, options: ForecastOptions = {}): Promise<Forecast> {
  checkGraph(texts, "texts");
  checkOptions(options, forecastOptionsKeys);
  const { known = new Uint8Array(texts.skillCount), multiples = [2, 5, 10], jump = true } = options;
  const parts = options.backTests === false ? 0 : backTestParts;
  const maxUnlearned = checkInteger(options.maxUnlearned ?? 1, "maxUnlearned", 1);
  const rng = stream(checkInteger(options.seed ?? 1, "seed", 0), "forecast");
  for (const multiple of multiples) {
    if (!(multiple > 1)) throw rejected(multiple, "multiples", "numbers > 1", typeof multiple !== "number");
  }
  const learner: ForecastLearner = { maxUnlearned, known };
  const pace = new Pace(options);
  await pace.at("learning");
  const learned = learnTexts(texts, learner).learnedCount;
  const laws = new Extrapolation(texts, learner);
  const actual = { skills: laws.rates.seen, learned };

  const steps = multiples.length * orders.length * (1 + parts);
  let done = 0;
  const outlooks: Outlook[] = [];
  const backTests: BackTest[] = [];
  for (const multiple of multiples) {
    const futures = new Map<TextOrder, Future>();
    for (const order of orders) {
      const random = rng.split(order, Math.round(1000 * multiple));
      await pace.at("forecast", done++, steps);
      futures.set(order, future(texts, laws, actual.learned, learner, multiple, order, random));
      for (let part = 0; part < parts; part++) {
        await pace.at("forecast", done++, steps);
        backTests.push(backTest(texts, learner, actual, multiple, order, part, random));
      }
    }
    const mixed = futures.get("mixed")!;
    const following = futures.get("following")!;
    outlooks.push({
      multiple,
      texts: Math.round(multiple * texts.textCount),
      mixed,
      following,
      orderMatters: outside(following.skills.estimate, mixed.skills.estimate),
      byTheory: laws.learned(multiple),
    });
  }
  await pace.at("next-jump");
  return {
    texts: texts.textCount,
    skills: actual.skills,
    learned,
    outlooks,
    nextJump: actual.skills === 0 || !jump ? null : nextJump(texts, learner, laws, rng),
    dominantText: dominantText(texts, known, actual.skills),
    backTests,
  };
}

function future(
  texts: SkillTextGraph,
  laws: Extrapolation,
  learned: number,
  { known }: ForecastLearner,
  multiple: number,
  order: TextOrder,
  rng: RandomStream,
): Future {
  const all = Uint32Array.from({ length: texts.textCount }, (_, text) => text);
  const skills = forecastSkills(texts, all, known, multiple, order, rng);
  if (skills.refusal !== null) {
    const { reason, value, limit } = skills.refusal;
    return { skills, learned: refused(reason, value, limit) };
  }
  return { skills, learned: forecastLearned(laws, learned, skills.estimate, multiple, order) };
}

function outside(value: Estimate | null, interval: Estimate | null): boolean | null {
  if (value === null || interval === null) return null;
  return value.expected < interval.low || value.expected > interval.high;
}

/** The text with most not-known skills that no other text has, when they are more than a twentieth of all. */
function dominantText(
  { textOffsets, textSkills, textCount, skillOffsets }: SkillTextGraph,
  known: Uint8Array,
  seen: number,
): { text: number; skills: number } | null {
  let best = 0;
  let bestText = 0;
  for (let text = 0; text < textCount; text++) {
    let own = 0;
    for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
      const skill = textSkills[edge];
      if (known[skill] === 0 && skillOffsets[skill + 1] - skillOffsets[skill] === 1) own++;
    }
    if (own > best) {
      best = own;
      bestText = text;
    }
  }
  return best > dominantShare * seen ? { text: bestText, skills: best } : null;
}
