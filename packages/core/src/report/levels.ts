/** What learning level by level needs, in words. */
import { facts } from "./facts.js";

/** A level of skills: its ratio of texts to skills, what of it is usable, and the ratio at which it emerges. */
export type LevelState = {
  readonly ratio: number;
  readonly usable: number;
  readonly effectiveRatio: number;
  /** Null where the level grows gradually. */
  readonly threshold: number | null;
};

/** What would make the lowest level that has not emerged do so; null where all have. */
export function levelAdvice(levels: readonly LevelState[]): readonly [finding: string, need: string] | null {
  const digits = facts.ratio.format;
  for (const [i, { ratio, usable, effectiveRatio, threshold }] of levels.entries()) {
    if (threshold === null || effectiveRatio >= threshold) continue;
    const name = i === 0 ? "The foundation" : `Level ${i + 1}`;
    const need =
      i > 0 && ratio >= threshold
        ? `with all of the lower levels learned it would have ${digits(ratio)} and emerge.`
        : `it needs ${digits(threshold)}; at ${facts.usable.format(usable)} usable that is a ratio of ${digits(threshold / usable)}.`;
    return [
      `${name} stays below its threshold: it has ${digits(effectiveRatio)} usable texts per skill,`,
      need,
    ];
  }
  return null;
}
