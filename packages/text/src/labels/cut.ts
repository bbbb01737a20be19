/** Texts as they are cut out of their sources, before anything is said of their words. */
import type { ByteSource, TextOptions } from "@onset/reading";
import { ReadingError } from "@onset/reading";
import { Cuts } from "../sources/block.js";
import { openWriting } from "../sources/open.js";
import { type UnitChoice, unitFor } from "../units/units.js";
import type { LabelContext } from "./options.js";
import { filesRead, type Recipe, unitCounts, unitNames } from "./recipe.js";
import { idOf, languageOfSources, type OpenSource, openSources, textsOf } from "./sources.js";

/** A text with its name and the file that it is of. */
export type CutText = { readonly id: string; readonly file: string; readonly text: string };

/** How texts are to be cut; what is left out is found out. */
export type CutOptions = TextOptions & {
  /** What a text is; default auto. */
  readonly unit?: UnitChoice | undefined;
  /** Code of the language in ISO 639-1; guessed when left out, where it matters. */
  readonly language?: string | undefined;
};

/** Texts of sources, and what was decided about them. */
export type CutTexts = {
  readonly units: Recipe["units"];
  readonly files: Recipe["input"]["files"];
  /** The texts in their order, some at a time. */
  texts(): AsyncGenerator<readonly CutText[]>;
};

const undetermined = "und";

/**
 * Cuts sources into texts: sentences, lines, paragraphs, cues or whole files. Where sentences end depends on the language
 * only a little, so that one which cannot be guessed is no error.
 *
 * @param context - `hash` is needed for the hashes of the files
 * @throws ReadingError when a source is no text
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { cutTexts } from "@onset/text";
 * const poem = bytesSource(new TextEncoder().encode("Dr. Wu slept. Cats\nran."), "poem.txt");
 * const cut = await cutTexts([poem], { unit: "sentence", language: "en" });
 * const texts = [];
 * for await (const some of cut.texts()) texts.push(...some.map(({ text }) => text));
 * texts; // => ["Dr. Wu slept.", "Cats", "ran."]
 * ```
 */
export async function cutTexts(
  sources: readonly ByteSource[],
  options: CutOptions = {},
  context: LabelContext = {},
): Promise<CutTexts> {
  const { sources: opened } = await openSources(sources, options, context);
  const code = await languageOr(undetermined, opened, options.language);
  return {
    units: unitCounts(opened),
    files: await filesRead(opened, context),
    texts: async function* () {
      for await (const { index, units } of textsOf(opened, code, new Cuts(), context)) {
        yield units.map((unit) => ({ ...idOf(opened[index].source, unit), text: unit.text }));
      }
    },
  };
}

async function languageOr(
  otherwise: string,
  opened: readonly OpenSource[],
  asked: string | undefined,
): Promise<string> {
  if (asked !== undefined || !opened.some(({ unit }) => unit === "sentence")) return asked ?? otherwise;
  try {
    return (await languageOfSources(opened, undefined)).code;
  } catch (error) {
    if (error instanceof ReadingError) return otherwise;
    throw error;
  }
}

/**
 * What texts are where nobody says so, if every source is a table, records, or lines that stand for themselves: these are
 * texts as they lie there.
 *
 * @returns null when a source has texts that must be cut out of it
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { unitsAsTheyLie } from "@onset/text";
 * const verses = bytesSource(new TextEncoder().encode("In the beginning\nAnd the earth\n"), "verses.txt");
 * await unitsAsTheyLie([verses], {}, {}); // => [{ unit: "line", why: "each stands for itself", files: 1 }]
 * ```
 */
export async function unitsAsTheyLie(
  sources: readonly ByteSource[],
  options: TextOptions,
  context: LabelContext,
): Promise<Recipe["units"] | null> {
  const found: Pick<OpenSource, "unit" | "why">[] = [];
  for (const source of sources) {
    const kind = (await openWriting(source, options, context))?.kind ?? "rows";
    if (kind !== "lines" && kind !== "rows") return null;
    found.push(unitFor({ kind }, "auto"));
  }
  return unitCounts(found);
}

/**
 * What `--words` took for a text and for a skill, in a line: for every report on it.
 *
 * @example
 * ```ts
 * import { wordsLine } from "@onset/text";
 * const line = wordsLine([{ unit: "sentence", why: "prose is cut where they end", files: 1 }]);
 * line.split("; ").slice(1); // => ["texts are sentences, prose is cut where they end", "numbers left out"]
 * ```
 */
export function wordsLine(units: Recipe["units"]): string {
  const texts = units.map(({ unit, why }) => `${unitNames[unit]}, ${why}`);
  return `skills are words as they stand (--by auto takes base forms or stems); texts are ${texts.join("; ")}; numbers left out`;
}
