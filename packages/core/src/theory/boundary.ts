/**
 * The region in which the skills of several classes emerge: its boundary in the plane of two ratios.
 *
 * Along a ray from the origin of that plane - both ratios grow together - the unlearned shares fall, and
 * jump where the ray crosses the boundary. All jumps above a given height are found by bisection: an
 * interval over which no class falls by that much holds none, and is dropped. The state on either side is exact
 * (see `evolveClasses`), so that a jump is located to 10^-12 of the ratio, whatever the number of iterations.
 */
import {
  checkInteger,
  checkOpenProbability,
  checkOptions,
  checkPositive,
  cos,
  type OptionKeys,
  rejected,
  sin,
} from "../base/index.js";
import { type Classes, type ClassOptions, checkClasses } from "./class-map.js";
import { evolveClasses } from "./classes.js";

/** A ratio of the texts of one class to the skills of one class. */
export type ClassRatio = {
  /** Which class of texts varies. */
  readonly texts: number;
  /** To which class of skills it is compared. */
  readonly skills: number;
};

/** A point of the boundary of the emergence region. */
export type BoundaryPoint = {
  /** The first and the second ratio. */
  readonly ratios: readonly [number, number];
  /** The classes of skills whose unlearned share jumps by the given height or more. */
  readonly emerged: readonly number[];
  /** The unlearned share of each class of skills just before. */
  readonly unlearnedBefore: readonly number[];
  /** The unlearned share of each class of skills just after. */
  readonly unlearnedAfter: readonly number[];
};

/** Options of {@link emergenceBoundary}. */
export type BoundaryOptions = ClassOptions & {
  /** The number of rays, from one axis to the other; 33 unless given. */
  readonly rays?: number;
  /** The largest value of either ratio; 20 unless given. */
  readonly highest?: number;
  /** The smallest fall of the unlearned share of a class that counts; 0.02 unless given. */
  readonly height?: number;
};

export const boundaryOptionsKeys: OptionKeys<BoundaryOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
  rays: true,
  highest: true,
  height: true,
};

/**
 * Returns the boundary of the emergence region in the plane of two ratios, ray by ray from the first axis to
 * the second; other classes keep their sizes. A ray may cross several parts of the boundary: classes that
 * emerge one after the other. About 20 ms a ray.
 *
 * @param classes - Sizes of the classes; the two classes of texts that vary may have any size.
 * @param first - The first ratio.
 * @param second - The second ratio, of another class of texts.
 * @param options - A learner, `rays`, `highest`, `height`.
 * @throws TypeError or RangeError for numbers out of range and classes that do not exist.
 *
 * @example
 * ```ts
 * import { emergenceBoundary } from "@onset/core/theory";
 * const classes = { skills: [1, 1], texts: [0, 0], means: [[5, 0], [0, 3]] };
 * const points = emergenceBoundary(classes, { texts: 0, skills: 0 }, { texts: 1, skills: 1 }, { rays: 3 });
 * points.map((point) => point.emerged); // => [[0], [1], [0], [1]]
 * ```
 */
export function emergenceBoundary(
  classes: Classes,
  first: ClassRatio,
  second: ClassRatio,
  options: BoundaryOptions = {},
): BoundaryPoint[] {
  checkOptions(options, boundaryOptionsKeys);
  checkClasses(classes);
  for (const { texts, skills } of [first, second]) {
    checkInteger(texts, "texts", 0, classes.texts.length - 1);
    checkInteger(skills, "skills", 0, classes.skills.length - 1);
  }
  if (first.texts === second.texts) throw rejected(second.texts, "texts", "two different classes of texts");
  const { maxUnlearned, reliability, success, unknown } = options;
  const evolution: ClassOptions = { maxUnlearned, reliability, success, unknown };
  const rays = checkInteger(options.rays ?? 33, "rays", 2, 10_000);
  const highest = checkPositive(options.highest ?? 20, "highest");
  const height = checkOpenProbability(options.height ?? 0.02, "height");
  return Array.from({ length: rays }, (_, i) => {
    const angle = (0.5 * Math.PI * i) / (rays - 1);
    // The last ray lies on the axis: no rounding of the cosine.
    const direction: [number, number] = [i === rays - 1 ? 0 : cos(angle), sin(angle)];
    const end = highest / Math.max(...direction);
    const state = (distance: number) => {
      const texts = [...classes.texts];
      texts[first.texts] = distance * direction[0] * classes.skills[first.skills];
      texts[second.texts] = distance * direction[1] * classes.skills[second.skills];
      return evolveClasses({ ...classes, texts }, evolution).unlearned;
    };
    return jumpsBetween(state, 0, end, height).map(({ at, before, after }) => ({
      ratios: [at * direction[0], at * direction[1]] as const,
      emerged: before.flatMap((share, k) => (share - after[k] >= height ? [k] : [])),
      unlearnedBefore: before,
      unlearnedAfter: after,
    }));
  }).flat();
}

