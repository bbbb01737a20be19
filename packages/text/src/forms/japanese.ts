/** Japanese words with their base forms, by a morphological analyser that the program around brings along. */
import { isNumber } from "@onset/core/corpus";
import { type Analyser, traits } from "./analyser.js";

/** A word as kuromoji tells it, in the terms of IPADIC. */
export type Morpheme = {
  readonly surface_form: string;
  readonly basic_form: string;
  readonly pos: string;
  readonly pos_detail_1: string;
};

/** Cuts Japanese into words; `kuromoji`'s tokenizer is one. */
export type JapaneseTokenizer = {
  /** The package with its version, for the recipe. */
  readonly by: string;
  tokenize(text: string): readonly Morpheme[];
};

/** Words with base forms; marks are no words. */
export function japaneseAnalyser({ by, tokenize }: JapaneseTokenizer): Analyser {
  return {
    by,
    hasLemmas: true,
    tellsNames: true,
    analyse: (text, sink) => {
      for (const { surface_form, basic_form, pos, pos_detail_1 } of tokenize(text)) {
        if (pos === "記号" || !/[\p{L}\p{N}]/u.test(surface_form)) continue;
        const surface = surface_form.toLowerCase();
        const lemma = basic_form === "*" ? surface : basic_form.toLowerCase();
        // 三 and 百 are numbers too: the analyser knows where they count.
        const isCounted = pos_detail_1 === "数" || isNumber(surface);
        const isName = pos_detail_1 === "固有名詞";
        sink.word(
          surface,
          lemma,
          isCounted ? traits.number : isName ? traits.capital | traits.proper : traits.small,
        );
      }
    },
  };
}
