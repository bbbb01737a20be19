/** Why a skill is learned or not: the explanation of `onset why`. */
import { findSkills } from "@onset/core/corpus";
import { learningPath, learnTexts, NONE, stuckCores } from "@onset/core/learning";
import type { Job } from "../../worker/protocol.js";
import { type LearnerInput, learnerOf, type ReadLearner } from "./learner.js";

export type WhyInput = LearnerInput & { readonly skill: string };

export type WhyOutput =
  | { readonly state: "missing"; readonly skill: string; readonly similar: readonly string[] }
  | { readonly state: "known"; readonly skill: string }
  | {
      readonly state: "learned";
      readonly skill: string;
      readonly round: number;
      readonly path: readonly {
        readonly text: string;
        readonly teaches: string;
        readonly builtOn: string;
      }[];
    }
  | {
      readonly state: "stuck";
      readonly skill: string;
      readonly core: { readonly skills: number; readonly texts: number };
      /** How many texts teach it. */
      readonly texts: number;
      readonly nearest: {
        readonly text: string;
        readonly lacking: number;
        readonly unlearned: string;
      } | null;
    };

const similarListed = 8;
const namesListed = 16;

export const computeWhy: Job<WhyInput, WhyOutput> = async (input) => {
  if (input.source === null) throw new Error("Choose a corpus first.");
  const learner = await learnerOf(input.source, input);
  const { corpus, texts, options } = learner;
  const name = input.skill.trim();
  const [skill] = findSkills(corpus, [name]).skills;
  if (skill === undefined)
    return { state: "missing", skill: name, similar: similar([...corpus.skillNames], name) };
  if (options.known[skill] === 1) return { state: "known", skill: name };
  const path = learningPath(texts, skill, options);
  if (path !== null)
    return { state: "learned", skill: name, round: path.round, path: stepsOf(learner, path.texts) };
  return stuck(learner, skill);
};

function stepsOf(
  { corpus, options }: ReadLearner,
  texts: Uint32Array,
): (WhyOutput & { state: "learned" })["path"] {
  const taught = corpus.directed?.teaches ?? corpus.needs;
  const knows = options.known.slice();
  return Array.from(texts, (text) => {
    const fresh = Array.from(taught.skillsOfText(text)).filter((skill) => knows[skill] === 0);
    const built = Array.from(corpus.needs.skillsOfText(text)).filter((skill) => knows[skill] === 1);
    for (const skill of fresh) knows[skill] = 1;
    const names = (skills: readonly number[]): string =>
      listed(skills.map((skill) => corpus.skillNames.at(skill)!));
    return { text: corpus.textNames.at(text)!, teaches: names(fresh), builtOn: names(built) };
  });
}

function stuck({ corpus, texts, options }: ReadLearner, skill: number): WhyOutput {
  const { learnedFlags: learned } = learnTexts(texts, options);
  const cores = stuckCores(texts, learned, options);
  const core = cores.coreOfSkill[skill]!;
  const text = cores.nearestText[skill]!;
  return {
    state: "stuck",
    skill: corpus.skillNames.at(skill)!,
    core: { skills: cores.skillCounts[core]!, texts: cores.textCounts[core]! },
    texts: (corpus.directed?.teaches ?? corpus.needs).textsOfSkill(skill).length,
    nearest:
      text === NONE
        ? null
        : {
            text: corpus.textNames.at(text)!,
            lacking: cores.lacking[skill]!,
            unlearned: listed(
              Array.from(corpus.needs.skillsOfText(text))
                .filter((other) => learned[other] === 0 && other !== skill)
                .map((other) => corpus.skillNames.at(other)!),
            ),
          },
  };
}

function listed(names: readonly string[]): string {
  return names.length > namesListed ? `${names.slice(0, namesListed).join(", ")}, …` : names.join(", ");
}

/** Names that begin with what was typed, without regard to case; failing that, names that hold it. */
function similar(names: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return [];
  const starting = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const found = starting.length > 0 ? starting : names.filter((name) => name.toLowerCase().includes(wanted));
  return found.slice(0, similarListed);
}
