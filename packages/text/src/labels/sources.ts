/** All sources of a labelling, opened: what their texts are, in which language, and what was cut from them. */
import { type ByteSource, naming, ReadingError, type TextOptions, usageError } from "@onset/reading";
import { guessLanguage, type LanguageFound } from "../forms/guess.js";
import { languageOf } from "../forms/languages.js";
import { Cuts, type TextSource } from "../sources/block.js";
import { openText } from "../sources/open.js";
import { type Unit, type UnitChoice, type UnitName, unitFor, unitsOf } from "../units/units.js";
import type { LabelContext } from "./options.js";

/** A source with what is known of it. */
export type OpenSource = {
  readonly source: ByteSource;
  readonly text: TextSource;
  readonly unit: UnitName;
  readonly why: string;
};

/** What could be opened, and what was left out. */
export type OpenSources = {
  readonly sources: readonly OpenSource[];
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
};

/** Opens every source. */
export async function openSources(
  sources: readonly ByteSource[],
  options: TextOptions & { readonly unit?: UnitChoice | undefined },
  context: LabelContext,
): Promise<OpenSources> {
  const opened: OpenSource[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const source of sources) {
    context.signal?.throwIfAborted();
    try {
      const text = await openText(source, options, context);
      opened.push({ source, text, ...unitFor(text, options.unit ?? "auto") });
    } catch (error) {
      if (!(error instanceof ReadingError) || context.mayLeaveOut?.(source.name) !== true) throw error;
      leftOut.push({
        name: source.name,
        why: error.message.replace(`${source.name} `, "").replace(/^: /, ""),
      });
    }
  }
  if (opened.length === 0) {
    const why = leftOut[0]?.why ?? "there is none";
    throw usageError(
      sources.length === 1
        ? `no file is a text: ${why}`
        : `none of the ${sources.length} files is a text: ${why}`,
    );
  }
  return { sources: opened, leftOut };
}

const sampleCharacters = 1 << 16;

/** The language as it was said, or as the beginnings of the sources tell. */
export async function languageOfSources(
  sources: readonly OpenSource[],
  asked: string | undefined,
): Promise<LanguageFound> {
  if (asked !== undefined) return { code: asked, name: languageOf(asked).name, guessed: null };
  const sample: string[] = [];
  const share = Math.max(2000, sampleCharacters / Math.min(sources.length, 50));
  // A series has the language of its episodes: fifty of them tell.
  const step = Math.max(1, Math.floor(sources.length / 50));
  for (let i = 0; i < sources.length; i += step) {
    let left = share;
    await naming(sources[i].source.name, async () => {
      for await (const blocks of sources[i].text.blocks(new Cuts())) {
        for (const { text } of blocks) {
          if (left <= 0) break;
          sample.push(text);
          left -= text.length;
        }
        if (left <= 0) break;
      }
    });
  }
  return guessLanguage(sample);
}

/** The texts of all sources in their order, each with the number of its source. */
export async function* textsOf(
  sources: readonly OpenSource[],
  language: string,
  cuts: Cuts,
  context: LabelContext,
): AsyncGenerator<{ readonly index: number; readonly units: readonly Unit[] }> {
  for (const [index, { source, text, unit }] of sources.entries()) {
    const parts = unitsOf(text.blocks(cuts), unit, language)[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await naming(source.name, () => parts.next());
      if (done === true) break;
      context.signal?.throwIfAborted();
      yield { index, units: value };
    }
  }
}

/** What a text is called: its file, which a chapter of a book is too, and its place there. */
export function idOf(
  { name }: ByteSource,
  { part, place }: Unit,
): { readonly id: string; readonly file: string } {
  const file = part === undefined ? name : `${name}/${part}`;
  return { id: place === "" ? file : `${file}:${place}`, file };
}
