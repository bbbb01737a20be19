/** How right words, stems and lemmas are, on sentences with base forms written by hand. docs/reference/label.md prints it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadJapanese } from "../../../cli/src/input/japanese.js";
import { type LabelContext, type LabelOptions, labelTexts, languages } from "../../src/index.js";
import { textSource, textsOf } from "../support/files.js";
import { agreement, bCubed, sentencesOf } from "./sentences.js";

const document = readFileSync(new URL("../../../../docs/reference/label.md", import.meta.url), "utf8");
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

async function labels(language: string, options: LabelOptions, context: LabelContext = {}) {
  const content = sentencesOf(language)
    .map(({ text }) => `${text}\n`)
    .join("");
  const labelling = await labelTexts(
    [textSource("a.txt", content)],
    { language, unit: "line", names: "keep", numbers: "keep", ...options },
    context,
  );
  return (await textsOf(labelling)).map(({ skills }) => skills);
}

const right = (language: string) =>
  sentencesOf(language).map(({ words }) => words.flatMap(({ lemma }) => lemma.split(" ")));

describe("labels beside those of a person", () => {
  it.each(["words", "stems", "lemmas"] as const)("of English, by %s", async (by) => {
    const found = await labels("en", { by });
    const { precision, recall, whole } = agreement(found, right("en"));
    const row = `| English, 100 sentences | ${by} | ${percent(precision)} | ${percent(recall)} | ${whole} |`;
    expect(document).toContain(row);
  });

  it.each(["words", "lemmas"] as const)("of Japanese, by %s", async (by) => {
    const japanese = by === "lemmas" ? loadJapanese : async () => null;
    const found = await labels("ja", { by }, { japanese });
    const { precision, recall, whole } = agreement(found, right("ja"));
    const row = `| Japanese, 50 sentences | ${by === "words" ? "words (Intl.Segmenter)" : "base forms (kuromoji)"} | ${percent(precision)} | ${percent(recall)} | ${whole} |`;
    // The words of Intl.Segmenter are those of the tables of each platform.
    if (by === "lemmas") expect(document).toContain(row);
    else expect(precision).toBeGreaterThan(0.5);
  });
});

describe("classes of words beside those of a person", () => {
  it.each(["en", "de", "fr", "es"])(
    "of the language %s: stems bring together what words leave apart",
    async (language) => {
      const words = sentencesOf(language)
        .flatMap((sentence) => sentence.words)
        .filter(({ surface, lemma }) => !/['’]/.test(surface) && !lemma.includes(" "));
      const { stemmer } = await languages[language].stemmer!();
      const asWords = bCubed(words, (surface) => surface);
      const asStems = bCubed(words, stemmer);
      const { name } = languages[language];
      const row = `| ${name} | ${percent(asWords.precision)} | ${percent(asWords.recall)} | ${percent(asStems.precision)} | ${percent(asStems.recall)} |`;
      expect(document).toContain(row);
      expect(asStems.recall).toBeGreaterThan(asWords.recall);
    },
  );
});
