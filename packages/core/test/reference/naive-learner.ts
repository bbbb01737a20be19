/**
 * The learner as its definition reads: texts are lists of skills, every round looks at every text.
 * Quadratic and obvious; the kernels are compared with it.
 */
export type NaiveText = { readonly requires: readonly number[]; readonly teaches: readonly number[] };

export type NaiveResult = {
  roundOfSkill: Map<number, number>;
  textOfSkill: Map<number, number>;
  learnedPerRound: number[];
  /** By round, then by teaching text, then by number. */
  order: number[];
  unlearnedOfText: number[];
  missingOfText: number[];
  textsUnderstood: number;
};

/** Synchronous rounds of the D-skill learner over texts that require and teach. */
export function naiveRounds(
  texts: readonly NaiveText[],
  maxUnlearned: number,
  known: ReadonlySet<number>,
): NaiveResult {
  const roundOfSkill = new Map<number, number>([...known].map((skill) => [skill, 0]));
  const textOfSkill = new Map<number, number>();
  const learnedPerRound: number[] = [];
  const order: number[] = [];
  const unlearned = (skills: readonly number[]) => [...new Set(skills)].filter((s) => !roundOfSkill.has(s));
  for (let round = 1; ; round++) {
    const taught = new Map<number, number>();
    texts.forEach(({ requires, teaches }, text) => {
      const open = unlearned(teaches);
      if (unlearned(requires).length > 0 || open.length < 1 || open.length > maxUnlearned) return;
      for (const skill of open) if (!taught.has(skill)) taught.set(skill, text);
    });
    if (taught.size === 0) break;
    for (const [skill, text] of taught) {
      roundOfSkill.set(skill, round);
      textOfSkill.set(skill, text);
    }
    learnedPerRound.push(taught.size);
    const inOrder = [...taught].sort(([skillA, textA], [skillB, textB]) => textA - textB || skillA - skillB);
    order.push(...inOrder.map(([skill]) => skill));
  }
  const unlearnedOfText = texts.map(({ teaches }) => unlearned(teaches).length);
  const missingOfText = texts.map(({ requires }) => unlearned(requires).length);
  const textsUnderstood = texts.filter((_, i) => unlearnedOfText[i] === 0 && missingOfText[i] === 0).length;
  return {
    roundOfSkill,
    textOfSkill,
    learnedPerRound,
    order,
    unlearnedOfText,
    missingOfText,
    textsUnderstood,
  };
}
