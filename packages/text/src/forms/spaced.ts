/** Words of scripts with spaces: runs of letters and digits, with the apostrophes that the language has within words. */
import { isNumber } from "@onset/core/corpus";
import { type Analyser, straightApostrophes, traits, type WordSink } from "./analyser.js";
import type { Language } from "./languages.js";

const word = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’ʼ`´](?=\p{L}))*/gu;
const hasSmall = /\p{Ll}/u;
const sentenceEnd = /[.!?…:]/u;

/** Finds words between spaces and marks. */
export function spacedAnalyser(code: string, { elided, capitalNouns }: Language): Analyser {
  return {
    by: "words between spaces and marks",
    hasLemmas: false,
    tellsNames: capitalNouns !== true,
    analyse: (text, sink) => {
      const isShouted = !hasSmall.test(text);
      let isStart = true;
      let last = 0;
      for (const found of text.matchAll(word)) {
        isStart ||= found.index > last && sentenceEnd.test(text.slice(last, found.index));
        last = found.index + found[0].length;
        each(found[0], isStart || isShouted, sink);
        isStart = false;
      }
    },
  };

  function each(raw: string, tellsNothing: boolean, sink: WordSink): void {
    let rest = straightApostrophes(raw);
    const first = rest[0];
    if (isNumber(rest)) {
      sink.word(rest.toLowerCase(), null, traits.number);
      return;
    }
    const isCapital = first !== first.toLowerCase();
    const trait = tellsNothing ? 0 : isCapital ? traits.capital : traits.small;
    let small = rest.toLocaleLowerCase(code);
    const clitic = elided?.exec(small)?.[0];
    if (clitic !== undefined && clitic.length < small.length) {
      sink.word(clitic, null, 0);
      small = small.slice(clitic.length);
      rest = rest.slice(clitic.length);
      const isNameBehind = rest[0] !== rest[0].toLowerCase();
      sink.word(small, null, isNameBehind ? traits.capital : tellsNothing ? 0 : traits.small);
    } else sink.word(small, null, trait);
  }
}

/** Finds words in scripts without spaces, as the tables of the platform cut them. */
export function unspacedAnalyser(code: string): Analyser {
  const segmenter = new Intl.Segmenter(code, { granularity: "word" });
  return {
    by: "Intl.Segmenter",
    hasLemmas: false,
    tellsNames: false,
    analyse: (text, sink) => {
      for (const { segment, isWordLike } of segmenter.segment(text)) {
        if (!isWordLike) continue;
        sink.word(segment.toLocaleLowerCase(code), null, isNumber(segment) ? traits.number : 0);
      }
    },
  };
}
