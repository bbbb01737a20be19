/** Why a skill is learned or not, in words. */
import type { Explanation } from "../analysis/index.js";
import { countText, pluralText } from "../base/index.js";
import type { ReportEntry } from "./model.js";

type Stuck = Extract<Explanation, { readonly state: "stuck" }>;

const namesTold = 12;

/** The entries of an explanation: what became of a skill, and by what. */
export function explanationEntries(
  skill: string,
  explanation: Explanation<string, string>,
  /** How the nearest text begins; null where that is not known. */
  begins: string | null,
): ReportEntry[] {
  const entries: ReportEntry[] = [];
  const say = (label: string, text: string): void => {
    entries.push({ kind: "statement", label, text });
  };
  switch (explanation.state) {
    case "known":
      say("state", "known from the start");
      break;
    case "learned":
      say("state", `learned in round ${countText(explanation.round)}`);
      say("path", pathText(explanation.path.length, explanation.lowerBound));
      break;
    case "stuck": {
      const { core, texts, nearest, twins, circle, untaught } = explanation;
      say("state", "stuck: these texts never teach it to this learner");
      say("texts", teachersText(nearest === null ? 0 : texts));
      if (nearest !== null) {
        const others = listed(nearest.unlearned.filter((name) => name !== skill));
        say("nearest", `${nearest.text} would, after ${pluralText(nearest.lacking, "skill")} of: ${others}`);
        if (begins !== null) say("", `it begins: ${begins}`);
      }
      if (twins.length > 0) say("twins", `exactly the same texts teach ${listed(twins)}`);
      if (circle.length > 0) say("circle", circleText(circle));
      if (untaught.length > 0) {
        const missing = `${pluralText(untaught.length, "skill")} that no text teaches`;
        say("untaught", `it waits for ${missing}: ${listed(untaught)}`);
      }
      const place =
        core.of === 1 ? "the only one" : `number ${countText(core.rank)} of ${countText(core.of)} by size`;
      say("core", `${place}, ${coreText(core)}; onset unlock finds what opens it`);
    }
  }
  return entries;
}

/** How long a path of texts is, and whether it could be shorter. */
export function pathText(length: number, lowerBound: number): string {
  const proof =
    length === lowerBound ? "no path is shorter" : `no path is shorter than ${countText(lowerBound)}`;
  return `${pluralText(length, "text")}, none of which can be missed; ${proof}`;
}

/** How many texts could teach a stuck skill. */
export function teachersText(texts: number): string {
  return texts === 0 ? "no text teaches it" : `${pluralText(texts, "text")} could teach it`;
}

/** How large a core is. */
export function coreText({ skills, texts }: Pick<Stuck["core"], "skills" | "texts">): string {
  return `${pluralText(skills, "skill")} in ${pluralText(texts, "text")}`;
}

function circleText(circle: readonly string[]): string {
  return circle.length === 1 ? "its texts require it" : `these wait for each other: ${listed(circle)}`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, namesTold).join(", ") + (names.length > namesTold ? ", …" : "");
}
