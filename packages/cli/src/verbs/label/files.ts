import { createHash } from "node:crypto";
import { type Labelling, labelledLine } from "@onset/text";
import type { Content } from "../../files/content.js";
import { csvLine } from "../../files/csv.js";
import { labelledName, recipeName } from "../../input/recipe.js";
import { jsonText } from "../../terminal/output.js";
import { version } from "../../version.js";

import type { LabelFile } from "./json.js";

/** The files of a labelling, in the order in which they are written. */
export const labelFileNames = [
  "labelled.jsonl",
  "skills.csv",
  "known.txt",
  "terms-proposed.csv",
  "label.json",
] as const;

const nothingKnown = "# nothing is known from the start\n";

/** What the files hold. The texts come first: the others are made when all of them have been written. */
export function labelFiles(
  labelling: Labelling,
  raw: boolean,
): Record<(typeof labelFileNames)[number], Content> {
  const hash = createHash("sha256");
  return {
    [labelledName]: {
      async *[Symbol.asyncIterator]() {
        for await (const texts of labelling.texts()) {
          const lines = texts.map(labelledLine).join("");
          hash.update(lines);
          yield lines;
        }
      },
    },
    "skills.csv": {
      *[Symbol.iterator]() {
        yield csvLine(["skill", "texts", "forms", "name", "example"]);
        for (const { skill, texts, forms, isName, example } of labelling.skills()) {
          const shown = forms.map(({ form, count }) => `${form} (${count})`).join(", ");
          yield csvLine([skill, texts, shown, isName ? "name" : "", example], { raw });
        }
      },
    },
    "known.txt": {
      *[Symbol.iterator]() {
        if (labelling.known.length === 0) yield nothingKnown;
        for (const skill of labelling.known) yield `${skill}\n`;
      },
    },
    "terms-proposed.csv": {
      *[Symbol.iterator]() {
        yield csvLine(["term", "count", "score"]);
        for (const { term, count, score } of labelling.proposedTerms)
          yield csvLine([term, count, score], { raw });
      },
    },
    [recipeName]: {
      *[Symbol.iterator]() {
        const file: LabelFile = {
          ...labelling.recipe,
          tool: `onset ${version}`,
          labelled: { name: labelledName, sha256: hash.digest("hex") },
        };
        yield jsonText(file);
      },
    },
  };
}
