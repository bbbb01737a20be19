/** What a reading makes doubtful once all is read: plain data, each with what to do. */
import type { Corpus } from "@onset/core/corpus";
import type { LeftOut } from "../corpus/left-out.js";
import type { Statistics } from "../corpus/statistics.js";
import { count, plural } from "../count.js";
import type { Survey } from "../formats/rows.js";
import { isEmpty } from "../layout/columns.js";
import type { Plan } from "../layout/plan.js";
import { quotedForShell } from "../layout/recognise-roles.js";
import type { Doubt } from "./doubt.js";
import { wrappedLines } from "./wrapped-lines.js";

/** What doubts are made of. */
export type Evidence = {
  readonly plan: Plan;
  readonly surveys: readonly Survey[];
  readonly corpus: Corpus;
  readonly malformed: LeftOut;
  readonly statistics: Statistics;
};

/** The doubts about a corpus that was read; O(texts + skills). */
export function doubtsOf(evidence: Evidence): Doubt[] {
  const isOfWords = evidence.plan.slots.some(({ role }) => role === "text");
  const rules = isOfWords ? [wrapped] : [sameNumberEach, otherSeparator, mostlyOnce];
  return [mostlyMalformed, repeatedKeys, repeatedIds, ...rules].flatMap((rule) => rule(evidence) ?? []);
}

type Rule = (evidence: Evidence) => Doubt | null;

const mostlyMalformed: Rule = ({ malformed, statistics: { rows } }) => {
  if (malformed.count * 2 <= rows) return null;
  const [first] = malformed.first;
  const isEncoding = first?.problem.startsWith("is not valid") && !/JSON/.test(first.problem);
  return {
    code: "mostly-malformed",
    matter: `${count(malformed.count)} of ${count(rows)} rows cannot be read${first === undefined ? "" : `; ${first.where} ${first.problem}`}`,
    advice: isEncoding
      ? "if the file is in another encoding, say which, as with --encoding windows-1252"
      : "look at the file and at how it was read: --format, --column-delimiter, --quoting and --skip-lines say it",
  };
};

const repeatedKeys: Rule = ({ statistics: { repeatedKeys: rows } }) =>
  rows === 0
    ? null
    : {
        code: "repeated-keys",
        matter: `in ${plural(rows, "row")} a key that is read stands twice, and the last one counts`,
        advice: "if both are meant, write them as one list",
      };

/** Ids that stand more than once: a table with a row for each pair of text and skill, or a column that is no id. */
const repeatedIds: Rule = ({ plan, statistics: { repeatedIds: repeated, watchedIds, repeatedId } }) => {
  if (plan.isGrouped || repeated === 0 || repeated < 0.02 * watchedIds) return null;
  const column = plan.slots.find(({ role }) => role === "id")!.column;
  return {
    code: "repeated-ids",
    matter: `${count(repeated)} of ${count(watchedIds)} texts have the ${JSON.stringify(column)} of a text before, such as ${JSON.stringify(repeatedId)}`,
    advice: `if the rows of one ${JSON.stringify(column)} are one text, say --group-by ${quotedForShell(column)}; if it is no id, say --id-field`,
  };
};

const fewestForOne = 3;
const fewestForMore = 10;

/** A column that was not split, a long table, or one label a text: nothing can be learned from what stands alone. */
const sameNumberEach: Rule = ({ plan, corpus }) => {
  const { needs, directed, skillNames } = corpus;
  if (directed !== undefined || plan.slots.some(({ split }) => split.kind === "flag")) return null;
  const { textCount, textOffsets } = needs;
  const each = textCount === 0 ? 0 : textOffsets[1] - textOffsets[0];
  if (textCount < (each === 1 ? fewestForOne : fewestForMore)) return null;
  for (let text = 1; text < textCount; text++) {
    if (textOffsets[text + 1] - textOffsets[text] !== each) return null;
  }
  const example = longest(skillNames);
  const separator = separators.find((one) => example.trim().includes(one));
  const name = JSON.stringify(example);
  if (each === 1) {
    return {
      code: "one-skill-each",
      matter: `each of the ${count(textCount)} texts has exactly one skill, such as ${name}`,
      advice:
        separator === undefined
          ? "if each row is one skill of a text that has several, say --group-by with the column of the text"
          : `if ${name} is several skills, say --skills-delimiter '${separator}'; if each row is one skill of a text, --group-by`,
    };
  }
  return {
    code: "same-number-each",
    matter: `each of the ${count(textCount)} texts has exactly ${each} skills`,
    advice: "if the columns have other skills too, name all of them with --skills-field",
  };
};

