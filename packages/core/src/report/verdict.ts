import { countText, percentText, pluralText } from "../base/index.js";
import { none, skillToTeach } from "../learning/index.js";
import { hangsOnLabels, ruleOfLabels } from "./prediction.js";
import { type ReportSource, skillName } from "./source.js";

/** The answer in two sentences: what can be learned and what stands in the way, then what to do next. */
export function verdictOf(source: ReportSource): string[] {
  return [outcome(source), advice(source)];
}

function outcome({ summary }: ReportSource): string {
  const { learned, learner, corpus, stuck } = summary;
  const open = corpus.skills - learner.known;
  const beyond = learner.known === 0 ? "" : ` beyond the ${countText(learner.known)} known`;
  if (stuck.skills === 0) return `All ${pluralText(open, "skill")}${beyond} can be learned from these texts.`;
  if (learned.skills === 0) return `Nothing${beyond} can be learned from these texts: ${noStart(summary)}.`;
  const part = `${countText(learned.skills)} of ${pluralText(open, "skill")}${beyond} (${percentText(learned.fraction)})`;
  return `${part} can be learned from these texts; ${obstacle(summary)}.`;
}

function noStart({ learner: { maxUnlearned }, corpus }: ReportSource["summary"]): string {
  if (corpus.directed) return "every text that teaches requires something that is not known";
  return maxUnlearned === 1
    ? "no text has just one unknown skill"
    : `no text has ${maxUnlearned} unknown skills or fewer`;
}

/** What stands in the way of the skills that stay unlearned. */
function obstacle(summary: ReportSource["summary"]): string {
  const { corpus, stuck, gaps } = summary;
  const others = stuck.skills === 1 ? "the last one" : `the other ${countText(stuck.skills)}`;
  const wait = stuck.skills === 1 ? "waits" : "wait";
  if (corpus.directed) {
    const untaught = gaps?.untaught.length ?? 0;
    const circles = gaps?.circles.length ?? 0;
    const lacks = [
      untaught > 0 && `${pluralText(untaught, "skill")} that no text teaches`,
      circles > 0 && `${pluralText(circles, "circle")} of skills that need each other`,
    ].filter((lack) => lack !== false);
    if (lacks.length === 0) return `${others} ${wait} for texts that stay locked`;
    return `${lacks.join(" and ")} ${untaught + circles === 1 ? "stands" : "stand"} in the way`;
  }
  if (stuck.texts === 0) return `no text learned from needs ${others}`;
  const twins = heldByTwins(summary);
  if (2 * twins >= stuck.skills) {
    const which = twins === stuck.skills ? others : `${countText(twins)} of ${others}`;
    return `${which} are twins, which no text tells apart`;
  }
  const parts = stuck.cores.length;
  return parts === 1
    ? `${others} ${wait} for each other`
    : `${others} ${wait} for each other in ${countText(parts)} independent parts`;
}

/** Skills that nothing can teach because no text tells them from others. */
function heldByTwins({ twins, corpus, learner }: ReportSource["summary"]): number {
  return Math.round((1 - twins.cap) * (corpus.skills - learner.known));
}

function advice(source: ReportSource): string {
  const { reading, summary } = source;
  const { stuck, tippingPoint, gaps } = summary;
  // What makes the answer itself doubtful comes first.
  const [doubt] = reading.doubts;
  if (doubt !== undefined) return `First see whether it was read as it is meant: ${doubt.matter}.`;
  if (ruleOfLabels(summary) !== null) {
    return "First question the labelling: all texts have the same number of skills.";
  }
  if (hangsOnLabels(summary)) return "First check the labels: a few wrong ones change the answer.";
  if (stuck.texts === 0 && stuck.skills > 0) return "Next, learn from texts that need them.";
  if (stuck.skills === 0) return "Next, onset order puts the texts in an order to learn from.";
  if (tippingPoint !== null) {
    const { known, skills } = tippingPoint;
    const which = known === 1 ? "most frequent skill" : `${countText(known)} most frequent skills`;
    return `Who knows the ${which} learns ${countText(skills)} more (--known-top ${known}).`;
  }
  const untaught = gaps?.untaught ?? [];
  if (untaught.length > 0) return `Next, add texts that teach ${named(source, untaught)}.`;
  return planned(source) ?? restAdvice(source);
}

function restAdvice({ summary }: ReportSource): string {
  return 2 * heldByTwins(summary) >= summary.stuck.skills
    ? "Next, tell twins apart in more texts, or take each group for one skill (--merge-twins)."
    : "Next, onset unlock finds the few skills to teach so that others follow.";
}

const namesTold = 3;

function named({ study }: ReportSource, skills: readonly { readonly skill: number }[]): string {
  const names = skills.slice(0, namesTold).map(({ skill }) => JSON.stringify(skillName(study, skill)));
  const more = skills.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${countText(more)} more` : listed(names);
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Edges of stuck skills up to which a skill to teach is looked for: that takes some hundredths of a second. */
const maxPlanEdges = 200_000;

/** The one skill that would help the most; null where that takes long to find, or none helps. */
function planned({ study }: ReportSource): string | null {
  const { texts, needs, learned, maxUnlearned, cores } = study;
  let edges = 0;
  for (const [skill, core] of cores.coreOfSkill.entries()) {
    if (core !== none) edges += needs.skillOffsets[skill + 1] - needs.skillOffsets[skill];
  }
  if (edges > maxPlanEdges) return null;
  // What was learned before is known: it need not be learned again.
  const best = skillToTeach(texts, { maxUnlearned, known: learned.learnedFlags });
  if (best === null || best.unlocks === 0) return null;
  const name = JSON.stringify(skillName(study, best.skill));
  const follow = `${pluralText(best.unlocks, "other")} ${best.unlocks === 1 ? "follows" : "follow"}`;
  return `Next, teach ${name}: ${follow} (onset unlock plans further).`;
}
