import { readFile } from "node:fs/promises";
import { assembleCorpus, type Corpus, type EdgeList, type Renaming } from "@onset/core/corpus";
import type { SkillTextGraph } from "@onset/core/graph";
import { DataError, UsageError } from "../../errors.js";
import type { Origin } from "../../provenance.js";

/** What was done to a corpus: enough to do it again elsewhere, and to undo it here. */
export type Mapping = {
  readonly schema: "onset/mapping@2";
  readonly provenance: Pick<Origin, "tool">;
  readonly renamings: readonly Renaming[];
  readonly source: { readonly name: string; readonly sha256: string };
  /** The file that was written; null in a dry run. */
  readonly cleaned: { readonly sha256: string } | null;
  /** Lines of the cleaned file, from 1, that were changed, and what they were. */
  readonly originals: readonly { readonly line: number; readonly text: string }[];
};

/** Reads the file of a mapping. */
export async function readMapping(option: string, name: string): Promise<Mapping> {
  const text = await readFile(name, "utf8").catch(() => {
    throw new UsageError(`${option}: there is no file ${JSON.stringify(name)} that can be read`);
  });
  let mapping: Partial<Mapping>;
  try {
    mapping = JSON.parse(text) as Partial<Mapping>;
  } catch {
    throw new DataError(`${name} is not valid JSON: expected the mapping.json that onset clean wrote`);
  }
  if (mapping?.schema !== "onset/mapping@2" || !isRenamings(mapping.renamings)) {
    throw new DataError(
      `${name} is no mapping: expected "schema": "onset/mapping@2" and a list of renamings`,
    );
  }
  return mapping as Mapping;
}

function isRenamings(value: unknown): value is readonly Renaming[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: Partial<Renaming> | null) =>
        typeof item?.from === "string" && (item.to === null || typeof item.to === "string"),
    )
  );
}

/** The renamings of a mapping that a corpus has, with the numbers of its own texts. */
export function renamingsFor(corpus: Corpus, { renamings }: Mapping): Renaming[] {
  const skillOfName = new Map(Array.from(corpus.skillNames, (name, skill) => [name, skill]));
  return renamings.flatMap(({ from, to, rules }) => {
    const skill = skillOfName.get(from);
    if (skill === undefined) return [];
    return [{ from, to, rules: rules ?? [], texts: corpus.needs.textsOfSkill(skill).length }];
  });
}

/** What a skill is called now; null when it is dropped. */
export type NewName = (name: string) => string | null;

/** The new names that some renamings give. */
export function newNames(renamings: readonly Renaming[]): NewName {
  const names = new Map(renamings.map(({ from, to }) => [from, to]));
  return (name) => {
    const found = names.get(name);
    return found === undefined ? name : found;
  };
}

/** The corpus under its new names. Texts that lose all their skills stay, without any. */
export function renamedCorpus(corpus: Corpus, nameOf: NewName): Corpus {
  const skillOfName = new Map<string, number>();
  const skillOfOld = Array.from(corpus.skillNames, (old) => {
    const name = nameOf(old);
    if (name === null) return -1;
    const skill = skillOfName.get(name) ?? skillOfName.size;
    skillOfName.set(name, skill);
    return skill;
  });
  const edges = ({ textCount, textOffsets, textSkills }: SkillTextGraph): EdgeList => {
    const texts: number[] = [];
    const skills: number[] = [];
    for (let text = 0; text < textCount; text++) {
      for (let edge = textOffsets[text]; edge < textOffsets[text + 1]; edge++) {
        const skill = skillOfOld[textSkills[edge]];
        if (skill < 0) continue;
        texts.push(text);
        skills.push(skill);
      }
    }
    return { texts: Uint32Array.from(texts), skills: Uint32Array.from(skills) };
  };
  const { directed, needs, textNames } = corpus;
  const lists = directed === undefined ? [edges(needs)] : [edges(directed.requires), edges(directed.teaches)];
  return assembleCorpus(textNames, [...skillOfName.keys()], lists).corpus;
}
