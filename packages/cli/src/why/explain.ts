import type { SkillTextGraph } from "@onset/core/graph";
import { findTwins, learningPath, learnTexts, NONE, type StuckCores, stuckCores } from "@onset/core/learning";
import type { ReadLearner } from "../insight/corpus-verb.js";
import { type CorpusSummary, corpusSummary } from "../insight/summary.js";
import type { Provenance } from "../provenance.js";

/** A step of a path: a text, what it teaches, and what of it is known by then. */
export type Step = {
  readonly text: string;
  readonly teaches: readonly string[];
  readonly builtOn: readonly string[];
};

/** Why a skill is learned or not. */
export type Explanation =
  | { readonly state: "known" }
  | {
      readonly state: "learned";
      readonly round: number;
      /** A path of texts that teaches it; none of them can be missed. */
      readonly path: readonly Step[];
      /** No path is shorter than this. */
      readonly lowerBound: number;
    }
  | {
      readonly state: "stuck";
      /** The core it belongs to: its number among all cores, the largest first, and its size. */
      readonly core: {
        readonly rank: number;
        readonly of: number;
        readonly skills: number;
        readonly texts: number;
      };
      /** How many texts teach it. */
      readonly texts: number;
      /** The text that is nearest to teaching it, how many skills that lacks, and which are unlearned; or null. */
      readonly nearest: {
        readonly text: string;
        readonly lacking: number;
        readonly unlearned: readonly string[];
      } | null;
      /** Skills that exactly the same texts teach. */
      readonly twins: readonly string[];
    };

/** The result of `onset why` for other programs. */
export type WhyReport = CorpusSummary & {
  readonly schema: "onset/why@1";
  readonly skill: string;
  readonly provenance: Provenance;
} & Explanation;

/** Explains what became of a skill. */
export function explain(learner: ReadLearner, skill: number, provenance: Provenance): WhyReport {
  return {
    schema: "onset/why@1",
    ...corpusSummary(learner),
    skill: learner.corpus.skillNames.at(skill)!,
    ...explanationOf(learner, skill),
    provenance,
  };
}

function explanationOf(learner: ReadLearner, skill: number): Explanation {
  const { texts, options } = learner;
  if (options.known[skill] === 1) return { state: "known" };
  const path = learningPath(texts, skill, options);
  if (path !== null) {
    return {
      state: "learned",
      round: path.round,
      path: stepsOf(learner, path.texts),
      lowerBound: path.round,
    };
  }
  const { learnedFlags: learned } = learnTexts(texts, options);
  return stuckBecause(learner, skill, learned, stuckCores(texts, learned, options));
}

function stepsOf({ corpus, options }: ReadLearner, texts: Uint32Array): Step[] {
  const taught = corpus.directed?.teaches ?? corpus.needs;
  const knows = options.known.slice();
  const names = (skills: number[]): string[] => skills.map((skill) => corpus.skillNames.at(skill)!);
  return Array.from(texts, (text) => {
    const fresh = Array.from(taught.skillsOfText(text)).filter((skill) => knows[skill] === 0);
    const builtOn = Array.from(corpus.needs.skillsOfText(text)).filter((skill) => knows[skill] === 1);
    for (const skill of fresh) knows[skill] = 1;
    return { text: corpus.textNames.at(text)!, teaches: names(fresh), builtOn: names(builtOn) };
  });
}

function stuckBecause(
  { corpus, texts, options }: ReadLearner,
  skill: number,
  learned: Uint8Array,
  cores: StuckCores,
): Explanation {
  const core = cores.coreOfSkill[skill]!;
  const text = cores.nearestText[skill]!;
  const twins = findTwins(texts, options);
  const group = twins.groupOfSkill[skill]!;
  const members =
    group === NONE
      ? []
      : Array.from(twins.groupSkills.subarray(twins.groupOffsets[group]!, twins.groupOffsets[group + 1]!));
  const taught: SkillTextGraph = corpus.directed?.teaches ?? corpus.needs;
  const nearest =
    text === NONE
      ? null
      : {
          text: corpus.textNames.at(text)!,
          lacking: cores.lacking[skill]!,
          unlearned: Array.from(corpus.needs.skillsOfText(text))
            .filter((other) => learned[other] === 0)
            .map((other) => corpus.skillNames.at(other)!),
        };
  return {
    state: "stuck",
    core: {
      rank: core + 1,
      of: cores.skillCounts.length,
      skills: cores.skillCounts[core]!,
      texts: cores.textCounts[core]!,
    },
    texts: taught.textsOfSkill(skill).length,
    nearest,
    twins: members.filter((other) => other !== skill).map((other) => corpus.skillNames.at(other)!),
  };
}
