import { type CourseGaps, lockedTexts, type Study, type StudySummary } from "../analysis/index.js";
import { countText, percentText, pluralText } from "../base/index.js";
import type { Measure, ReportEntry } from "./model.js";
import { predictedFrom } from "./prediction.js";
import { namesTried, type ReportSource, skillName } from "./source.js";

/** What was learned and in which order, and what is stuck. */
export function learnedEntries({ study, summary }: ReportSource): ReportEntry[] {
  const { stuck, twins, gaps, corpus, learner } = summary;
  const entries: ReportEntry[] = [
    ...learnedMeasures(summary, corpus.skills - learner.known, learner.trainingTexts),
    ...rounds(study, summary),
  ];
  if (stuck.skills > 0) {
    entries.push({ kind: "statement", label: "stuck", text: stuckText(summary), names: stuckNames(study) });
  }
  if (stuck.cores.length > 1) {
    entries.push({ kind: "statement", label: "cores", text: coresText(summary) });
  }
  if (twins.groups > 0) {
    entries.push({ kind: "statement", label: "twins", text: twinsText(summary), names: twinNames(study) });
  }
  if (gaps !== null) entries.push(...gapEntries(study, gaps));
  const locked = corpus.directed ? lockedTexts(study, namesTried) : [];
  if (locked.length > 0) {
    const names = locked.map((text) => study.corpus.textNames.at(text)!);
    entries.push({ kind: "statement", label: "locked", text: "", names });
  }
  return entries;
}

const gapsListed = 200;
const circlesListed = 20;

/** What a course lacks, by name. */
function gapEntries(study: Study, { untaught, circles }: CourseGaps): ReportEntry[] {
  const namesOf = (skills: readonly number[]): string[] =>
    skills.slice(0, namesTried).map((skill) => skillName(study, skill));
  const entries: ReportEntry[] = [];
  if (untaught.length > 0) {
    entries.push(
      {
        kind: "statement",
        label: "untaught",
        text: `${pluralText(untaught.length, "skill")} that no text teaches:`,
        names: namesOf(untaught.map(({ skill }) => skill)),
      },
      {
        kind: "table",
        name: "untaught",
        label: "untaught",
        title: "Required, taught by no text",
        columns: [
          { name: "skill", header: "skill", format: null },
          { name: "texts", header: "texts that require it", format: "count" },
        ],
        rows: untaught.slice(0, gapsListed).map(({ skill, texts }) => [skillName(study, skill), texts]),
        isShort: false,
      },
    );
  }
  if (circles.length > 0) {
    entries.push(
      {
        kind: "statement",
        label: "circles",
        text: `${pluralText(circles.length, "circle")} of skills that wait for each other:`,
        names: namesOf(circles[0]),
      },
      {
        kind: "table",
        name: "circles",
        label: "circles",
        title: "Skills that wait for each other",
        columns: [
          { name: "size", header: "skills", format: "count" },
          { name: "skills", header: "wait for each other", format: null },
        ],
        rows: circles
          .slice(0, circlesListed)
          .map((circle) => [
            circle.length,
            namesOf(circle).join(", ") + (circle.length > namesTried ? ", …" : ""),
          ]),
        isShort: false,
      },
    );
  }
  return entries;
}

type Learned = {
  readonly learned: Pick<StudySummary["learned"], "skills" | "fraction" | "texts" | "textFraction">;
  readonly emergence: Pick<StudySummary["emergence"], "predictedLearned" | "predictedBy">;
};

/**
 * What was learned and predicted: numbers, their share of the whole, and who says so.
 *
 * @param open - Skills that were not known at the start.
 * @param texts - Texts learned from.
 */
