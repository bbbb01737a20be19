import type { SkillTextGraph } from "../../src/graph/index.js";

/** ln(1 + e^-x) of eighths, rounded to eighths. */
const correction = (x: number) => Math.round(8 * Math.log(1 + Math.exp(-x / 8)));

/** min* of two soft values in eighths, as its equation says. */
function minStar(a: number, b: number): number {
  const [x, y] = [Math.abs(a), Math.abs(b)];
  const size = Math.max(0, Math.min(x, y) + correction(x + y) - correction(Math.abs(x - y)));
  return a < 0 !== b < 0 ? -size : size;
}

const within = (value: number, most: number) => Math.max(-most, Math.min(most, value));

/**
 * Belief propagation by min* in eighths of a nat, check after check: every message anew from the others, folded from the left up to its
 * edge and from the right down to it. Returns the soft values in eighths and the sweeps.
 */
export function naiveMinStar(graph: SkillTextGraph, soft: ArrayLike<number>, maxSweeps: number) {
  const values = Array.from(soft, (value) =>
    within(Math.sign(value) * Math.floor(Math.abs(value) * 8 + 0.5), 127),
  );
  const messages: number[][] = Array.from({ length: graph.textCount }, (_, text) =>
    Array.from(graph.skillsOfText(text), () => 0),
  );
  const holds = () =>
    messages.every((_, text) => {
      const own = Array.from(graph.skillsOfText(text), (bit) => values[bit]);
      return own.every((value) => value !== 0) && own.filter((value) => value < 0).length % 2 === 0;
    });
  let sweeps = 0;
  while (!holds() && sweeps < maxSweeps) {
    sweeps++;
    for (let text = 0; text < graph.textCount; text++) {
      const bits = [...graph.skillsOfText(text)];
      const incoming = bits.map((bit, i) => {
        values[bit] -= messages[text][i];
        return within(values[bit], 127);
      });
      messages[text] = bits.map((_, i) => {
        const left = incoming.slice(0, i);
        const right = incoming.slice(i + 1);
        const sums = [];
        if (left.length > 0) sums.push(left.reduce(minStar));
        if (right.length > 0) sums.push(right.reduceRight((sum, value) => minStar(value, sum)));
        return sums.length === 0 ? 127 : sums.reduce(minStar);
      });
      bits.forEach((bit, i) => {
        values[bit] += messages[text][i];
      });
    }
  }
  return { values, sweeps, converged: holds() };
}
