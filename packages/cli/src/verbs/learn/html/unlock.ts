import { nameOf } from "@onset/core/corpus";
import type { SkillTextGraph } from "@onset/core/graph";
import { none, unlockSkills } from "@onset/core/learning";
import { columnHeaders, planText, planTitle } from "@onset/core/report";
import { html } from "../../../html/markup.js";
import type { Section } from "../../../html/page.js";
import { table } from "../../../html/table.js";
import { count } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

/** Skills that are planned for the page; the command plans as many as are asked for. */
const budget = 20;

// More would take too long for a report that nobody asked a plan of: 9 million edges, few of them stuck, take 1.5 s.
const maxEdges = 20_000_000;
const maxStuckEdges = 2_000_000;

/** The few skills that would help the most, if they were taught. */
export function unlockSection({ study, report }: PageSource): Section | null {
  const { texts, needs } = study;
  if (report.stuck.skills === 0 || needs.edgeCount > maxEdges) return null;
  if (stuckEdges(needs, study.cores.coreOfSkill) > maxStuckEdges) return null;
  const { maxUnlearned } = report.learner;
  const plan = unlockSkills(texts, { maxUnlearned, known: study.known, budget });
  if (plan.teach.length === 0) return null;
  let known = plan.before;
  const columns = [
    { header: "", cells: Array.from(plan.teach, (_, i) => count(i + 1)), number: true },
    { header: "teach", cells: Array.from(plan.teach, (skill) => nameOf(study.corpus.skillNames, skill)) },
    { header: columnHeaders.follow, cells: Array.from(plan.unlocks, count), number: true },
    {
      header: columnHeaders.knownThen,
      cells: Array.from(plan.unlocks, (unlocks) => count((known += unlocks + 1))),
      number: true,
    },
  ];
  return {
    id: "unlock",
    title: planTitle,
    body: html`<p>${planText({ ...plan, taught: plan.teach.length })}</p>
${table(columns)}`,
  };
}

function stuckEdges({ skillOffsets }: SkillTextGraph, coreOfSkill: Uint32Array): number {
  let edges = 0;
  for (const [skill, core] of coreOfSkill.entries()) {
    if (core !== none) edges += skillOffsets[skill + 1] - skillOffsets[skill];
  }
  return edges;
}
