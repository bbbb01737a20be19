import type { FormRow, Labelling, ProposedTerm, Recipe } from "@onset/text";
import type { Provenance } from "../../provenance.js";

/** The result of `onset label` for other programs. */
export type LabelReport = {
  readonly schema: "onset/label@1";
  /** How the texts were labelled; the same stands in `label.json`. */
  readonly recipe: Recipe;
  /** What is learned under each form. */
  readonly table: readonly FormRow[];
  /** How many skills are known, and which words of `--known` no text has: up to 100. */
  readonly known: { readonly skills: number; readonly unknownWords: readonly string[] };
  /** Skills of several words that a person should look at: up to 200, none of them is applied. */
  readonly proposedTerms: readonly ProposedTerm[];
  readonly advice: readonly string[];
  /** What was written; empty in a dry run. */
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** The result of `onset label` where the sources have skills already. */
export type AlreadyLabelledReport = {
  readonly schema: "onset/label@1";
  readonly alreadyLabelled: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly files: readonly string[];
  readonly provenance: Provenance;
};

/** What stands in `label.json`. */
export type LabelFile = Recipe & {
  readonly tool: string;
  /** The labelled texts that were made so. */
  readonly labelled: { readonly name: string; readonly sha256: string };
};

const mostUnknown = 100;

/** What other programs get to know of a labelling. */
export function labelReport(
  { recipe, table, known, unknownWords, proposedTerms, advice }: Labelling,
  files: readonly string[],
  provenance: Provenance,
): LabelReport {
  return {
    schema: "onset/label@1",
    recipe,
    table,
    known: { skills: known.length, unknownWords: unknownWords.slice(0, mostUnknown) },
    proposedTerms,
    advice,
    files,
    provenance,
  };
}
