/** What theory says of a corpus, in words. */
import type { NoThreshold, PredictedBy, Rung, StudySummary } from "../analysis/index.js";
import {
  countText as count,
  percentText as percent,
  pluralText as plural,
  shortText as short,
} from "../base/index.js";

/** What a prediction is made from. */
export function predictedFrom(by: PredictedBy | null): string {
  switch (by) {
    case null:
      return "by theory";
    case "order":
      return "by construction";
    case "degrees":
      return "by theory, from degrees alone";
    default:
      return `by theory, from degrees to ${by}`;
  }
}

/** What each rung keeps of the corpus beside what the ones before it keep. */
const keeps: Readonly<Record<Rung["name"], string>> = {
  degrees: "how many skills texts have, how many texts skills have",
  rarity: "which texts hold the rare skills",
  twins: "which skills always come together",
  size: "whether the texts that hold them are short or long",
  place: "where in the corpus they first come",
};

/** A row of the ladder: the rung, the share it predicts, and what the step to it means. */
export type LadderRow = {
  readonly rung: string;
  readonly share: number;
  readonly moved: number | null;
  readonly meaning: string;
};

/** The ladder from degrees alone to what was measured. */
export function ladderRows({ ladder, learned }: Pick<StudySummary, "ladder" | "learned">): LadderRow[] {
  if (ladder === null) return [];
  const rungs = ladder.rungs.slice(0, ladder.best + 1);
  const rows = rungs.map((rung, i) => ({
    rung: i === 0 ? "degrees" : `+ ${rung.name}`,
    share: rung.learned,
    moved: rung.moved,
    meaning: i === 0 ? keeps.degrees : `${change(rung.learned - rungs[i - 1].learned)}: ${keeps[rung.name]}`,
  }));
  const last = rungs[rungs.length - 1];
  const rest = `${change(learned.fraction - last.learned)}: what none of these tells`;
  return [...rows, { rung: "measured", share: learned.fraction, moved: null, meaning: rest }];
}

/** Why the ladder ends where it does or was not climbed, when there is more to predict from; else null. */
export function ladderEnd({
  ladder,
  ordered,
  emergence,
}: Pick<StudySummary, "ladder" | "ordered" | "emergence">): string | null {
  if (ladder === null && ordered === null && emergence.predictedLearned !== null) {
    return "not climbed: degrees alone predict (--ladder climbs it, 10 s a million edges)";
  }
  const left = ladder?.rungs[ladder.best + 1];
  if (left === undefined) return null;
  return `with ${left.name} too only ${percent(left.moved)} of the edges could move: that would be a copy, not a prediction`;
}

function change(points: number): string {
  const rounded = Math.round(1000 * points) / 10;
  if (rounded === 0) return "the same";
  const size = `${Math.abs(rounded).toFixed(1)} points`;
  return rounded < 0 ? `${size} less` : `${size} more`;
}

/** Whether learning takes off, in two answers. */
export function takeOffSentences({ takeOff, learned }: Pick<StudySummary, "takeOff" | "learned">): string[] {
  if (takeOff === null) return [];
  const sentences: string[] = [];
  const { law, forecast } = takeOff;
  if (forecast !== null && forecast.tookOff !== null && forecast.height !== null) {
    const { tookOff, rewirings, height } = forecast;
    const reach =
      forecast.learned === null || forecast.interval === null
        ? ""
        : `, to ${percent(forecast.learned.low)} … ${percent(forecast.learned.high)} (this one, in 80% of cases: ${percent(forecast.interval.low)} … ${percent(forecast.interval.high)})`;
    const here = learned.fraction > height ? "it did here" : "it did not here";
    sentences.push(
      `${count(tookOff)} of ${count(rewirings)} corpora like this one, rewired, take off${reach}; ${here}`,
    );
  } else if (forecast !== null && forecast.learned !== null) {
    const { low, high } = forecast.learned;
    const corpora = `${count(forecast.rewirings)} corpora like this one, rewired,`;
    sentences.push(`gradual; ${corpora} learn ${percent(low)} … ${percent(high)}`);
  }
  if (law !== null) sentences.push(lawSentence(law));
  return sentences;
}

function lawSentence(law: NonNullable<NonNullable<StudySummary["takeOff"]>["law"]>): string {
  const { lightTexts, deviation, learned } = law.narrowest;
  const light = `${count(Math.max(0, Math.round(lightTexts)))} ± ${count(Math.round(deviation))}`;
  const narrow = `narrowest at ${percent(learned)} learned, with ${light} texts that lack one skill`;
  const base = `corpora with these degrees and no other likeness: ${percent(law.probability)}; ${narrow}`;
  if (law.moreStartingTexts === 0) return base;
  const more =
    law.moreStartingTexts === null
      ? "no number of one-skill texts makes it 95%"
      : `${plural(law.moreStartingTexts, "more one-skill text")} ${law.moreStartingTexts === 1 ? "makes" : "make"} it 95%`;
  return `${base}; ${more}`;
}

