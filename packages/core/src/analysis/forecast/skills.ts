import type { RandomStream } from "../../base/index.js";
import { exp, log } from "../../base/index.js";
import type { SkillTextGraph } from "../../graph/index.js";
import { type Estimate, refused, type Told, told } from "./estimate.js";
import { estimateGrowth } from "./growth.js";
import { frequenciesIn, partCount, partOf, type TextOrder } from "./parts.js";

/** A part of fewer texts, or with fewer skills, says nothing of the whole. */
const minTexts = 30;
const minSkills = 30;

/** The estimators were measured up to these multiples: beyond them they saturate, or the order decides. */
export const maxMultiple: Readonly<Record<TextOrder, number>> = { mixed: 10, following: 3 };

/** Half an interval of more than exp(0.5) up and down is of no use. */
const maxLogHalfWidth = 0.5;

/**
 * Half the interval in spreads of the parts: normalised conformal prediction, fitted so that the stated share of intervals
 * holds on other corpora (see docs/evidence/forecast.md; `bench/forecast.mjs` fits them again).
 */
export const forecastSpreads: Readonly<Record<TextOrder, number>> = { mixed: 1.2, following: 1.5 };

/**
 * Expects the number of not-known skills in a multiple of some texts. Parts of n/m texts forecast all n, whose number of skills is
 * known: so wrong is a forecast by m here. In the order of the corpus their mean error is taken off, for there
 * it is a drift that goes on.
 */
export function forecastSkills(
  graph: SkillTextGraph,
  texts: Uint32Array,
  known: Uint8Array,
  multiple: number,
  order: TextOrder,
  rng: RandomStream,
): Told<Estimate> {
  if (multiple > maxMultiple[order]) return refused("multiple", multiple, maxMultiple[order]);
  const size = Math.round(texts.length / multiple);
  if (size < minTexts) return refused("texts", size, minTexts);
  const whole = estimateGrowth(frequenciesIn(graph, texts, known));
  if (whole === null) return refused("once", 0, 1);
  let sum = 0;
  let squares = 0;
  for (let part = 0; part < partCount; part++) {
    const places = partOf(texts.length, size, order, part, rng);
    const growth = estimateGrowth(
      frequenciesIn(
        graph,
        places.map((place) => texts[place]),
        known,
      ),
    );
    if (growth === null) return refused("once", 0, 1);
    if (growth.seen < minSkills) return refused("skills", growth.seen, minSkills);
    const error = log(growth.at(texts.length / size) / whole.seen);
    sum += error;
    squares += error * error;
  }
  const drift = order === "following" ? sum / partCount : 0;
  const spread = Math.sqrt(squares / partCount) + 0.003 * (1 + log(multiple));
  const halfWidth = forecastSpreads[order] * spread;
  if (halfWidth > maxLogHalfWidth) return refused("width", halfWidth, maxLogHalfWidth);
  const expected = Math.max(whole.seen, whole.at(multiple) * exp(-drift));
  return told({
    expected,
    low: Math.max(whole.seen, expected * exp(-halfWidth)),
    high: expected * exp(halfWidth),
  });
}
