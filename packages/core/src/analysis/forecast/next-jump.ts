import type { RandomStream } from "../../base/index.js";
import { exp, log } from "../../base/index.js";
import { graphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import type { Estimate } from "./estimate.js";
import { Extrapolation, type ForecastLearner } from "./learned.js";
import { randomTexts } from "./parts.js";

/** The next jump of learning as texts are added, by theory alone. */
export type NextJump = {
  /** Texts at which it happens: from the whole, and from random halves of the texts. */
  readonly texts: Estimate;
  readonly learnedBefore: number;
  readonly learnedAfter: number;
};

/** A jump is looked for up to this multiple of the texts. */
export const maxJumpMultiple = 100;

const halves = 8;
/** A jump is at least this share of all skills. */
const minJump = 0.05;
const gridSteps = 60;
const bisections = 30;

/** The next jump of the curve of theory, or null when there is none up to {@link maxJumpMultiple} times the texts. */
export function nextJump(
  texts: SkillTextGraph,
  learner: ForecastLearner,
  whole: Extrapolation,
  rng: RandomStream,
): NextJump | null {
  const found = jumpAfter(whole);
  if (found === null) return null;
  const { textCount } = texts;
  const places = [found.multiple * textCount];
  for (let i = 0; i < halves; i++) {
    const half = graphOfTexts(texts, randomTexts(textCount, Math.round(textCount / 2), rng.split("half", i)));
    const other = jumpAfter(new Extrapolation(half, learner));
    if (other !== null) places.push(other.multiple * half.textCount);
  }
  places.sort((a, b) => a - b);
  return {
    texts: { expected: found.multiple * textCount, low: places[0], high: places[places.length - 1] },
    learnedBefore: found.before,
    learnedAfter: found.after,
  };
}

/** The first multiple >= 1 where the learned share of all skills leaps. */
function jumpAfter(laws: Extrapolation): { multiple: number; before: number; after: number } | null {
  const { total } = laws.rates;
  const growth = exp(log(maxJumpMultiple) / gridSteps);
  let low = 1;
  let before = laws.learned(low);
  for (let i = 0; i < gridSteps; i++) {
    const high = low * growth;
    const after = laws.learned(high);
    if (after - before >= minJump * total) {
      const jump = narrowed(laws, { low, high, before, after });
      if (jump.after - jump.before >= minJump * total) return { ...jump, multiple: jump.high };
    }
    low = high;
    before = after;
  }
  return null;
}

type Bracket = {
  readonly low: number;
  readonly high: number;
  readonly before: number;
  readonly after: number;
};

/** Halves a bracket again and again, towards the larger part of its rise: a jump stays, a slope goes. */
function narrowed(laws: Extrapolation, bracket: Bracket): Bracket {
  let { low, high, before, after } = bracket;
  for (let i = 0; i < bisections; i++) {
    const middle = Math.sqrt(low * high);
    const between = laws.learned(middle);
    if (after - between > between - before) {
      low = middle;
      before = between;
    } else {
      high = middle;
      after = between;
    }
  }
  return { low, high, before, after };
}