/** What is at risk when texts go. */
export function riskSentence({ atRisk, learned }: Pick<StudySummary, "atRisk" | "learned">): string | null {
  if (atRisk === null || learned.skills === 0) return null;
  const lost = `without a random ${percent(atRisk.lost)} of the texts ${percent(atRisk.learned)} is learned by theory`;
  return atRisk.skills.length === 0 ? lost : `${lost}; most at risk:`;
}

/** From so many points on the answer hangs on a few labels. */
const fragile = 0.1;

/** Whether a few wrong labels change the answer. */
export function hangsOnLabels({
  labelErrors,
  learned,
}: Pick<StudySummary, "labelErrors" | "learned">): boolean {
  if (labelErrors === null) return false;
  return labelErrors.kinds.some(
    ({ low, high }) => learned.fraction - low > fragile || high - learned.fraction > fragile,
  );
}

/** What wrong labels do; null where nothing was asked for and they do little. */
export function labelSentence(
  { labelErrors, learned }: Pick<StudySummary, "labelErrors" | "learned">,
  wasAsked: boolean,
): string | null {
  if (labelErrors === null) return null;
  const isFragile = hangsOnLabels({ labelErrors, learned });
  if (!wasAsked && !isFragile) return null;
  const lows = labelErrors.kinds.map(({ low }) => low);
  const low = Math.min(...lows);
  const high = Math.max(...labelErrors.kinds.map((kind) => kind.high));
  const range = `with ${percent(labelErrors.share)} wrong labels ${percent(low)} to ${percent(high)} is learned`;
  const worst = labelErrors.kinds[lows.indexOf(low)].kind;
  return isFragile ? `${range}: the answer hangs on few labels (worst: ${worst})` : range;
}

/** A doubt about the labelling itself; null where there is none. */
export function ruleOfLabels({
  skillsOfEveryText: size,
}: Pick<StudySummary, "skillsOfEveryText">): string | null {
  if (size === null || size === 0) return null;
  const skills = plural(size, "skill");
  return `every text has exactly ${skills}: the rule of the labelling makes the answer, not the texts`;
}

/** Why there is no prediction or no threshold, in a sentence; null where there are both. */
export function noThresholdText(reason: NoThreshold | null, maxUnlearned: number): string | null {
  switch (reason) {
    case null:
      return null;
    case "directed":
      return "none: the theory of thresholds is about texts without direction";
    case "ordered":
      return "none: every text builds on others, so that all can be learned by construction";
    case "gradual":
      return "none: with these texts learning grows gradually, without a jump";
    case "no-start": {
      const few = maxUnlearned === 1 ? "just one unknown skill" : `${maxUnlearned} or fewer unknown skills`;
      return `none: no text has ${few}, so nothing can begin however many such texts there are`;
    }
  }
}

/** With how many known skills learning takes off; null where that was not searched. */
export function tippingSentence({ tippingPoint }: Pick<StudySummary, "tippingPoint">): string | null {
  if (tippingPoint === null) return null;
  const { known, skills } = tippingPoint;
  return `from ${plural(known, "known skill")} on, the most frequent ones, learning takes off: ${count(skills)} more (--known-top ${known})`;
}

/**
 * Where a corpus stands against the threshold, and what the distance means. Null without a threshold and a reason.
 *
 * @param ratio - Texts for each skill, here.
 * @param learned - Share of the skills not known at the start that was learned.
 */
export function thresholdText(
  {
    threshold,
    margin,
    note,
    predictedLearned,
  }: Pick<StudySummary["emergence"], "threshold" | "margin" | "predictedLearned"> & {
    /** Why there is no threshold; null where there is one. */
    readonly note: string | null;
  },
  ratio: number,
  learned: number,
  skill: string,
): string | null {
  if (threshold === null || margin === null) return note;
  const here = `${short(threshold)} texts a ${skill} by theory, here ${short(ratio)}`;
  if (margin < 0) {
    // Below the jump theory learns little: twice that and more is what lies beyond it, whatever theory says.
    return learned > 2 * predictedLearned! + 0.05
      ? `${here}: theory would learn ${percent(predictedLearned!)}, but ${percent(learned)} are learned`
      : `${here}: ${percent(-margin)} more such texts are needed`;
  }
  return learned > predictedLearned! / 2
    ? `${here}: collapses when ${percent(margin)} of the texts go`
    : `${here}: ${skill}s should emerge, but here learning halts early`;
}
