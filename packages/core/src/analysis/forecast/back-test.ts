import type { RandomStream } from "../../base/index.js";
import { graphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import { learnTexts } from "../../learning/index.js";
import type { Estimate, Refusal } from "./estimate.js";
import { Extrapolation, type ForecastLearner, forecastLearned } from "./learned.js";
import { partCount, partOf, type TextOrder } from "./parts.js";
import { forecastSkills } from "./skills.js";

/** What a part of the texts said about all of them: of the number of skills, or of those learned. */
export type BackTested = {
  /** Null when the part refuses. */
  readonly estimate: Estimate | null;
  readonly refusal: Refusal | null;
  readonly actual: number;
  /** Whether the interval held what came; null when the part refuses. */
  readonly inside: boolean | null;
};

/** A forecast of the whole corpus from a part of it, by the procedure that forecasts from the whole. */
export type BackTest = {
  readonly multiple: number;
  readonly order: TextOrder;
  readonly part: number;
  readonly texts: number;
  readonly skills: BackTested;
  readonly learned: BackTested;
};

/** Forecasts the whole from one part of 1/multiple of its texts. */
export function backTest(
  graph: SkillTextGraph,
  learner: ForecastLearner,
  actual: { readonly skills: number; readonly learned: number },
  multiple: number,
  order: TextOrder,
  part: number,
  rng: RandomStream,
): BackTest {
  const { textCount } = graph;
  const texts = partOf(textCount, Math.round(textCount / multiple), order, part, rng);
  const grown = textCount / texts.length;
  const skills = forecastSkills(graph, texts, learner.known, grown, order, rng.split("inner", part));
  const tested = { multiple, order, part, texts: texts.length };
  if (skills.refusal !== null) {
    const { refusal } = skills;
    return {
      ...tested,
      skills: refusing(refusal, actual.skills),
      learned: refusing(refusal, actual.learned),
    };
  }
  const some = graphOfTexts(graph, texts);
  const laws = new Extrapolation(some, learner);
  const learned = forecastLearned(
    laws,
    learnTexts(some, learner).learnedCount,
    skills.estimate,
    grown,
    order,
  );
  return {
    ...tested,
    skills: compared(skills.estimate, actual.skills),
    learned:
      learned.refusal === null
        ? compared(learned.estimate.skills, actual.learned)
        : refusing(learned.refusal, actual.learned),
  };
}

function refusing(refusal: Refusal, actual: number): BackTested {
  return { estimate: null, refusal, actual, inside: null };
}

function compared(estimate: Estimate, actual: number): BackTested {
  return { estimate, refusal: null, actual, inside: estimate.low <= actual && actual <= estimate.high };
}

/** Parts of one back-test, as many as stand behind a forecast. */
export const backTestParts: number = partCount;