function longest(names: Corpus["skillNames"]): string {
  let found = "";
  let looked = 0;
  for (const name of names) {
    if (name.length > found.length && name.length < 60) found = name;
    if (++looked === 1000) break;
  }
  return found;
}

/** In the order in which they are likely to separate; white space last, which names have too. */
const separators = ["|", ";", ",", " / ", "><", "\n", "\t", " "];

/** Names of skills that hold what stands between skills elsewhere, counted by the texts that need them. */
const otherSeparator: Rule = ({ plan, corpus: { needs, skillNames } }) => {
  const used = new Set(
    plan.slots.flatMap(({ role, split }) =>
      role !== "id" && split.kind === "delimiter" ? [split.delimiter] : [],
    ),
  );
  if (used.size === 0) return null;
  // Names such as "Doe, Jane" stand between semicolons because they hold a comma.
  const isSplit = needs.edgeCount > needs.textCount;
  const candidates = ["|", ";", ",", " / ", "><", "\n", "\t"].filter(
    (one) => !used.has(one) && !(one === "," && isSplit && (used.has(";") || used.has("|"))),
  );
  const { skillOffsets, edgeCount } = needs;
  const edges = candidates.map(() => 0);
  const examples: (string | undefined)[] = candidates.map(() => undefined);
  // Few names hold any: each is asked for all at once.
  const any = new RegExp(candidates.map((one) => (one === "|" ? "\\|" : one)).join("|"));
  for (const [skill, name] of skillNames.entries()) {
    if (!any.test(name)) continue;
    for (const [i, one] of candidates.entries()) {
      if (!name.includes(one)) continue;
      edges[i] += skillOffsets[skill + 1] - skillOffsets[skill];
      examples[i] ??= name;
    }
  }
  const most = Math.max(0, ...edges);
  if (most < 0.2 * edgeCount || most === 0) return null;
  const at = edges.indexOf(most);
  const one = candidates[at];
  return {
    code: "other-separator",
    matter: `${Math.round((100 * most) / edgeCount)} % of the skills of texts hold ${JSON.stringify(one)}, such as ${JSON.stringify(examples[at])}`,
    advice: `if those are several skills, say --skills-delimiter '${one === "\t" ? "\\t" : one === "\n" ? "\\n" : one}'`,
  };
};

/** Skills that only one text has: ids, sentences, or cells that should have been split. */
const mostlyOnce: Rule = ({ corpus: { needs, directed, skillNames } }) => {
  const { skillCount, skillOffsets, textCount } = needs;
  if (directed !== undefined || skillCount < 20 || textCount < 10) return null;
  let once = 0;
  let example = -1;
  for (let skill = 0; skill < skillCount; skill++) {
    if (skillOffsets[skill + 1] - skillOffsets[skill] !== 1) continue;
    if (once++ === 0) example = skill;
  }
  if (once < 0.9 * skillCount) return null;
  return {
    code: "mostly-once",
    matter: `${count(once)} of ${count(skillCount)} skills are in one text only, such as ${JSON.stringify(skillNames.at(example))}`,
    advice:
      "look whether the column holds names of skills, and whether its cells are split: --skills-field, --skills-delimiter",
  };
};

const wrapped: Rule = ({ surveys }) => {
  const lines = surveys
    .filter(({ format, conventions }) => format === "text" && conventions.includes("a text is a line"))
    .map(({ sample, columns }) => {
      const at = columns.indexOf("text");
      return sample.map((row) => (isEmpty(row[at]) ? "" : String(row[at])));
    });
  return lines.some(wrappedLines)
    ? {
        code: "wrapped-lines",
        matter:
          "many lines end in the middle of a sentence: they seem to be wrapped, and each is taken for a text",
        advice: "put every text on a line of its own",
      }
    : null;
};
