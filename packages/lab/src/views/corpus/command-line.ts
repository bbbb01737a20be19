import { shellCommand } from "@onset/core/base";
import { bundledCorpora } from "../../corpora/bundled.js";
import { type CorpusValues, planBudget } from "./parameters.js";

/** The command lines that print the same numbers as the view. */
export function corpusCommand(values: CorpusValues): string {
  const { corpus, known, maxUnlearned, words, skillsField, textField, file, why } = values;
  const isMine = corpus === "mine";
  const name = isMine ? (file === "" ? "my-file.jsonl" : file) : `examples/${bundledCorpora[corpus].file}`;
  const options = [
    ...(isMine && words ? ["--words"] : []),
    ...(isMine && skillsField !== "" ? ["--skills-field", skillsField] : []),
    ...(isMine && textField !== "" ? ["--text-field", textField] : []),
    ...(known > 0 ? ["--known-top", String(known)] : []),
    ...(maxUnlearned === "1" ? [] : ["--learner", maxUnlearned]),
  ];
  const skill = why.trim();
  return [
    shellCommand(["onset", "learn", ...options], [name]),
    shellCommand(["onset", "next", ...options], [name]),
    shellCommand(["onset", "unlock", ...options, "--budget", String(planBudget)], [name]),
    ...(skill === "" ? [] : [shellCommand(["onset", "why", ...options], [name, skill])]),
  ].join("\n");
}
