import { defineView } from "../view.js";
import { CorpusBody } from "./body.js";
import { corpusCommand } from "./command-line.js";
import { type CorpusValues, corpusParameters } from "./parameters.js";
import { corpusTables } from "./tables.js";
import { type CorpusShown, useCorpus } from "./use-corpus.js";

export const corpusView = defineView({
  lede: "What is learned from your own [[text|texts]], in which order, and what stays stuck in a [[core]]. The file is read in this page and never leaves your machine.",
  parameters: corpusParameters,
  job: null,
  useOutput: useCorpus,
  Body: CorpusBody,
  tables: corpusTables,
  command: (values: CorpusValues, output: CorpusShown | null) =>
    corpusCommand(values, (output?.result?.labels?.known.length ?? 1) > 0),
  limits: ({ known }: CorpusValues) => ({ known: [0, Math.max(200, 2 * known)] as const }),
});
