import { associationRows } from "@onset/core/association";
import { stream } from "@onset/core/base";
import { nameOf } from "@onset/core/corpus";
import { html } from "../../../html/markup.js";
import { networkPicture, type PictureEdge } from "../../../html/network.js";
import type { Section } from "../../../html/page.js";
import { table } from "../../../html/table.js";
import { count, percent, plural } from "../../../terminal/format.js";
import type { PageSource } from "./source.js";

const skillsShown = 48;
const edgesOfEach = 3;

/** An edge with the part of their texts that both ends share: hubs are near everything by weight alone. */
type Tied = PictureEdge & { readonly tie: number };

/** The strongest ties of every node: whatever is among the first few of one of its ends. */
function strongestOfEach(nodes: number, each: (visit: (edge: Tied) => void) => void): Tied[] {
  const best = Array.from({ length: nodes }, (): Tied[] => []);
  const byTie = (a: Tied, b: Tied): number => b.tie - a.tie || a.from - b.from || a.to - b.to;
  each((edge) => {
    for (const end of [edge.from, edge.to]) {
      best[end].push(edge);
      best[end].sort(byTie);
      best[end].length = Math.min(best[end].length, edgesOfEach);
    }
  });
  return [...new Set(best.flat())].sort(byTie);
}

/** The learned skills that stand together, as a picture of the most frequent ones. */
export function associationsSection({ study, report }: PageSource): Section | null {
  const { needs } = study;
  const { association } = report;
  if (association.skills < 3) return null;
  const { learnedFlags: learned } = study.learned;
  const texts = (skill: number): number => needs.skillOffsets[skill + 1] - needs.skillOffsets[skill];
  const shown = Array.from(learned.keys())
    .filter((skill) => learned[skill] === 1 && study.known[skill] === 0)
    .sort((a, b) => texts(b) - texts(a) || a - b)
    .slice(0, skillsShown);
  const placeOfSkill = new Map(shown.map((skill, place) => [skill, place]));
  const flags = new Uint8Array(learned.length);
  for (const skill of shown) flags[skill] = 1;
  const edges = strongestOfEach(shown.length, (visit) => {
    for (const { skill, neighbours, weights } of associationRows(needs, flags)) {
      for (const [i, other] of neighbours.entries()) {
        const weight = weights[i];
        const tie = weight / Math.sqrt(texts(skill) * texts(other));
        visit({ from: placeOfSkill.get(skill)!, to: placeOfSkill.get(other)!, weight, tie });
      }
    }
  });
  const nodes = shown.map((skill) => ({
    name: nameOf(study.corpus.skillNames, skill),
    size: texts(skill),
  }));
  const picture = networkPicture(
    "The most frequent learned skills and their strongest associations",
    nodes,
    edges,
    stream(report.provenance.seed, "picture"),
  );
  const name = (place: number): string => nodes[place].name;
  const columns = [
    { header: "skill", cells: edges.map(({ from }) => name(from)) },
    { header: "with", cells: edges.map(({ to }) => name(to)) },
    { header: "texts", cells: edges.map(({ weight }) => count(weight)), number: true },
  ];
  const predicted =
    association.predictedGiant === null ? "" : `; ${percent(association.predictedGiant)} by theory`;
  return {
    id: "associations",
    title: "What hangs together",
    body: html`<p>Two learned skills are associated when a text has both. They form ${plural(association.components, "component")}; the largest holds ${percent(association.giant)} of all skills${predicted}. Shown are the ${count(nodes.length)} most frequent of those learned, each tied to the three it shares the largest part of its texts with, larger where they are in more texts.</p>
<figure>${picture}</figure>${table(columns, "The associations shown")}`,
  };
}
