import { type RandomStream, stream } from "../../../src/base/index.js";
import { type SkillTextGraph, skillFlags } from "../../../src/graph/index.js";
import type { LearningTexts } from "../../../src/learning/index.js";
import type { NaiveText } from "../../reference/naive-learner.js";
import { graphOf, randomTexts } from "../../reference/random-texts.js";

/** A small corpus in the form the library takes and in the form a naive program reads. */
export type RandomCorpus = {
  readonly texts: LearningTexts;
  readonly lists: readonly NaiveText[];
  readonly skillCount: number;
  readonly known: ReadonlySet<number>;
  readonly directed: boolean;
  readonly maxUnlearned: number;
  readonly options: { readonly maxUnlearned: number; readonly known: Uint8Array };
  readonly random: RandomStream;
};

/**
 * Corpora of all kinds: few and many texts, D from 1 to 3, every fourth directed, every third with known skills,
 * some with copies of skills (twins) and of texts, some with skills that no text has.
 */
export function randomCorpus(
  trial: number,
  most: { skills: number; texts: number },
  key = "insight",
): RandomCorpus {
  const random = stream(5, key, trial);
  const maxUnlearned = 1 + (trial % 5 < 3 ? 0 : random.nextInteger(3));
  const skillCount = 1 + random.nextInteger(most.skills);
  const textCount = random.nextInteger(most.texts + 1);
  const mean = 1 + (1 + 2 * maxUnlearned) * random.nextFloat();
  const draw = (size: number) => randomTexts(random, textCount, skillCount, size);
  const directed = trial % 4 === 0;
  let needs = draw(mean).map((skills) => [...new Set(skills)]);
  if (trial % 6 === 1 && skillCount > 1) {
    // The last skill becomes a twin of the first.
    const last = skillCount - 1;
    needs = needs.map((skills) => {
      const others = skills.filter((skill) => skill !== last);
      return others.includes(0) ? [...others, last] : others;
    });
  }
  const required = directed ? draw(1).map((skills) => [...new Set(skills)]) : needs.map((): number[] => []);
  const known = new Set<number>();
  if (trial % 3 === 2) for (let s = 0; s < skillCount; s++) if (random.nextFloat() < 0.2) known.add(s);
  const teaches: SkillTextGraph = graphOf(needs, skillCount);
  return {
    texts: directed ? { requires: graphOf(required, skillCount), teaches } : teaches,
    lists: needs.map((skills, text) => ({ requires: required[text], teaches: skills })),
    skillCount,
    known,
    directed,
    maxUnlearned,
    options: { maxUnlearned, known: skillFlags(skillCount, known) },
    random,
  };
}
