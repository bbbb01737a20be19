/** How texts were labelled: enough to do it again, and to say it in a line. */
import type { Analyser } from "../forms/analyser.js";
import type { LanguageFound } from "../forms/guess.js";
import type { UnitName } from "../units/units.js";
import type { LabelledText } from "./label.js";
import type { LabelContext } from "./options.js";
import type { Form } from "./skills.js";
import type { OpenSource } from "./sources.js";

/** The schema of `label.json`. */
export const recipeSchema = "onset/label-recipe@1";

/** The versions of the packages that make labels, as they are installed with this one; a test compares. */
export const packageVersions: Readonly<Record<string, string>> = {
  "@orama/stemmers": "3.1.18",
  htmlparser2: "12.0.0",
  tinyld: "1.3.4",
  "wink-eng-lite-web-model": "1.8.1",
  "wink-nlp": "2.4.0",
};

/** What was decided about the texts of all sources. */
export type Recipe = {
  readonly schema: typeof recipeSchema;
  readonly language: {
    readonly code: string;
    readonly name: string;
    /** How many pieces of the texts were tried, and of how many it was the best guess; null when it was said. */
    readonly guessed: { readonly pieces: number; readonly agree: number; readonly share: number } | null;
  };
  readonly units: readonly { readonly unit: UnitName; readonly why: string; readonly files: number }[];
  readonly by: Form | "terms";
  /** What made the words, their base forms and stems, with versions. */
  readonly made: Readonly<Record<string, string>>;
  readonly names: "known" | "drop" | "keep";
  readonly numbers: "drop" | "keep";
  readonly input: {
    readonly files: readonly {
      readonly name: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly format: string;
    }[];
    /** What was cut from them as no text of theirs. */
    readonly cut: readonly { readonly what: string; readonly count: number }[];
    readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  };
  readonly lists: {
    readonly known: number;
    /** So many of the most frequent skills are known too. */
    readonly knownTop: number;
    readonly ignored: number;
    readonly exceptions: number;
    readonly terms: number;
  };
  readonly texts: number;
  readonly words: number;
  readonly skills: number;
  readonly setAside: {
    /** Occurrences of numbers, of names, and of words of the list --ignore. */
    readonly numbers: number;
    readonly names: number;
    readonly ignored: number;
    /** Texts without a word, and texts of which every word was set aside. */
    readonly textsWithoutWords: number;
    readonly textsWithoutSkills: number;
  };
};

const formNames: Readonly<Record<Recipe["by"], string>> = {
  words: "words as they stand",
  stems: "stems (Snowball)",
  lemmas: "lemmas",
  terms: "terms of a list",
};

/** What texts are called in reports. */
export const unitNames: Readonly<Record<UnitName, string>> = {
  sentence: "sentences",
  line: "lines",
  paragraph: "paragraphs",
  cue: "cues of subtitles",
  file: "whole files",
  row: "rows",
};

/**
 * The recipe in a line: for every report on what was labelled.
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { labelTexts, recipeLine } from "@onset/text";
 * const story = bytesSource(new TextEncoder().encode("Los gatos duermen."), "gatos.txt");
 * const { recipe } = await labelTexts([story], { language: "es", unit: "line", names: "keep", numbers: "keep" });
 * recipeLine(recipe); // => "skills are stems (Snowball) of Spanish; texts are lines"
 * ```
 */
export function recipeLine({ language, units, by, names, numbers }: Recipe): string {
  const texts = [...new Set(units.map(({ unit }) => unitNames[unit]))].join(", ");
  const aside = [
    { known: "names known", drop: "names left out", keep: "" }[names],
    numbers === "drop" ? "numbers left out" : "",
  ].filter((part) => part !== "");
  return [`skills are ${formNames[by]} of ${language.name}`, `texts are ${texts}`, ...aside].join("; ");
}

/** What the texts of the sources are, and of how many sources. */
export function unitCounts(opened: readonly Pick<OpenSource, "unit" | "why">[]): Recipe["units"] {
  const counts = new Map<UnitName, { unit: UnitName; why: string; files: number }>();
  for (const { unit, why } of opened) {
    const found = counts.get(unit) ?? { unit, why, files: 0 };
    found.files++;
    counts.set(unit, found);
  }
  return [...counts.values()];
}

/**
 * A labelled text as a line of JSON Lines.
 *
 * @example
 * ```ts
 * import { labelledLine } from "@onset/text";
 * const line = labelledLine({ id: "a.txt:1", file: "a.txt", text: "Cats ran.", skills: ["cat", "run"] });
 * JSON.parse(line).skills; // => ["cat", "run"]
 * line.endsWith("\n"); // => true
 * ```
 */
export function labelledLine({ id, file, text, skills }: LabelledText): string {
  return `${JSON.stringify({ id, file, text, skills })}\n`;
}

/** What made the labels, with versions. */
export function madeBy(analyser: Analyser, hasStems: boolean, { guessed }: LanguageFound): Recipe["made"] {
  const made: Record<string, string> = {};
  const add = (...names: readonly string[]): void => {
    for (const name of names) made[name] = packageVersions[name];
  };
  if (analyser.by === "wink-nlp") add("wink-nlp", "wink-eng-lite-web-model");
  else made.words = analyser.by;
  if (hasStems) add("@orama/stemmers");
  if (guessed !== null) add("tinyld");
  return made;
}

/** The sources with their hashes, where the program has a hash. */
export async function filesRead(
  opened: readonly OpenSource[],
  { hash, signal }: LabelContext,
): Promise<Recipe["input"]["files"]> {
  const files: Recipe["input"]["files"][number][] = [];
  for (const { source, text } of opened) {
    const sum = hash?.();
    if (sum !== undefined) {
      for await (const bytes of source.stream()) {
        signal?.throwIfAborted();
        sum.update(bytes);
      }
    }
    files.push({ name: source.name, bytes: source.size, sha256: sum?.digest() ?? "", format: text.format });
  }
  return files;
}