/** A jump on the way from no texts, as the numbers of texts of all classes grow in proportion. */
export type ClassJump = {
  /** The factor by which the given numbers of texts are multiplied there. */
  readonly scale: number;
  /** The classes of skills whose unlearned share jumps by the given height or more. */
  readonly emerged: readonly number[];
  /** The unlearned share of each class of skills just before. */
  readonly unlearnedBefore: readonly number[];
  /** The unlearned share of each class of skills just after. */
  readonly unlearnedAfter: readonly number[];
};

/** Options of {@link classJumps}. */
export type ClassJumpOptions = Omit<BoundaryOptions, "rays">;

export const classJumpOptionsKeys: OptionKeys<ClassJumpOptions> = {
  maxUnlearned: true,
  reliability: true,
  success: true,
  unknown: true,
  highest: true,
  height: true,
};

/**
 * Returns all jumps of learning as the numbers of texts of all classes grow in proportion, from none to `highest` (20) times the
 * given ones. Jumps at a scale below 1 lie behind, the others ahead. 20 ms.
 *
 * @param classes - Sizes of the classes, and the mean numbers of skills in texts.
 * @param options - A learner, `highest`, `height`.
 * @throws TypeError or RangeError for numbers out of range and rows of wrong length.
 *
 * @example
 * ```ts
 * import { classJumps } from "@onset/core/theory";
 * const classes = { skills: [1, 1], texts: [5, 1], means: [[5, 0], [0, 3]] };
 * classJumps(classes).map(({ scale, emerged }) => [scale.toFixed(4), emerged]); // => [["0.4913", [0]], ["1.0379", [1]]]
 * ```
 */
export function classJumps(classes: Classes, options: ClassJumpOptions = {}): ClassJump[] {
  checkOptions(options, classJumpOptionsKeys);
  checkClasses(classes);
  const { highest = 20, height = 0.02, ...evolution } = options;
  checkPositive(highest, "highest");
  checkOpenProbability(height, "height");
  const state = (scale: number) =>
    evolveClasses({ ...classes, texts: classes.texts.map((count) => scale * count) }, evolution).unlearned;
  return jumpsBetween(state, 0, highest, height).map(({ at, before, after }) => ({
    scale: at,
    emerged: before.flatMap((share, k) => (share - after[k] >= height ? [k] : [])),
    unlearnedBefore: before,
    unlearnedAfter: after,
  }));
}

type ShareJump = { at: number; before: readonly number[]; after: readonly number[] };

/** Relative width at which an interval that still falls is a jump. */
const resolution = 1e-12;

/** All points at which a falling function falls by `height` or more in some component. */
function jumpsBetween(
  state: (distance: number) => readonly number[],
  low: number,
  high: number,
  height: number,
): ShareJump[] {
  const jumps: ShareJump[] = [];
  const search = (from: number, before: readonly number[], to: number, after: readonly number[]): void => {
    if (!before.some((share, k) => share - after[k] >= height)) return;
    const middle = 0.5 * (from + to);
    if (to - from <= resolution * to || middle === from || middle === to) {
      jumps.push({ at: to, before, after });
      return;
    }
    const between = state(middle);
    search(from, before, middle, between);
    search(middle, between, to, after);
  };
  search(low, state(low), high, state(high));
  return jumps;
}
