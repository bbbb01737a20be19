/**
 * Synchronous 1-skill rounds on lists in which a skill may stand twice: a text teaches when exactly one entry of its
 * list is unlearned, so never a skill that it lists twice. Returns how many skills each round learned.
 */
export function naiveMultigraph(texts: readonly (readonly number[])[]): number[] {
  const learned = new Set<number>();
  const perRound: number[] = [];
  for (;;) {
    const taught = new Set<number>();
    for (const skills of texts) {
      const open = skills.filter((skill) => !learned.has(skill));
      if (open.length === 1) taught.add(open[0]);
    }
    if (taught.size === 0) return perRound;
    for (const skill of taught) learned.add(skill);
    perRound.push(taught.size);
  }
}
