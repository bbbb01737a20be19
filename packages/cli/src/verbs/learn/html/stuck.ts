import { nameOf } from "@onset/core/corpus";
import { none } from "@onset/core/learning";
import { columnHeaders, teachersText } from "@onset/core/report";
import { html, type Markup } from "../../../html/markup.js";
import { type Column, table } from "../../../html/table.js";
import { count, plural } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

const coresListed = 20;
const namesListed = 8;
const skillsListed = 100;
const twinsListed = 20;

/** What stayed unlearned, in independent parts, and the skill that is nearest to being learned in each. */
export function stuckTables(source: PageSource): Markup | null {
  const { stuck } = source.report;
  if (stuck.skills === 0) return null;
  return html`<h3>Stuck, in independent parts: what happens in one has no effect on the others</h3>
${table(coreColumns(source))}
${more(stuck.cores.length)}
<h3>Nearest to being learned</h3>
${table(skillColumns(source), `${Math.min(skillsListed, stuck.skills)} skills and what they wait for`)}
${twins(source)}`;
}

function more(cores: number): Markup | null {
  if (cores <= coresListed) return null;
  return html`<p class="quiet">and ${plural(cores - coresListed, "smaller part")}</p>`;
}

function listed(names: readonly string[], total: number): string {
  return names.join(", ") + (total > names.length ? ", …" : "");
}

function coreColumns({ study, report }: PageSource): Column[] {
  const cores = report.stuck.cores.slice(0, coresListed);
  const names = cores.map((): string[] => []);
  for (const [skill, name] of study.corpus.skillNames.entries()) {
    const core = study.cores.coreOfSkill[skill];
    if (core < names.length && names[core].length < namesListed) names[core].push(name);
  }
  return [
    { header: columnHeaders.core, cells: cores.map((_, i) => count(i + 1)), number: true },
    { header: "skills", cells: cores.map(({ skills }) => count(skills)), number: true },
    { header: "texts", cells: cores.map(({ texts }) => count(texts)), number: true },
    { header: columnHeaders.among, cells: cores.map(({ skills }, i) => listed(names[i], skills)) },
  ];
}

function skillColumns({ study, begins }: PageSource): Column[] {
  const { corpus, cores, training } = study;
  const skills = Array.from(cores.coreOfSkill.keys())
    .filter((skill) => cores.coreOfSkill[skill] !== none)
    .sort((a, b) => cores.lacking[a] - cores.lacking[b] || a - b)
    .slice(0, skillsListed);
  const nearest = (skill: number): string => {
    const text = cores.nearestText[skill];
    return text === none ? teachersText(0) : nameOf(corpus.textNames, training[text]);
  };
  const beginning = (skill: number): string => {
    const text = cores.nearestText[skill];
    return (text === none ? null : begins?.[training[text]]) ?? "";
  };
  return [
    { header: "skill", cells: skills.map((skill) => nameOf(corpus.skillNames, skill)) },
    { header: columnHeaders.nearest, cells: skills.map(nearest) },
    ...(begins === null ? [] : [{ header: columnHeaders.begins, cells: skills.map(beginning) }]),
    {
      header: columnHeaders.lacking,
      cells: skills.map((skill) => (cores.lacking[skill] === none ? "" : count(cores.lacking[skill]))),
      number: true,
    },
  ];
}

function twins({ study }: PageSource): Markup | null {
  const { groupCount, groupOffsets, groupSkills } = study.twins;
  if (groupCount === 0) return null;
  const groups = Array.from({ length: Math.min(twinsListed, groupCount) }, (_, i) =>
    Array.from(groupSkills.subarray(groupOffsets[i], groupOffsets[i + 1]), (skill) =>
      nameOf(study.corpus.skillNames, skill),
    ),
  );
  const columns = [
    { header: "skills", cells: groups.map((group) => count(group.length)), number: true },
    { header: "twins", cells: groups.map((group) => listed(group.slice(0, namesListed), group.length)) },
  ];
  return table(columns, "The largest groups of twins");
}
