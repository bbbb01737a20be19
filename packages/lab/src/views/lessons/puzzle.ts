/** A small corpus that is stuck, and can be freed by three texts that teach one skill each. */
import { type RandomStream, stream } from "@onset/core/base";
import { buildGraphOfTexts, type SkillTextGraph } from "@onset/core/graph";
import { learnRounds, unlockSkills } from "@onset/core/learning";

export type PuzzleOutput = {
  readonly kind: "puzzle";
  readonly puzzle: number;
  /** The skills of each text, as letters. */
  readonly texts: readonly string[];
  /** All skills, as letters. */
  readonly skills: string;
  /** Skills that are taught by hand, learned from texts in the end, and stuck. */
  readonly taught: string;
  readonly learned: string;
  readonly stuck: string;
  /** What would have solved it. */
  readonly solution: string;
};

export const puzzleTexts = 3;
const skillCount = 14;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".slice(0, skillCount);

type Puzzle = { readonly texts: readonly (readonly number[])[]; readonly solution: readonly number[] };

let latest: { readonly number: number; readonly puzzle: Puzzle } | null = null;

/** The state of a puzzle: the same number is always the same puzzle. */
export function computePuzzle(number: number, taughtText: string): PuzzleOutput {
  if (latest?.number !== number) latest = { number, puzzle: findPuzzle(number) };
  const { texts, solution } = latest.puzzle;
  const taught = [...letters].flatMap((letter, skill) => (taughtText.includes(letter) ? [skill] : []));
  const allowed = taught.slice(0, puzzleTexts);
  const { learnedFlags: learned, learnedCount } = state(texts, allowed);
  const named = (wanted: (skill: number) => boolean): string =>
    [...letters].filter((_, skill) => wanted(skill)).join("");
  const output: PuzzleOutput = {
    kind: "puzzle",
    puzzle: number,
    texts: texts.map((text) => text.map((skill) => letters[skill]).join("")),
    skills: letters,
    taught: named((skill) => allowed.includes(skill)),
    learned: named((skill) => learned[skill] === 1),
    stuck: named((skill) => learned[skill] !== 1),
    solution: named((skill) => solution.includes(skill)),
  };
  if (output.learned.length !== learnedCount) {
    throw new Error(`${learnedCount} skills were counted, ${output.learned.length} are learned`);
  }
  return output;
}

function state(
  texts: readonly (readonly number[])[],
  taught: readonly number[],
): ReturnType<typeof learnRounds> {
  return learnRounds(graphOf([...texts, ...taught.map((skill) => [skill])]));
}

function graphOf(texts: readonly (readonly number[])[]): SkillTextGraph {
  const offsets = new Uint32Array(texts.length + 1);
  for (const [i, text] of texts.entries()) offsets[i + 1] = offsets[i] + text.length;
  return buildGraphOfTexts(skillCount, offsets, Uint32Array.from(texts.flat())).graph;
}

/** Draws corpora until one needs exactly three texts, proven, and has something to learn by itself first. */
function findPuzzle(number: number): Puzzle {
  for (let attempt = 0; ; attempt++) {
    const texts = drawTexts(stream(number, "lab", "puzzle", attempt));
    const graph = graphOf(texts);
    const plan = unlockSkills(graph);
    const met = new Set(texts.flat()).size;
    const fits = plan.teach.length === puzzleTexts && plan.lowerBound === puzzleTexts;
    if (fits && met === skillCount && plan.before >= 2 && plan.before <= 5) {
      return { texts, solution: [...plan.teach] };
    }
  }
}

function drawTexts(rng: RandomStream): number[][] {
  // One draw in 36 of these fits.
  const sizes = [1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4];
  return sizes.map((size) => {
    const text = new Set<number>();
    while (text.size < size) text.add(rng.nextInteger(skillCount));
    return [...text].sort((a, b) => a - b);
  });
}
