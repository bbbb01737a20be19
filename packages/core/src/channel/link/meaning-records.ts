import type { Codec } from "../../codec/index.js";

/**
 * The records of a text's meaning: its skills in groups of nearly equal size, each a record that tells its own skills
 * without the others. A text without skills has one record. The sender reads every record back: a meaning that does
 * not come out of its records as it went in is sent in one group.
 */
export function meaningRecords(codec: Codec, text: string, groupSkills: number): Uint8Array[] {
  const skills = codec.meaning(text);
  const groups = Math.max(1, Math.ceil(skills.length / groupSkills));
  if (groups === 1) return [codec.encodeMeaning(text)];
  const records = Array.from({ length: groups }, (_, group) => {
    const begin = Math.floor((group * skills.length) / groups);
    const end = Math.floor(((group + 1) * skills.length) / groups);
    return codec.encodeMeaning(skills.slice(begin, end).join(" "));
  });
  return skillsOf(codec, records).join("\n") === skills.join("\n") ? records : [codec.encodeMeaning(text)];
}

/** The skills of some records, distinct and sorted by code units, as `codec.meaning` gives them. */
export function skillsOf(codec: Codec, records: readonly Uint8Array[]): string[] {
  return distinct(records.flatMap((record) => codec.decodeMeaning(record)));
}

/** Skills without repeats, sorted by code units. */
export function distinct(skills: readonly string[]): string[] {
  return [...new Set(skills)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
