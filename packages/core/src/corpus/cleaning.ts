import { checkInteger, checkOptions, type OptionKeys } from "../base/index.js";
import { checkCorpus } from "./check-corpus.js";
import { type Corpus, nameOf } from "./corpus.js";
import { nearNames, separatorKey, singularsOf } from "./likeness.js";

/** Why a skill gets another name, or none. */
export type CleaningRule = "unicode" | "case" | "separators" | "plural" | "near" | "alias" | "rare";

/** What is to be cleaned. */
export type CleaningOptions = {
  /** One form of Unicode (NFKC) and of white space; default true. */
  readonly unicode?: boolean | undefined;
  /** Names that differ in capitals only; default true. */
  readonly case?: boolean | undefined;
  /** Names that differ in spaces, hyphens, underscores, dots and slashes only; default true. */
  readonly separators?: boolean | undefined;
  /** An English plural whose singular is there too; default true. */
  readonly plural?: boolean | undefined;
  /** Names of six letters or more, one letter apart, of which one is five times as frequent; default false. */
  readonly near?: boolean | undefined;
  /** Names to be replaced, with what replaces them. */
  readonly aliases?: ReadonlyMap<string, string> | undefined;
  /** Skills in fewer texts than this are dropped, an integer >= 1; default 1. */
  readonly minTexts?: number | undefined;
};

export const cleaningOptionsKeys: OptionKeys<CleaningOptions> = {
  unicode: true,
  case: true,
  separators: true,
  plural: true,
  near: true,
  aliases: true,
  minTexts: true,
};

/** A skill that gets another name. */
export type Renaming = {
  readonly from: string;
  /** Its new name; null when it is dropped. */
  readonly to: string | null;
  /** What changed it, in the order in which that happened. */
  readonly rules: readonly CleaningRule[];
  /** In how many texts it is. */
  readonly texts: number;
};

/** Skills under one name, on the way. */
type Group = { readonly name: string; readonly members: readonly number[]; readonly texts: number };

/**
 * Plans what cleaning would change: every skill that would get another name or be dropped, in the order of their
 * names, with the rules that do it. Rules apply one after the other: Unicode, aliases, case, separators, plural, near
 * duplicates; what is rare is decided last, on what has come together by then. Of names that mean the same the one in
 * the most texts stays (among equals the first in order).
 *
 * @returns nothing for skills that stay as they are
 * @throws TypeError or RangeError when `minTexts` is no integer >= 1
 *
 * @example
 * ```ts
 * import { corpusFromRecords, planCleaning } from "@onset/core/corpus";
 * const { corpus } = corpusFromRecords([
 *   { skills: ["Loops", "list"] },
 *   { skills: ["loop", "lists"] },
 *   { skills: ["loops", "lists"] },
 *   { skills: ["loops"] },
 * ]);
 * planCleaning(corpus).map(({ from, to }) => `${from} -> ${to}`); // => ["Loops -> loops", "list -> lists", "loop -> loops"]
 * planCleaning(corpus, { plural: false }).length; // => 1
 * ```
 */
export function planCleaning(corpus: Corpus, options: CleaningOptions = {}): Renaming[] {
  checkCorpus(corpus);
  checkOptions(options, cleaningOptionsKeys);
  const minTexts = checkInteger(options.minTexts ?? 1, "minTexts", 1);
  const plan = new Plan(corpus);
  if (options.unicode ?? true) plan.rename("unicode", oneForm);
  const aliases = options.aliases ?? new Map<string, string>();
  plan.rename("alias", (name) => aliases.get(name) ?? name);
  const fold = (options.case ?? true) ? (name: string) => name.toLowerCase() : (name: string) => name;
  plan.merge("case", fold);
  if (options.separators ?? true) plan.merge("separators", (name) => separatorKey(fold(name)));
  if (options.plural ?? true) plan.mergePairs("plural", fold, singularsOf);
  if (options.near ?? false) plan.mergeNear();
  return plan.renamings(minTexts);
}

/** NFKC, and single spaces. */
function oneForm(name: string): string {
  return name.normalize("NFKC").replaceAll(/\s+/gu, " ").trim() || name;
}

