import { parameters, type Values } from "../../state/parameters.js";
import { maxUnlearned, meanParameter, ratioParameter, seed } from "../common-parameters.js";

export const peelParameters = parameters({
  corpus: {
    kind: "choice",
    label: "Corpus",
    options: [
      ["random", "Random"],
      ["sums", "Sums"],
      ["python-course", "Python"],
      ["javascript-course", "JS"],
    ],
    help: "Random texts, sums by hand, or the exercises of a Python and a JavaScript course.",
    default: "random",
  },
  skills: {
    kind: "number",
    label: "Skills, n",
    min: 4,
    max: 40,
    step: 1,
    default: 24,
  },
  mean: { ...meanParameter, min: 1, max: 6, default: 3 },
  ratio: { ...ratioParameter, min: 0.2, max: 2.5, step: 0.05, default: 1.2 },
  seed: { ...seed, default: 12 },
  maxUnlearned,
  pace: {
    kind: "choice",
    label: "One step is",
    options: [
      ["round", "A round"],
      ["text", "One text"],
    ],
    default: "round",
  },
  step: { kind: "number", label: "Step", hidden: true, min: 0, max: 1000, step: 1, default: 0 },
  edits: {
    kind: "text",
    label: "Edges changed by hand",
    hidden: true,
    maxLength: 4000,
    default: "",
    check: (text) => (readEdits(text) === null ? "Expected pairs of text and skill such as 3.7,4.2." : null),
  },
  chosen: { kind: "text", label: "What is explained", hidden: true, maxLength: 8, default: "" },
});

export type PeelValues = Values<typeof peelParameters>;

/** An edge that is turned over: there when it was not, gone when it was. Text and skill by their index from 0. */
export type Edit = readonly [text: number, skill: number];

/** Reads edits; null when they cannot be read. In a link both count from 1, as in the drawing. */
export function readEdits(text: string): readonly Edit[] | null {
  if (text === "") return [];
  const pairs = text.split(",").map((pair) => /^([1-9]\d{0,3})\.([1-9]\d{0,3})$/.exec(pair));
  const read = pairs.filter((pair) => pair !== null);
  return read.length < pairs.length ? null : read.map(([, t, s]) => [Number(t) - 1, Number(s) - 1]);
}

/** Adds an edit; the same one twice is none. */
export function withEdit(text: string, [t, s]: Edit): string {
  const edit = `${t + 1}.${s + 1}`;
  const all = text === "" ? [] : text.split(",");
  return (all.includes(edit) ? all.filter((other) => other !== edit) : [...all, edit]).join(",");
}

/** A skill or a text, as the link names it: s3, t12. */
export type Chosen = { readonly kind: "skill" | "text"; readonly index: number };

export function readChosen(text: string): Chosen | null {
  const match = /^([st])([1-9]\d{0,3})$/.exec(text);
  return match === null ? null : { kind: match[1] === "s" ? "skill" : "text", index: Number(match[2]) - 1 };
}

export function chosenText({ kind, index }: Chosen): string {
  return `${kind === "skill" ? "s" : "t"}${index + 1}`;
}
