/** The definition, word by word: in each round look at all texts from the state at its start. */
export function naiveTolerant(
  texts: readonly (readonly number[])[],
  tolerances: readonly number[],
  known: readonly number[],
): { readonly perRound: number[]; readonly learned: Set<number> } {
  const learned = new Set(known);
  const perRound: number[] = [];
  for (;;) {
    const fresh = new Set<number>();
    texts.forEach((skills, text) => {
      const unlearned = skills.filter((skill) => !learned.has(skill));
      if (unlearned.length <= tolerances[text]) for (const skill of unlearned) fresh.add(skill);
    });
    if (fresh.size === 0) return { perRound, learned };
    perRound.push(fresh.size);
    for (const skill of fresh) learned.add(skill);
  }
}
