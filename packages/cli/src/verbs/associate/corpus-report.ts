import type { AssociationSelection, Associations } from "@onset/core/analysis";
import { nameOf } from "@onset/core/corpus";
import { facts, hangTogetherText } from "@onset/core/report";
import type { ReadLearner } from "../../corpus/corpus-verb.js";
import { type CorpusSummary, corpusLines, corpusSummary } from "../../corpus/summary.js";
import type { Provenance } from "../../provenance.js";
import { printable } from "../../terminal/characters.js";
import pc from "../../terminal/colors.js";
import { bar, count, percent, plural, sparkline } from "../../terminal/format.js";
import { line, reportText, roomIn, sentence, tableLines } from "../../terminal/layout.js";

/** The result of `onset associate CORPUS` for other programs. Shares are of all skills where nothing else is said. */
export type AssociateReport = CorpusSummary & {
  readonly schema: "onset/associate@2";
  readonly association: {
    /** Learned and known skills, and pairs of them that share a text. */
    readonly skills: number;
    readonly associations: number;
    readonly components: number;
    /** Sizes of the largest components. */
    readonly largest: readonly number[];
    readonly giant: number;
    /** By the exact theory, and if skills were learned independently; null with known skills, or directed texts. */
    readonly predictedGiant: number | null;
    readonly predictedIndependent: number | null;
    readonly predictedLearned: number | null;
    readonly nullModel: Associations["nullModel"];
  };
  readonly percolation: Associations["percolation"];
  readonly growth: Associations["growth"];
  readonly strongest: readonly { readonly skills: readonly [string, string]; readonly texts: number }[];
  readonly written: {
    readonly files: readonly string[];
    readonly associations: number;
    readonly weight: number;
  } | null;
  readonly provenance: Provenance;
};

const maxListed = 10;

/** What other programs get to know. */
export function associateReport(
  learner: ReadLearner,
  measured: Associations,
  selection: AssociationSelection,
  files: readonly string[],
  provenance: Provenance,
): AssociateReport {
  const { skillCount } = learner.corpus.needs;
  const { components, predicted } = measured;
  const name = (skill: number): string => nameOf(learner.corpus.skillNames, skill);
  return {
    schema: "onset/associate@2",
    ...corpusSummary(learner),
    association: {
      skills: components.skills,
      associations: selection.total,
      components: components.componentSizes.length,
      largest: Array.from(components.componentSizes.subarray(0, maxListed)),
      giant: components.giant / skillCount,
      predictedGiant: predicted?.giant ?? null,
      predictedIndependent: predicted?.giantIndependent ?? null,
      predictedLearned: predicted?.learned ?? null,
      nullModel: measured.nullModel,
    },
    percolation: measured.percolation,
    growth: measured.growth,
    strongest: selection.strongest.map(({ skill, other, weight }) => ({
      skills: [name(skill), name(other)],
      texts: weight,
    })),
    written: files.length === 0 ? null : { files, associations: selection.kept, weight: selection.weight },
    provenance,
  };
}

const barWidth = 24;

/** The report for a terminal. */
export function terminalReport(learner: ReadLearner, report: AssociateReport, width: number): string {
  const room = roomIn(width);
  return reportText({ verb: "associate", label: learner.reading.label, width }, report, [
    corpusLines(learner, room),
    giantLines(report, room),
    curveLines(report, room),
    strongestLines(report, width),
    writtenLines(report, room),
  ]);
}

function giantLines({ association, corpus }: AssociateReport, room: number): string[] {
  const { skills, associations, components, giant, nullModel } = association;
  const share = (label: string, text: string, value: number): string =>
    line(
      label,
      `${text.padEnd(26)} ${percent(value).padStart(7)}  ${pc.green(bar(value, barWidth))}`.trimEnd(),
    );
  const lines = [
    ...sentence(
      "associated",
      `${plural(skills, "learned skill")} of ${count(corpus.skills)}, ${plural(associations, "pair")} in a text together, ${plural(components, "component")}`,
      room,
    ),
    share("giant", hangTogetherText(Math.round(giant * corpus.skills)), giant),
  ];
  if (association.predictedGiant !== null) {
    lines.push(
      share(facts.predictedGiant.label, facts.predictedGiant.note, association.predictedGiant),
      share(facts.independentGiant.label, facts.independentGiant.note, association.predictedIndependent!),
    );
  }
  if (nullModel !== null) {
    lines.push(
      share("null model", `${plural(nullModel.runs, "rewiring")}, same degrees`, nullModel.giant.mean),
    );
    const spread = `the giant of a rewired corpus varies by ${percent(nullModel.giant.standardDeviation)}`;
    lines.push(...sentence("", `${percent(nullModel.learned.mean)} learned there; ${spread}`, room));
  }
  return lines;
}

function curveLines({ percolation, growth, association }: AssociateReport, room: number): string[] {
  if (association.skills < 2) return [];
  const half = percolation.find(({ giant }) => giant >= percolation[percolation.length - 1].giant / 2)!;
  const curve = (values: readonly number[]): string => pc.green(sparkline(values, Math.min(51, room)));
  return [
    ...sentence(
      "percolation",
      `the giant of a random part of the learned skills, none to all; half of it stands from ${percent(half.occupied)} on`,
      room,
    ),
    line("", curve(percolation.map(({ giant }) => giant))),
    ...sentence("growth", "the giant while they are learned, the first to the last", room),
    line("", curve(growth.map(({ giant }) => giant))),
  ];
}

function strongestLines({ strongest }: AssociateReport, width: number): string[] {
  if (strongest.length === 0) return [];
  return tableLines(
    [
      { header: "strongest", cells: strongest.map(({ skills }) => printable(skills[0])) },
      { header: "with", cells: strongest.map(({ skills }) => printable(skills[1])) },
      { header: "texts", cells: strongest.map(({ texts }) => count(texts)), right: true },
    ],
    width,
  );
}

function writtenLines({ written, association }: AssociateReport, room: number): string[] {
  if (written === null) return [];
  const all =
    written.associations === association.associations
      ? "all associations"
      : `the ${count(written.associations)} strongest of ${plural(association.associations, "association")} (in ${plural(written.weight, "text")} or more; --max-edges writes more)`;
  return sentence("written", `${written.files.join(", ")}: ${all}`, room);
}
