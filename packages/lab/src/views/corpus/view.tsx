import { bundledCorpora } from "../../corpora/bundled.js";
import { defineView } from "../view.js";
import { CorpusBody } from "./body.js";
import { type CorpusValues, corpusParameters, planBudget } from "./parameters.js";
import { corpusTables } from "./tables.js";
import { useCorpus } from "./use-corpus.js";

export const corpusView = defineView({
  id: "corpus",
  title: "My corpus",
  lede: "What is learned from texts of yours, in which order, and what stays stuck. The file is read in this page and never leaves your machine.",
  parameters: corpusParameters,
  job: null,
  useOutput: useCorpus,
  Body: CorpusBody,
  tables: corpusTables,
  command: commandOf,
  limits: ({ known }: CorpusValues) => ({ known: [0, Math.max(200, 2 * known)] as const }),
});

function commandOf(values: CorpusValues): string {
  const { corpus, known, maxUnlearned, words, skillsField, textField, file, why } = values;
  const quoted = (text: string): string =>
    /^[\w./-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;
  const isMine = corpus === "mine";
  const name = isMine
    ? quoted(file === "" ? "my-file.jsonl" : file)
    : `examples/${bundledCorpora[corpus].file}`;
  const options = [
    ...(isMine && words ? ["--words"] : []),
    ...(isMine && skillsField !== "" ? [`--skills-field ${quoted(skillsField)}`] : []),
    ...(isMine && textField !== "" ? [`--text-field ${quoted(textField)}`] : []),
    ...(known > 0 ? [`--known-top ${known}`] : []),
    ...(maxUnlearned === "1" ? [] : [`--learner ${maxUnlearned}`]),
  ];
  const line = (verb: string, ...more: string[]): string =>
    ["onset", verb, name, ...options, ...more].join(" ");
  return [
    line("learn"),
    line("next"),
    line("unlock", `--budget ${planBudget}`),
    ...(why.trim() === "" ? [] : [["onset why", name, quoted(why.trim()), ...options].join(" ")]),
  ].join("\n");
}
