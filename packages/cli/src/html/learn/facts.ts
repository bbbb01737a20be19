import { describeReading } from "@onset/reading";
import { predictedFrom } from "../../learn/prediction-words.js";
import { count, percent, plural, short } from "../../terminal/format.js";
import { html, type Markup } from "../markup.js";
import type { PageSource } from "./source.js";

/** The first lines of the page: what was read, by whom it is learned, and the numbers that matter. */
export function lead({ report, reading }: PageSource): Markup {
  const { corpus, learner } = report;
  const size = `${plural(corpus.texts, "text")}, ${plural(corpus.skills, "skill")}, ${short(corpus.meanSkillsPerText)} skills a text`;
  const learns = learner.maxUnlearned === 1 ? "one new skill" : `up to ${learner.maxUnlearned} new skills`;
  const known = learner.known === 0 ? "" : `, who knows ${plural(learner.known, "skill")} from the start`;
  return html`<p class="quiet">${size}. Read by a learner of ${learns} a text${known}.</p>
<p class="quiet">${describeReading(reading)}.</p>
${reading.doubts.map(({ matter, advice }) => html`<p class="doubt"><b>Doubt</b> ${matter}: ${advice}.</p>\n`)}<ul class="facts">${facts(report)}</ul>`;
}

function facts(report: PageSource["report"]): (Markup | null)[] {
  const { learned, learner, corpus, emergence, stuck, twins } = report;
  const open = corpus.skills - learner.known;
  const { measured } = emergence;
  return [
    fact(percent(learned.fraction), `of ${plural(open, "skill")} learned`, learned.fraction),
    emergence.predictedLearned === null
      ? null
      : fact(
          percent(emergence.predictedLearned),
          `predicted ${predictedFrom(emergence.predictedBy)}`,
          emergence.predictedLearned,
          "theory",
        ),
    fact(
      percent(learned.textFraction),
      `of ${plural(learner.trainingTexts, "text")} understood`,
      learned.textFraction,
    ),
    fact(count(learned.rounds), learned.rounds === 1 ? "round" : "rounds"),
    stuck.skills === 0
      ? null
      : fact(count(stuck.skills), `skills stuck, in ${plural(stuck.cores.length, "part")}`),
    twins.cap === 1 ? null : fact(percent(twins.cap), "at most, because of twins", twins.cap, "cap"),
    measured?.margin == null
      ? null
      : fact(percent(measured.margin.median), "of the texts can go before half is lost"),
  ];
}

function fact(
  value: string,
  text: string,
  share?: number,
  kind: "measured" | "theory" | "cap" = "measured",
): Markup {
  const meter =
    share === undefined
      ? null
      : html`<div class="meter"><i class="${kind}" style="width:${(100 * share).toFixed(1)}%"></i></div>`;
  return html`<li><b>${value}</b><span>${text}</span>${meter}</li>\n`;
}
