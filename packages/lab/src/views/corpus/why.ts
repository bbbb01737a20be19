/** Why a skill is learned or not: the explanation of `onset why`. */
import { type Explanation, explainSkill, nameExplanation } from "@onset/core/analysis";
import { findSkills, nameOf } from "@onset/core/corpus";
import type { Job } from "../../worker/protocol.js";
import { type LearnerInput, learnerOf } from "./learner.js";

export type WhyInput = LearnerInput & { readonly skill: string };

export type WhyOutput =
  | { readonly state: "missing"; readonly skill: string; readonly similar: readonly string[] }
  | (Explanation<string, string> & {
      readonly skill: string;
      /** How the texts begin that it names, by name. */
      readonly begins: ReadonlyMap<string, string>;
    });

const similarListed = 8;

export const computeWhy: Job<WhyInput, WhyOutput> = async (input, context) => {
  if (input.source === null) throw new Error("Choose a corpus first.");
  const learner = await learnerOf(input.source, input);
  const { corpus } = learner;
  const name = input.skill.trim();
  const [skill] = findSkills(corpus, [name]).skills;
  if (skill === undefined)
    return { state: "missing", skill: name, similar: similar([...corpus.skillNames], name) };
  const explanation = await explainSkill(learner, skill, { rest: () => context.yieldNow() });
  const texts = textsNamed(explanation);
  const found = await learner.read.excerpts(texts);
  const begins = new Map(Array.from(found, ([text, excerpt]) => [nameOf(corpus.textNames, text), excerpt]));
  return { skill: name, begins, ...nameExplanation(corpus, explanation) };
};

function textsNamed(explanation: Explanation): number[] {
  switch (explanation.state) {
    case "known":
      return [];
    case "learned":
      return explanation.path.map(({ text }) => text);
    case "stuck":
      return explanation.nearest === null ? [] : [explanation.nearest.text];
  }
}

/** Names that begin with what was typed, without regard to case; failing that, names that hold it. */
function similar(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return [];
  const starting = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const found = starting.length > 0 ? starting : names.filter((name) => name.toLowerCase().includes(wanted));
  return found.slice(0, similarListed);
}
