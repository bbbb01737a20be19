import { pluralText, shortText } from "../base/index.js";
import type { ReportEntry } from "./model.js";
import type { ReportSource } from "./source.js";

/** What was read, and who learns it. */
export function corpusEntries({ reading, summary }: ReportSource): ReportEntry[] {
  const { corpus, learner, twins, testError } = summary;
  const size = `${pluralText(corpus.texts, "text")}, ${pluralText(corpus.skills, "skill")}`;
  const mean = `${shortText(corpus.meanSkillsPerText)} ${corpus.meanSkillsPerText === 1 ? "skill" : "skills"}`;
  const kind = corpus.directed ? " (directed: some required, some taught)" : "";
  const newSkills = learner.maxUnlearned === 1 ? "one new skill" : `up to ${learner.maxUnlearned} new skills`;
  const known = learner.known > 0 ? `, ${pluralText(learner.known, "skill")} known from the start` : "";
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
    { kind: "statement", label: "corpus", text: `${size}, ${mean} a text${kind}` },
    { kind: "statement", label: "learner", text: `${newSkills} a text${known}; ${starting}` },
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
