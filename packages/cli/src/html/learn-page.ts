import type { Study } from "@onset/core/analysis";
import type { Reading } from "../input/read.js";
import type { LearnReport } from "../learn/json.js";
import { associationsSection } from "./learn/associations.js";
import { emergenceSection } from "./learn/emergence.js";
import { lead } from "./learn/facts.js";
import { predictionSection } from "./learn/prediction.js";
import { knownSection, newTextsSection, provenanceSection, skippedSection } from "./learn/rest.js";
import { roundsSection } from "./learn/rounds.js";
import type { PageSource } from "./learn/source.js";
import { stuckSection } from "./learn/stuck.js";
import { unlockSection } from "./learn/unlock.js";
import { page } from "./page.js";

/**
 * The report of `onset learn` as one file of HTML: charts with a table beside each, aggregates only, so that its size
 * does not depend on the number of texts.
 */
export function learnPage(reading: Reading, study: Study, report: LearnReport): string {
  const source: PageSource = { reading, study, report };
  const sections = [
    roundsSection(source),
    predictionSection(source),
    emergenceSection(source),
    stuckSection(source),
    unlockSection(source),
    associationsSection(source),
    knownSection(source),
    newTextsSection(source),
    skippedSection(source),
    provenanceSection(source),
  ].filter((section) => section !== null);
  return page(reading.label, lead(source), sections);
}
