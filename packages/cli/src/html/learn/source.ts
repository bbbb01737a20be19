import type { Study } from "@onset/core/analysis";
import { graphOfTexts, type SkillTextGraph } from "@onset/core/graph";
import type { LearningTexts } from "@onset/core/learning";
import type { LearnReport } from "../../learn/json.js";
import type { Reading } from "../../reading/read.js";

/** All that the page of a learned corpus is made of. */
export type PageSource = {
  readonly reading: Reading;
  readonly study: Study;
  readonly report: LearnReport;
  /** The texts learned from. */
  readonly needs: SkillTextGraph;
  readonly texts: LearningTexts;
};

/** Gathers what the page is made of. */
export function pageSource(reading: Reading, study: Study, report: LearnReport): PageSource {
  const { corpus, training } = study;
  const isWhole = training.length === corpus.needs.textCount;
  const part = (graph: SkillTextGraph): SkillTextGraph => (isWhole ? graph : graphOfTexts(graph, training));
  const needs = part(corpus.needs);
  const { directed } = corpus;
  const texts =
    directed === undefined ? needs : { requires: part(directed.requires), teaches: part(directed.teaches) };
  return { reading, study, report, needs, texts };
}
