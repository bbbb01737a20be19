/** Double edges of lists of skills, text after text: what a random matching leaves to be switched away or merged. */

/** The positions of edges that repeat an earlier one of their text, ascending. */
export function findDoubles(offsets: Uint32Array, skills: Uint32Array, skillCount: number): number[] {
  const lastText = new Uint32Array(skillCount).fill(0xffff_ffff);
  const doubles: number[] = [];
  for (let text = 0; text + 1 < offsets.length; text++) {
    for (let edge = offsets[text]; edge < offsets[text + 1]; edge++) {
      const skill = skills[edge];
      if (lastText[skill] === text) doubles.push(edge);
      lastText[skill] = text;
    }
  }
  return doubles;
}

/** The text that owns an edge, by bisection of the offsets. */
export function textOfEdge(offsets: Uint32Array, edge: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (offsets[middle] <= edge) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether a text has a skill. */
export function hasSkill(offsets: Uint32Array, skills: Uint32Array, text: number, skill: number): boolean {
  for (let edge = offsets[text]; edge < offsets[text + 1]; edge++) if (skills[edge] === skill) return true;
  return false;
}
