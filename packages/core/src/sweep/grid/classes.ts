/** Classes and levels in a grid, as numbers or as the command line of `classes` and `finetune` writes them. */
import { checkPositive, rejected } from "../../base/index.js";
import type { GridObject } from "./keys.js";

/** Sizes of classes or of levels. */
export type WrittenClasses = {
  readonly skills: readonly number[];
  readonly texts: readonly number[];
  readonly means: readonly (readonly number[])[];
};

/**
 * Classes as `skills`, `texts`, `means`, or with texts written as `onset classes --texts` writes them: `"2.6e5:4.5:0.5"`, their
 * number and their mean skills of each class.
 */
export function writtenClasses(classes: GridObject, title: string): WrittenClasses {
  const { texts, means } = classes;
  if (means !== undefined || !isListOfTexts(texts)) return classes as WrittenClasses;
  const rows = texts.map((text, j) => numbersOf(text, `${title}.texts[${j}]`, "N:C1:C2:... with numbers"));
  return {
    skills: classes.skills as readonly number[],
    texts: rows.map(([count]) => count),
    means: rows.map(([, ...row]) => row),
  };
}

/** Levels as `onset finetune` writes them: `levels` such as `["1.6:4", "1.3:2:3"]`, texts per skill of each, and `skills`. */
export function writtenLevels({ skills, levels }: GridObject, title: string): WrittenClasses {
  if (!isListOfTexts(levels))
    throw rejected(levels, `${title}.levels`, 'a list such as ["1.6:4", "1.3:2:3"]', true);
  const sizes = skills as readonly number[];
  if (!Array.isArray(skills) || sizes.length !== levels.length) {
    throw rejected(skills, `${title}.skills`, `${levels.length} numbers, one for each level`);
  }
  const rows = levels.map((text, i) => numbersOf(text, `${title}.levels[${i}]`, "R:C1:C2:... with numbers"));
  return {
    skills: sizes,
    texts: rows.map(([ratio], i) => Math.round(ratio * sizes[i])),
    means: rows.map(([, ...row]) => row),
  };
}

/** The same with so many times as many texts of all classes, rounded. */
export function scaledClasses(classes: WrittenClasses, scale: number): WrittenClasses {
  if (checkPositive(scale, "scale") === 1) return classes;
  return { ...classes, texts: classes.texts.map((count) => Math.round(scale * count)) };
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
}

function numbersOf(text: string, title: string, expected: string): number[] {
  const numbers = text.split(":").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (numbers.length < 2 || numbers.some((number) => !(number >= 0 && number < Infinity))) {
    throw rejected(text, title, expected);
  }
  return numbers;
}
