import { pluralText } from "../base/index.js";
import { notFoundText } from "./corpus.js";
import type { ReportEntry } from "./model.js";
import { labelSentence, ruleOfLabels } from "./prediction.js";
import type { LeftOutRows, ReportSource } from "./source.js";

/** What makes the answer doubtful. */
export function doubtEntries({ summary, wasAskedForErrors }: ReportSource): ReportEntry[] {
  const labels = labelSentence(summary, wasAskedForErrors);
  const rule = ruleOfLabels(summary);
  return [
    ...(labels === null ? [] : [{ kind: "statement", label: "labels", text: labels } as const]),
    ...(rule === null ? [] : [{ kind: "statement", label: "doubt", text: rule, isDoubt: true } as const]),
  ];
}

/** What other numbers of known skills would give. */
export function knownEntries({ summary: { knownCurve, learner, corpus } }: ReportSource): ReportEntry[] {
  if (knownCurve === null || knownCurve.length < 2) return [];
  return [
    {
      kind: "known",
      label: "known",
      text: "skills from the start, and how many are learned beyond them",
      rows: knownCurve.map(({ known, skills }) => ({
        known,
        skills,
        share: corpus.skills === known ? 0 : skills / (corpus.skills - known),
        isHere: known === learner.known,
      })),
    },
  ];
}

/** What was not taken, and why: nothing goes in silence. */
export function leftOutEntries({ reading, study, summary }: ReportSource): ReportEntry[] {
  const { malformed, unlabelled, duplicateEdges } = reading;
  const entries: ReportEntry[] = [];
  if (malformed.count > 0) entries.push(...leftOut("malformed", malformed));
  if (unlabelled.count > 0) entries.push(...leftOut("unlabelled", unlabelled));
  if (duplicateEdges > 0) {
    const text = `${pluralText(duplicateEdges, "skill")} named twice by a text, counted once`;
    entries.push({ kind: "statement", label: "duplicates", text });
  }
  const missing = notFoundText(summary.learner.unknownNames, study.missing[0]);
  if (missing !== null) entries.push({ kind: "statement", label: "not found", text: missing });
  return entries.length > 0 ? entries : [{ kind: "statement", label: "skipped", text: "nothing" }];
}

const casesTold = 2;

function leftOut(label: string, { count: total, first }: LeftOutRows): ReportEntry[] {
  const examples = first.slice(0, casesTold).map(({ where, problem }) => `${where} ${problem}`);
  const more = total > examples.length ? "; …" : "";
  const text = `${pluralText(total, "text")} skipped: ${examples.join("; ")}${more}`;
  return [
    { kind: "statement", label, text },
    {
      kind: "table",
      name: label,
      label,
      title: `The first of the ${label} rows`,
      columns: [
        { name: "where", header: "where", format: null },
        { name: "problem", header: "what", format: null },
      ],
      rows: first.map(({ where, problem }) => [where, problem]),
      isShort: false,
    },
  ];
}