export function learnedMeasures({ learned, emergence }: Learned, open: number, texts: number): Measure[] {
  const predicted = emergence.predictedLearned;
  return [
    {
      kind: "measure",
      label: "learned",
      text: `${countText(learned.skills)} of ${pluralText(open, "skill")}`,
      share: learned.fraction,
      witness: "measured",
    },
    ...(predicted === null
      ? []
      : [
          {
            kind: "measure",
            label: "predicted",
            text: `${countText(Math.round(predicted * open))} ${predictedFrom(emergence.predictedBy)}`,
            share: predicted,
            witness: "theory",
          } as const,
        ]),
    {
      kind: "measure",
      label: "understood",
      text: `${countText(learned.texts)} of ${pluralText(texts, "text")}`,
      share: learned.textFraction,
      witness: "measured",
    },
  ];
}

/** Fewer learned skills than this are told in one line. */
const fewSkills = 8;

/** How many rounds learning took, and the largest of them. */
export function roundsText(perRound: readonly number[], noun = "skill"): string {
  const most = perRound.reduce((a, b) => Math.max(a, b), 0);
  const peak = perRound.indexOf(most) + 1;
  return `${pluralText(perRound.length, "round")}, at most ${pluralText(most, noun)} in one (round ${peak})`;
}

function rounds(study: Study, { learned: { rounds, perRound } }: StudySummary): ReportEntry[] {
  if (rounds === 0) return [];
  const { order } = study.learned;
  const listed = (label: string, skills: Uint32Array): ReportEntry => ({
    kind: "statement",
    label,
    text: "",
    names: Array.from(skills, (skill) => skillName(study, skill)),
  });
  return [
    { kind: "series", label: "rounds", text: roundsText(perRound), values: perRound },
    ...(order.length < fewSkills
      ? [listed("order", order)]
      : [listed("first", order.subarray(0, namesTried)), listed("last", order.slice(-namesTried).reverse())]),
  ];
}

/** The first skills that stayed unlearned, those of most texts first. */
function stuckNames(study: Study): string[] {
  const { skillOffsets } = study.corpus.needs;
  const { learnedFlags } = study.learned;
  const degree = (skill: number): number => skillOffsets[skill + 1] - skillOffsets[skill];
  const stuck = Array.from(learnedFlags.keys()).filter((skill) => learnedFlags[skill] === 0);
  stuck.sort((one, other) => degree(other) - degree(one) || one - other);
  return stuck.slice(0, namesTried).map((skill) => skillName(study, skill));
}

/** The first groups of twins, a few of each. */
function twinNames(study: Study): string[] {
  const { groupCount, groupOffsets, groupSkills } = study.twins;
  return Array.from({ length: Math.min(groupCount, namesTried) }, (_, group) => {
    const skills = groupSkills.subarray(groupOffsets[group], groupOffsets[group + 1]);
    return Array.from(skills.subarray(0, 4), (skill) => skillName(study, skill)).join(" = ");
  });
}

/** How much is stuck, where no more is known of it. */
export function stuckSizeText({
  skills,
  texts,
}: {
  readonly skills: number;
  readonly texts: number;
}): string {
  return `${pluralText(skills, "skill")}; ${pluralText(texts, "text")} not understood`;
}

function stuckText({ stuck, learner, corpus }: StudySummary): string {
  const skills = pluralText(stuck.skills, "skill");
  if (corpus.directed) return stuckSizeText(stuck);
  return stuck.texts === 0
    ? `${skills} that no text learned from needs`
    : `${skills}; ${pluralText(stuck.texts, "text")}, each with ${learner.maxUnlearned + 1} or more of them`;
}

function coresText({ stuck: { cores } }: StudySummary): string {
  const [first, ...others] = cores.slice(0, 4).map(({ skills }) => skills);
  const sizes = [`the largest of ${pluralText(first, "skill")}`, ...others.map(countText)].join(", ");
  return `${countText(cores.length)} independent parts, ${sizes}${cores.length > 4 ? ", …" : ""}`;
}

function twinsText({ twins }: StudySummary): string {
  const groups = `${countText(twins.skills)} skills in ${pluralText(twins.groups, "group")} that no text tells apart`;
  return twins.cap === 1 ? groups : `${groups}: at most ${percentText(twins.cap)} can be learned`;
}