class Plan {
  readonly #corpus: Corpus;
  #groups: Map<string, Group>;
  readonly #rulesOfSkill = new Map<number, CleaningRule[]>();

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#groups = new Map(
      Array.from(corpus.skillNames, (name, skill) => [
        name,
        { name, members: [skill], texts: this.#textsOf([skill]) },
      ]),
    );
  }

  /** Gives groups other names; those that get the same one come together. */
  rename(rule: CleaningRule, nameOf: (name: string) => string): void {
    this.#regroup(rule, (groups) => {
      const parts = new Map<string, Group[]>();
      for (const group of groups) {
        const name = nameOf(group.name);
        parts.set(name, [...(parts.get(name) ?? []), group]);
      }
      return [...parts].map(([name, members]) => ({ name, members }));
    });
  }

  /** Brings groups with a common key together, under the name of the most frequent one. */
  merge(rule: CleaningRule, keyOf: (name: string) => string): void {
    this.#regroup(rule, (groups) => {
      const parts = new Map<string, Group[]>();
      for (const group of groups) {
        const key = keyOf(group.name);
        parts.set(key, [...(parts.get(key) ?? []), group]);
      }
      return [...parts.values()].map((members) => ({ name: mostFrequent(members).name, members }));
    });
  }

  /** Brings a group together with the first of some other names that is there. */
  mergePairs(
    rule: CleaningRule,
    keyOf: (name: string) => string,
    othersOf: (key: string) => readonly string[],
  ): void {
    this.#regroup(rule, (groups) => {
      const byKey = new Map(groups.map((group) => [keyOf(group.name), group]));
      const root = new Map<Group, Group>();
      for (const group of groups) {
        const other = othersOf(keyOf(group.name)).find((name) => byKey.has(name));
        if (other !== undefined) root.set(group, byKey.get(other)!);
      }
      return this.#rooted(groups, root);
    });
  }

  /** Brings rare names together with a frequent one a letter away. */
  mergeNear(): void {
    this.#regroup("near", (groups) => {
      const names = groups.map(({ name, texts }) => ({ name, texts }));
      const byName = new Map(groups.map((group) => [group.name, group]));
      const root = new Map<Group, Group>();
      for (const [name, other] of nearNames(names)) root.set(byName.get(name)!, byName.get(other)!);
      return this.#rooted(groups, root);
    });
  }

  #rooted(groups: readonly Group[], root: ReadonlyMap<Group, Group>): { name: string; members: Group[] }[] {
    const last = (group: Group): Group => {
      const seen = new Set([group]);
      let at = group;
      for (let next = root.get(at); next !== undefined && !seen.has(next); next = root.get(at)) {
        seen.add(next);
        at = next;
      }
      return at;
    };
    const parts = new Map<Group, Group[]>();
    for (const group of groups) {
      const end = last(group);
      parts.set(end, [...(parts.get(end) ?? []), group]);
    }
    return [...parts.values()].map((members) => ({ name: mostFrequent(members).name, members }));
  }

  #regroup(
    rule: CleaningRule,
    divide: (groups: readonly Group[]) => readonly { name: string; members: readonly Group[] }[],
  ): void {
    const groups = new Map<string, Group>();
    for (const { name, members } of divide([...this.#groups.values()])) {
      for (const group of members) {
        if (group.name === name) continue;
        for (const skill of group.members) {
          this.#rulesOfSkill.set(skill, [...(this.#rulesOfSkill.get(skill) ?? []), rule]);
        }
      }
      const skills = members.flatMap((group) => group.members);
      const texts = members.length === 1 ? members[0].texts : this.#textsOf(skills);
      groups.set(name, { name, members: skills, texts });
    }
    this.#groups = groups;
  }

  renamings(minTexts: number): Renaming[] {
    const { skillNames, needs } = this.#corpus;
    const renamings: Renaming[] = [];
    for (const { name, members, texts } of this.#groups.values()) {
      const dropped = texts < minTexts;
      for (const skill of members) {
        const from = nameOf(skillNames, skill);
        if (!dropped && from === name) continue;
        const rules = this.#rulesOfSkill.get(skill) ?? [];
        renamings.push({
          from,
          to: dropped ? null : name,
          rules: dropped ? [...rules, "rare"] : rules,
          texts: needs.textsOfSkill(skill).length,
        });
      }
    }
    return renamings.sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  /** In how many texts any of these skills is. */
  #textsOf(skills: readonly number[]): number {
    const { needs } = this.#corpus;
    if (skills.length === 1) return needs.textsOfSkill(skills[0]).length;
    const texts = new Set<number>();
    for (const skill of skills) for (const text of needs.textsOfSkill(skill)) texts.add(text);
    return texts.size;
  }
}

function mostFrequent(groups: readonly Group[]): Group {
  return groups.reduce((best, group) =>
    group.texts > best.texts || (group.texts === best.texts && group.name < best.name) ? group : best,
  );
}
