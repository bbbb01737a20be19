import type { GraphArrays } from "./layout.js";

/** What {@link validateArrays} looks at; a SkillTextGraph is one. */
type GraphLike = GraphArrays & {
  readonly textCount: number;
  readonly skillCount: number;
  readonly edgeCount: number;
};

/**
 * Checks every invariant of a graph: offsets rise from 0 to the number of edges, each list is strictly ascending
 * and within range, and the two directions hold the same edges. O(texts + skills + edges).
 *
 * @throws Error that names the first broken invariant, with the numbers found.
 */
export function validateArrays(graph: GraphLike): void {
  const { textCount, skillCount, edgeCount, textOffsets, textSkills, skillOffsets, skillTexts } = graph;
  checkLists("text", textCount, edgeCount, textOffsets, "skill", skillCount, textSkills);
  checkLists("skill", skillCount, edgeCount, skillOffsets, "text", textCount, skillTexts);

  // Both directions have as many edges, and each list is strictly ascending. Walking the texts in order must
  // therefore meet the texts of every skill in exactly the order in which the other direction stores them.
  const cursor = skillOffsets.slice(0, skillCount);
  for (let text = 0; text < textCount; text++) {
    const end = textOffsets[text + 1];
    for (let edge = textOffsets[text]; edge < end; edge++) {
      const skill = textSkills[edge];
      const position = cursor[skill]++;
      if (position >= skillOffsets[skill + 1] || skillTexts[position] !== text) {
        throw new Error(
          `corrupted skill-text graph: text ${text} needs skill ${skill}, but the texts of that skill do not tell so`,
        );
      }
    }
  }
}

/**
 * Checks the lists of one direction: offsets rise from 0 to the number of edges, each list is strictly ascending and within
 * range. O(owners + edges).
 *
 * @throws Error that names the first broken invariant, with the numbers found.
 */
export function checkLists(
  owner: string,
  ownerCount: number,
  edgeCount: number,
  offsets: Uint32Array,
  member: string,
  memberCount: number,
  members: Uint32Array,
): void {
  if (offsets[0] !== 0 || offsets[ownerCount] !== edgeCount) {
    throw new Error(
      `corrupted skill-text graph: the ${owner} offsets run from ${offsets[0]} to ${offsets[ownerCount]}, ` +
        `expected 0 to ${edgeCount}`,
    );
  }
  for (let i = 0; i < ownerCount; i++) {
    const end = offsets[i + 1];
    if (end < offsets[i] || end > edgeCount) {
      throw new Error(
        `corrupted skill-text graph: the offset after ${owner} ${i} is ${end}, ` +
          `expected a number from ${offsets[i]} to ${edgeCount}`,
      );
    }
    let previous = -1;
    for (let edge = offsets[i]; edge < end; edge++) {
      const found = members[edge];
      if (found <= previous || found >= memberCount) {
        const wanted =
          found <= previous ? `more than ${previous} (ascending)` : `less than ${memberCount} (their number)`;
        throw new Error(
          `corrupted skill-text graph: ${owner} ${i} lists ${member} ${found}, expected ${wanted}`,
        );
      }
      previous = found;
    }
  }
}
