import {
  labelSentence,
  ladderEnd,
  ladderRows,
  riskSentence,
  ruleOfLabels,
  takeOffSentences,
  tippingSentence,
} from "../../learn/prediction-words.js";
import { count, percent, plural } from "../../terminal/format.js";
import { html, type Markup } from "../markup.js";
import type { Section } from "../page.js";
import { table } from "../table.js";
import type { PageSource } from "./source.js";

/** What theory says of the corpus, rung by rung, whether learning takes off, and what is at risk. */
export function predictionSection({ report }: PageSource): Section | null {
  const parts = [ladder(report), takeOff(report), risk(report), doubts(report), gaps(report)].filter(
    (part) => part !== null,
  );
  if (parts.length === 0) return null;
  return { id: "prediction", title: "What theory makes of it", body: html`${parts}` };
}

/** With a capital and a full stop: on a terminal it stands behind its label. */
const asSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

type Report = PageSource["report"];

function ladder(report: Report): Markup | null {
  const rows = ladderRows(report);
  if (rows.every(({ share }) => share === 0)) return null;
  const columns = [
    { header: "kept of the corpus", cells: rows.map(({ rung }) => rung) },
    { header: "learned", cells: rows.map(({ share }) => percent(share)), number: true },
    {
      header: "edges moved",
      cells: rows.map(({ moved }) => (moved === null ? "" : percent(moved))),
      number: true,
    },
    { header: "what the step means", cells: rows.map(({ meaning }) => meaning) },
  ];
  const end = ladderEnd(report);
  return html`<p>Each rung predicts what random corpora learn that keep what it names, and all that the rungs above it keep.${end === null ? "" : ` The ladder ends here: ${end}.`}</p>
${table(columns)}`;
}

function takeOff(report: Report): Markup | null {
  const sentences = [...takeOffSentences(report), tippingSentence(report)].filter((text) => text !== null);
  if (sentences.length === 0) return null;
  return html`<ul>${sentences.map((text) => html`<li>${asSentence(text)}</li>\n`)}</ul>`;
}

function risk(report: Report): Markup | null {
  const sentence = riskSentence(report);
  if (sentence === null || report.atRisk === null) return null;
  const { skills, curve } = report.atRisk;
  const chances = [
    { header: "skill", cells: skills.map(({ skill }) => skill) },
    { header: "chance to be learned", cells: skills.map(({ survival }) => percent(survival)), number: true },
  ];
  const margin = [
    { header: "texts kept", cells: curve.map(({ kept }) => percent(kept)), number: true },
    { header: "learned by theory", cells: curve.map(({ learned }) => percent(learned)), number: true },
  ];
  return html`<p>${asSentence(sentence.replace("; most at risk:", ""))}</p>
${table(chances, "Most at risk")}${table(margin, "The margin without sampling")}`;
}

function doubts(report: Report): Markup | null {
  const sentences = [labelSentence(report, false), ruleOfLabels(report)].filter((text) => text !== null);
  return sentences.length === 0 ? null : html`<p>${sentences.map(asSentence).join(" ")}</p>`;
}

const gapsListed = 200;
const circlesListed = 20;
const namesListed = 40;

function gaps({ gaps }: Report): Markup | null {
  if (gaps === undefined || gaps.untaught.length + gaps.circles.length === 0) return null;
  const untaught = gaps.untaught.slice(0, gapsListed);
  const circles = gaps.circles.slice(0, circlesListed);
  const missing = [
    { header: "required, taught by no text", cells: untaught.map(({ skill }) => skill) },
    { header: "texts that require it", cells: untaught.map(({ texts }) => count(texts)), number: true },
  ];
  const names = circles.map(
    (circle) => circle.slice(0, namesListed).join(", ") + (circle.length > namesListed ? ", …" : ""),
  );
  const found = `${plural(gaps.untaught.length, "required skill")} that no text teaches, ${plural(gaps.circles.length, "circle")} of skills that wait for each other.`;
  return html`<p>${found}</p>
${untaught.length === 0 ? null : table(missing, "Taught nowhere")}${circles.length === 0 ? null : table([{ header: "wait for each other", cells: names }], "Circles")}`;
}
