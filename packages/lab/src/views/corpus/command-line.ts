import { shellCommand } from "@onset/core/base";
import { bundledCorpora } from "../../corpora/bundled.js";
import { type CorpusValues, planBudget } from "./parameters.js";

/**
 * The command lines that print the same numbers as the view.
 *
 * @param isKnown - whether labelled texts have known skills from the start
 */
export function corpusCommand(values: CorpusValues, isKnown = true): string {
  const { corpus, known, maxUnlearned, words, label, skillsField, textField, groupBy, file, why } = values;
  const isMine = corpus === "mine";
  const name = isMine ? (file === "" ? "my-file.jsonl" : file) : `examples/${bundledCorpora[corpus].file}`;
  const learner = maxUnlearned === "1" ? [] : ["--learner", maxUnlearned];
  if (isMine && label) {
    const folder = folderOf(name);
    const list = isKnown ? ["--known", `${folder}/known.txt`] : [];
    const labelLine = shellCommand(["onset", "label", ...labelOptions(values), "--out", folder], [name]);
    return [labelLine, ...verbs(`${folder}/labelled.jsonl`, [...list, ...learner], why)].join("\n");
  }
  const options = [
    ...(isMine && words ? ["--words"] : []),
    ...(isMine && skillsField !== "" ? ["--skills-field", skillsField] : []),
    ...(isMine && textField !== "" ? ["--text-field", textField] : []),
    ...(isMine && groupBy !== "" ? ["--group-by", groupBy] : []),
    ...(known > 0 ? ["--known-top", String(known)] : []),
    ...learner,
  ];
  return verbs(name, options, why).join("\n");
}

function verbs(name: string, options: readonly string[], why: string): string[] {
  const skill = why.trim();
  return [
    shellCommand(["onset", "learn", ...options], [name]),
    shellCommand(["onset", "next", ...options], [name]),
    shellCommand(["onset", "unlock", ...options, "--budget", String(planBudget)], [name]),
    ...(skill === "" ? [] : [shellCommand(["onset", "why", ...options], [name, skill])]),
  ];
}

function labelOptions({ unit, by, lang, names, textField, known, maxUnlearned }: CorpusValues): string[] {
  return [
    ...(unit === "auto" ? [] : ["--unit", unit]),
    ...(by === "auto" ? [] : ["--by", by]),
    ...(lang === "auto" ? [] : ["--lang", lang]),
    ...(names === "known" ? [] : ["--names", names]),
    ...(textField === "" ? [] : ["--text-field", textField]),
    ...(known > 0 ? ["--known-top", String(known)] : []),
    ...(maxUnlearned === "1" ? [] : ["--learner", maxUnlearned]),
  ];
}

/** Where the labelled texts of a file go: a folder that has its name without what stands behind the first dot. */
function folderOf(file: string): string {
  const name = file.replace(/(?<=.)\..*$/, "");
  return name === file ? `${file}-labelled` : name;
}
