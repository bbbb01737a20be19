import type { StudySummary } from "../analysis/index.js";
import { pluralText, shortText } from "../base/index.js";
import type { ReportEntry } from "./model.js";
import type { ReportSource } from "./source.js";

/** How large a corpus is. */
export function corpusText({
  texts,
  skills,
  meanSkillsPerText: mean,
  directed,
}: Pick<StudySummary["corpus"], "texts" | "skills" | "meanSkillsPerText" | "directed">): string {
  const size = `${pluralText(texts, "text")}, ${pluralText(skills, "skill")}`;
  const kind = directed ? " (directed: some required, some taught)" : "";
  return `${size}, ${shortText(mean)} ${mean === 1 ? "skill" : "skills"} a text${kind}`;
}

/** How many new skills a learner takes from a text, and what it knows. */
export function learnerText({
  maxUnlearned,
  known = 0,
}: {
  readonly maxUnlearned: number;
  readonly known?: number;
}): string {
  const newSkills = maxUnlearned === 1 ? "one new skill" : `up to ${maxUnlearned} new skills`;
  return `${newSkills} a text${known > 0 ? `, ${pluralText(known, "skill")} known from the start` : ""}`;
}

/** How many names of known skills are none of the corpus; null where all are. */
export function notFoundText(unknownNames: number, first?: string): string | null {
  if (unknownNames === 0) return null;
  const example = first === undefined ? "" : `, such as ${JSON.stringify(first)}`;
  return `${pluralText(unknownNames, "known skill")} not in the corpus${example}`;
}

/** What was read, and who learns it. */
export function corpusEntries({ reading, summary }: ReportSource): ReportEntry[] {
  const { corpus, learner, twins, testError } = summary;
  const starting = `${pluralText(learner.startingTexts, "text")} can teach at once`;
  const entries: ReportEntry[] = [
    { kind: "statement", label: "read", text: reading.read },
    ...((reading.recipe ?? null) === null
      ? []
      : [{ kind: "statement" as const, label: "labelled", text: reading.recipe! }]),
    ...reading.doubts.map(
      ({ matter, advice }): ReportEntry => ({
        kind: "statement",
        label: "doubt",
        text: `${matter}: ${advice}`,
        isDoubt: true,
      }),
    ),
    { kind: "statement", label: "corpus", text: corpusText(corpus) },
    { kind: "statement", label: "learner", text: `${learnerText(learner)}; ${starting}` },
  ];
  if (twins.merged > 0) {
    const text = `twins made the corpus smaller by ${pluralText(twins.merged, "skill")}`;
    entries.push({ kind: "statement", label: "merged", text });
  }
  if (testError !== null) {
    const held = pluralText(testError.texts, "text");
    const text = `${pluralText(learner.trainingTexts, "text")}; ${held} held back for the test`;
    entries.push({ kind: "statement", label: "training", text });
  }
  return entries;
}
