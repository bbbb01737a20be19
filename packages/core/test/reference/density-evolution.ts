/**
 * Density evolution as it is written in a textbook: explicit sums over degrees and plain iteration. Slow, and
 * with nothing in common with the library but the definitions.
 */

/** Degree: probability. */
export type Law = ReadonlyMap<number, number>;

export function poissonLaw(mean: number): Law {
  const law = new Map<number, number>();
  let probability = Math.exp(-mean);
  for (let k = 0; k < mean + 12 * Math.sqrt(mean) + 40; k++) {
    law.set(k, probability);
    probability *= mean / (k + 1);
  }
  return law;
}

export function lawOfCounts(counts: readonly number[]): Law {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return new Map(counts.map((count, degree) => [degree, count / total]));
}

export function mean(law: Law): number {
  return [...law].reduce((sum, [k, p]) => sum + k * p, 0);
}

/** Pr(Bin(n, q) < most). */
function fewer(n: number, q: number, most: number): number {
  let sum = 0;
  for (let j = 0; j < most && j <= n; j++) {
    let choose = 1;
    for (let i = 0; i < j; i++) choose *= (n - i) / (i + 1);
    sum += choose * q ** j * (1 - q) ** (n - j);
  }
  return sum;
}

export function teach(texts: Law, q: number, maxUnlearned: number): number {
  let sum = 0;
  for (const [k, p] of texts) if (k > 0) sum += k * p * fewer(k - 1, q, maxUnlearned);
  return sum / mean(texts);
}

export function node(law: Law, x: number): number {
  return [...law].reduce((sum, [k, p]) => sum + p * x ** k, 0);
}

export function edge(law: Law, x: number): number {
  return [...law].reduce((sum, [k, p]) => (k > 0 ? sum + k * p * x ** (k - 1) : sum), 0) / mean(law);
}

/** Iterates until nothing moves, and returns q, the share of unlearned skills and the last move of q. */
export function iterate(
  texts: Law,
  skills: { edge: (x: number) => number; node: (x: number) => number },
  maxUnlearned: number,
  unknown: number,
  rounds: number,
): { q: number; unlearned: number; moved: number } {
  let q = unknown;
  let moved = 1;
  for (let round = 0; round < rounds && moved !== 0; round++) {
    const next = unknown * skills.edge(1 - teach(texts, q, maxUnlearned));
    moved = q - next;
    q = next;
  }
  return { q, unlearned: unknown * skills.node(1 - teach(texts, q, maxUnlearned)), moved };
}
