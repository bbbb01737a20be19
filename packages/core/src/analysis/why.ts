import { checkOptions } from "../base/index.js";
import { type Corpus, checkCorpus, nameOf } from "../corpus/index.js";
import { findTwins, learningPath, none, type StuckCores, stuckCores } from "../learning/index.js";
import { type CallOptions, callOptionsKeys, Pace } from "./call.js";
import { type CorpusLearner, checkLearner } from "./learner.js";
import { namesOf } from "./names.js";
import { courseGaps } from "./prediction/course.js";

/** A step of a path: a text, what it teaches, and what of it is known by then. */
export type PathStep<T = number, S = number> = {
  readonly text: T;
  readonly teaches: readonly S[];
  readonly builtOn: readonly S[];
};

/** Why a skill is learned or not; texts and skills are indices, or names. */
export type Explanation<T = number, S = number> =
  | { readonly state: "known" }
  | {
      readonly state: "learned";
      readonly round: number;
      /** A path of texts that teaches it; none of them can be missed. */
      readonly path: readonly PathStep<T, S>[];
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
        readonly text: T;
        readonly lacking: number;
        readonly unlearned: readonly S[];
      } | null;
      /** Skills that exactly the same texts teach. */
      readonly twins: readonly S[];
      /** Directed texts: the skills that wait for this one and for which it waits; empty where there is no such circle. */
      readonly circle: readonly S[];
      /** Directed texts: skills that no text teaches, on which it waits, directly or not. */
      readonly untaught: readonly S[];
    };

/**
 * Explains what became of a skill: a short path of texts that teaches it, or what it is stuck in.
 *
 * @param learner - A corpus and who learns it.
 * @param skill - Its index.
 * @throws RangeError when there is no such skill.
 *
 * @example
 * ```ts
 * import { corpusLearner, explainSkill, nameExplanation } from "@onset/core/analysis";
 * import { corpusFromRecords } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([
 *   { id: "sums", skills: ["add"] },
 *   { id: "long sums", skills: ["add", "carry"] },
 * ]);
 * const explanation = await explainSkill(corpusLearner(corpus), 1);
 * const named = nameExplanation(corpus, explanation);
 * named.state === "learned" && named.path[1]; // => { text: "long sums", teaches: ["carry"], builtOn: ["add"] }
 * ```
 */
export async function explainSkill(
  learner: CorpusLearner,
  skill: number,
  call: CallOptions = {},
): Promise<Explanation> {
  checkLearner(learner);
  checkOptions(call, callOptionsKeys, "call");
  const { texts, options, engine, corpus } = learner;
  if (!(skill >= 0 && skill < corpus.needs.skillCount)) {
    throw new RangeError(`skill ${skill} does not exist: there are ${corpus.needs.skillCount} skills`);
  }
  const pace = new Pace(call);
  if (options.known[skill] === 1) return { state: "known" };
  const path = await pace.run("explanation", () => learningPath(texts, skill, options));
  if (path !== null) {
    return {
      state: "learned",
      round: path.round,
      path: stepsOf(learner, path.texts),
      lowerBound: path.round,
    };
  }
  const { learnedFlags: learned } = await engine.learn(options, call);
  const cores = await pace.run("cores", () =>
    stuckCores(texts, learned, { maxUnlearned: options.maxUnlearned }),
  );
  return stuckBecause(learner, skill, learned, cores);
}

function stepsOf({ corpus, options }: CorpusLearner, texts: Uint32Array): PathStep[] {
  const taught = corpus.directed?.teaches ?? corpus.needs;
  const knows = options.known.slice();
  return Array.from(texts, (text) => {
    const teaches = Array.from(taught.skillsOfText(text)).filter((skill) => knows[skill] === 0);
    const builtOn = Array.from(corpus.needs.skillsOfText(text)).filter((skill) => knows[skill] === 1);
    for (const skill of teaches) knows[skill] = 1;
    return { text, teaches, builtOn };
  });
}

function stuckBecause(
  { corpus, texts, options }: CorpusLearner,
  skill: number,
  learned: Uint8Array,
  cores: StuckCores,
): Explanation {
  const core = cores.coreOfSkill[skill];
  const text = cores.nearestText[skill];
  const { groupOfSkill, groupSkills, groupOffsets } = findTwins(texts, options);
  const group = groupOfSkill[skill];
  const members =
    group === none ? [] : Array.from(groupSkills.subarray(groupOffsets[group], groupOffsets[group + 1]));
  const taught = corpus.directed?.teaches ?? corpus.needs;
  const unlearned = (): number[] =>
    Array.from(corpus.needs.skillsOfText(text)).filter((other) => learned[other] === 0);
  return {
    state: "stuck",
    core: {
      rank: core + 1,
      of: cores.skillCounts.length,
      skills: cores.skillCounts[core],
      texts: cores.textCounts[core],
    },
    texts: taught.textsOfSkill(skill).length,
    nearest: text === none ? null : { text, lacking: cores.lacking[skill], unlearned: unlearned() },
    twins: members.filter((other) => other !== skill),
    ...waitsFor(corpus, skill, learned),
  };
}

/** What a skill of a course waits for in the end: a circle that it is in, and what no text teaches. */
function waitsFor(
  { directed }: Corpus,
  skill: number,
  learned: Uint8Array,
): { readonly circle: readonly number[]; readonly untaught: readonly number[] } {
  if (directed === undefined) return { circle: [], untaught: [] };
  const { requires, teaches } = directed;
  const { circles, untaught } = courseGaps(requires, teaches, learned);
  const seen = new Set([skill]);
  // A set is gone through in the order of insertion, what is added on the way too.
  for (const waiting of seen) {
    for (const text of teaches.textsOfSkill(waiting)) {
      for (const required of requires.skillsOfText(text)) if (learned[required] === 0) seen.add(required);
    }
  }
  return {
    circle: circles.find((members) => members.includes(skill)) ?? [],
    untaught: untaught.filter((gap) => seen.has(gap.skill)).map((gap) => gap.skill),
  };
}

/** The explanation with the names of a corpus in place of indices. */
export function nameExplanation(corpus: Corpus, explanation: Explanation): Explanation<string, string> {
  const { textNames, skillNames } = checkCorpus(corpus);
  switch (explanation.state) {
    case "known":
      return explanation;
    case "learned":
      return {
        ...explanation,
        path: explanation.path.map(({ text, teaches, builtOn }) => ({
          text: nameOf(textNames, text),
          teaches: namesOf(skillNames, teaches),
          builtOn: namesOf(skillNames, builtOn),
        })),
      };
    case "stuck": {
      const { nearest, twins, circle, untaught } = explanation;
      return {
        ...explanation,
        nearest: nearest && {
          text: nameOf(textNames, nearest.text),
          lacking: nearest.lacking,
          unlearned: namesOf(skillNames, nearest.unlearned),
        },
        twins: namesOf(skillNames, twins),
        circle: namesOf(skillNames, circle),
        untaught: namesOf(skillNames, untaught),
      };
    }
  }
}
