import { graphOfTexts, type SkillTextGraph } from "@onset/core/graph";
import type { LearningTexts } from "@onset/core/learning";
import type { LearnReport } from "../../learn/json.js";
import type { Outcome } from "../../learn/learn-corpus.js";
import type { Reading } from "../../reading/read.js";

/** All that the page of a learned corpus is made of. */
export type PageSource = {
  readonly reading: Reading;
  readonly outcome: Outcome;
  readonly report: LearnReport;
  /** The texts learned from. */
  readonly needs: SkillTextGraph;
  readonly texts: LearningTexts;
};

/** Gathers what the page is made of. */
export function pageSource(reading: Reading, outcome: Outcome, report: LearnReport): PageSource {
  const { corpus, training } = outcome;
  const isWhole = training.length === corpus.needs.textCount;
  const part = (graph: SkillTextGraph): SkillTextGraph => (isWhole ? graph : graphOfTexts(graph, training));
  const needs = part(corpus.needs);
  const { directed } = corpus;
  const texts =
    directed === undefined ? needs : { requires: part(directed.requires), teaches: part(directed.teaches) };
  return { reading, outcome, report, needs, texts };
}
