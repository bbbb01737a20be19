import { percentText, pluralText, shortText } from "../base/index.js";
import { columnHeaders } from "./columns.js";
import type { ReportEntry, ReportTable } from "./model.js";
import {
  ladderEnd,
  ladderRows,
  noThresholdText,
  riskSentence,
  takeOffSentences,
  thresholdText,
  tippingSentence,
} from "./prediction.js";
import { type ReportSource, skillName, trainingTextBeginning, trainingTextName } from "./source.js";

/** The ladder of predictions, a rung a row. */
export function ladderEntries({ summary }: ReportSource): ReportEntry[] {
  const rows = ladderRows(summary);
  // A corpus in which nothing can begin has nothing to explain.
  if (rows.length > 0 && rows.every(({ share }) => share === 0)) return [];
  const end = ladderEnd(summary);
  const table: ReportTable = {
    kind: "table",
    name: "ladder",
    label: "ladder",
    title: "The ladder of predictions: each rung keeps what it names, and all that the rungs above it keep",
    columns: [
      { name: "kept", header: "kept of the corpus", format: null },
      { name: "learned", header: "learned", format: "percent" },
      { name: "moved", header: "edges moved", format: "percent" },
      { name: "meaning", header: "what the step means", format: null },
    ],
    rows: rows.map(({ rung, share, moved, meaning }) => [rung, share, moved, meaning]),
    isShort: true,
  };
  return [
    ...(rows.length === 0 ? [] : [table]),
    ...(end === null
      ? []
      : [{ kind: "statement", label: rows.length === 0 ? "ladder" : "", text: end } as const]),
  ];
}

/** Whether learning takes off, where the corpus stands, and what it can bear. */
export function emergenceEntries(source: ReportSource): ReportEntry[] {
  const { summary } = source;
  const { emergence, learner, corpus, learned, testError } = summary;
  const entries: ReportEntry[] = [];
  const say = (label: string, text: string | null): void => {
    if (text !== null) entries.push({ kind: "statement", label, text });
  };
  const takeOff = takeOffSentences(summary);
  if (takeOff.length > 0) entries.push({ kind: "points", label: "take-off", texts: takeOff });
  const tipping = tippingSentence(summary);
  say("tipping", tipping);
  if (tipping === null) {
    const note = noThresholdText(emergence.noThreshold, learner.maxUnlearned);
    const ratio = learner.trainingTexts / corpus.skills;
    say("threshold", thresholdText({ ...emergence, note }, ratio, learned.fraction, "skill"));
  }
  say("window", windowText(source));
  entries.push(...marginEntries(source), ...riskEntries(source));
  if (testError !== null) {
    const interval = `${percentText(testError.low)} to ${percentText(testError.high)}`;
    const predicted = testError.predicted === null ? "" : `; ${percentText(testError.predicted)} by theory`;
    const measured = percentText(testError.measured);
    say("test error", `${measured} of new texts not understood (95%: ${interval})${predicted}`);
  }
  return entries;
}

/** A threshold is one of infinite corpora: how far this one may be off. */
function windowText({ summary: { emergence, corpus } }: ReportSource): string | null {
  const window = emergence.predictedWindow;
  if (window === null) return null;
  const range = `${shortText(window.low)} to ${shortText(window.high)} texts a skill`;
  return `${range}: there eight of ten random corpora of ${pluralText(corpus.skills, "skill")} emerge`;
}

/** Characters of a beginning that stand behind the name of a text. */
const beginningLength = 50;

function marginEntries(source: ReportSource): ReportEntry[] {
  const { study, summary } = source;
  const { measured } = summary.emergence;
  if (measured === null || measured.margin === null) return [];
  const { margin, keystones, runs } = measured;
  const band = `${percentText(margin.low)} to ${percentText(margin.high)} in 80% of ${pluralText(runs, "random order")}`;
  const text = `measured: half is lost when ${percentText(margin.median)} go (${band})`;
  const entries: ReportEntry[] = [{ kind: "statement", label: "margin", text }];
  if (keystones.count === 0) return entries;
  const more = keystones.complete ? "" : " or more";
  const stones = keystones.first.map(({ text, left }) => ({
    name: trainingTextName(study, text),
    begins: trainingTextBeginning(source, text),
    left,
  }));
  const isTold = stones.some(({ begins }) => begins !== null);
  entries.push({
    kind: "statement",
    label: "keystones",
    text: `${pluralText(keystones.count, "text")}${more} without any one of which half is lost`,
    names: stones.map(({ name, begins }) => {
      if (begins === null) return name;
      const characters = Array.from(begins);
      const isLong = characters.length > beginningLength;
      return `${name} “${characters.slice(0, beginningLength).join("")}${isLong ? "…" : ""}”`;
    }),
  });
  entries.push({
    kind: "table",
    name: "keystones",
    label: "keystones",
    title: "What is learned without each keystone",
    columns: [
      { name: "text", header: "keystone", format: null },
      ...(isTold ? [{ name: "begins", header: columnHeaders.begins, format: null }] : []),
      { name: "learned", header: "learned without it", format: "count" },
    ],
    rows: stones.map(({ name, begins, left }) => (isTold ? [name, begins ?? "", left] : [name, left])),
    isShort: false,
  });
  return entries;
}

function riskEntries({ study, summary }: ReportSource): ReportEntry[] {
  const sentence = riskSentence(summary);
  if (sentence === null || summary.atRisk === null) return [];
  const { skills, curve } = summary.atRisk;
  const named = skills.map(({ skill, survival }) => [skillName(study, skill), survival] as const);
  return [
    {
      kind: "statement",
      label: "at risk",
      text: sentence,
      names: named.map(([name, survival]) => `${name} ${percentText(survival)}`),
    },
    {
      kind: "table",
      name: "at-risk",
      label: "at risk",
      title: "Skills most at risk",
      columns: [
        { name: "skill", header: "skill", format: null },
        { name: "survival", header: "chance to be learned", format: "percent" },
      ],
      rows: named,
      isShort: false,
    },
    {
      kind: "table",
      name: "margin-by-theory",
      label: "at risk",
      title: "What is learned, by theory, when texts go",
      columns: [
        { name: "kept", header: "texts kept", format: "percent" },
        { name: "learned", header: "learned", format: "percent" },
      ],
      rows: curve.map(({ kept, learned }) => [kept, learned]),
      isShort: false,
    },
  ];
}
