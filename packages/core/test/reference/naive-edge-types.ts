/**
 * Density evolution with typed edges straight from its definition: a number for every edge, every product over all the
 * other edges of a node, every probability of few unlearned ones by the law of a sum of indicators built up one by one.
 */

export type NaiveEdgeTypes = {
  readonly unlearnedOfSkill: number[];
  readonly learned: number;
};

export function naiveEdgeTypes(
  texts: readonly (readonly number[])[],
  skillCount: number,
  typeOfEdge: ArrayLike<number>,
  { maxUnlearned = 1, unknown = 1, kept = 1, iterations = 20_000 } = {},
): NaiveEdgeTypes {
  const edges: { text: number; skill: number; type: number }[] = [];
  for (const [text, skills] of texts.entries())
    for (const skill of skills) edges.push({ text, skill, type: typeOfEdge[edges.length] });
  const types = [...new Set(edges.map(({ type }) => type))];
  const q = new Map(types.map((type) => [type, unknown]));
  const u = new Map(types.map((type) => [type, 0]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const others = (side: "text" | "skill", edge: (typeof edges)[number]) =>
    edges.filter((other) => other !== edge && other[side] === edge[side]);
  for (let i = 0; i < iterations; i++) {
    for (const type of types) {
      const ends = edges.filter((edge) => edge.type === type);
      u.set(
        type,
        mean(
          ends.map((edge) =>
            few(
              others("text", edge).map((o) => q.get(o.type)!),
              maxUnlearned,
            ),
          ),
        ),
      );
    }
    let change = 0;
    for (const type of types) {
      const ends = edges.filter((edge) => edge.type === type);
      const next = unknown * mean(ends.map((edge) => missed(others("skill", edge), edge.type, u, kept)));
      change = Math.max(change, Math.abs(next - q.get(type)!));
      q.set(type, next);
    }
    if (change < 1e-14) break;
  }
  const unlearnedOfSkill = Array.from({ length: skillCount }, (_, skill) =>
    edges
      .filter((edge) => edge.skill === skill)
      .reduce((product, edge) => product * factor(u.get(edge.type)!, kept), unknown),
  );
  return { unlearnedOfSkill, learned: 1 - mean(unlearnedOfSkill) };
}

/** One end of a skill: kept with probability f, or, f > 1, beside a Poisson number of further ones. */
function factor(u: number, kept: number): number {
  return kept <= 1 ? 1 - kept * u : (1 - u) * Math.exp(-(kept - 1) * u);
}

function missed(
  others: readonly { readonly type: number }[],
  own: number,
  u: ReadonlyMap<number, number>,
  kept: number,
): number {
  const product = others.reduce((all, other) => all * factor(u.get(other.type)!, kept), 1);
  if (kept <= 1) return product;
  // Of f ends of this kind one was given, seen without itself but with its copies; the others see it too.
  const copies = Math.exp(-(kept - 1) * u.get(own)!);
  return (product * (copies + (kept - 1) * (1 - u.get(own)!) * copies)) / kept;
}

/** The probability that fewer than D of independent events happen. */
function few(probabilities: readonly number[], maxUnlearned: number): number {
  let law = [1];
  for (const p of probabilities) {
    const next = new Array<number>(law.length + 1).fill(0);
    for (const [count, probability] of law.entries()) {
      next[count] += probability * (1 - p);
      next[count + 1] += probability * p;
    }
    law = next;
  }
  return law.slice(0, maxUnlearned).reduce((sum, probability) => sum + probability, 0);
}
