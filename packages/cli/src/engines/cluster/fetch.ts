/** From the workspace to this machine: the integers, and a corpus as if its files had been read here. */

import type { Corpus, Names } from "@onset/core/corpus";
import { type SkillTextGraph, TextLists } from "@onset/core/graph";
import { learnTexts, none } from "@onset/core/learning";
import { NumberedNames, StoredNames } from "@onset/reading";
import { DataError } from "../../errors.js";
import type { SqlEngine } from "../sql/engine.js";
import type { Rest } from "./rounds.js";
import type { Staged, Tell } from "./stage.js";

/** A corpus that came from a workspace. */
export type Fetched = {
  readonly corpus: Corpus;
  /** Number of each text's row, from 0. */
  readonly records: Uint32Array;
};

/**
 * Fetches the texts in the order of their rows, and the names.
 *
 * @throws DataError when there are more rows than this machine can number, or fewer arrive than were staged
 */
export async function fetchCorpus(engine: SqlEngine, staged: Staged, tell: Tell): Promise<Fetched> {
  const { texts, skills, isDirected } = staged;
  if (staged.rows > 0xffff_fffe || skills > 0xffff_fffe) {
    throw new DataError(`${staged.rows} rows are more than one machine can number: say --finish remote`);
  }
  const follow = tell("fetching texts");
  const records = new Uint32Array(texts);
  const teaches = new TextLists();
  const requires = isDirected ? new TextLists() : null;
  const needs = isDirected ? new TextLists() : null;
  let count = 0;
  for await (const batch of engine.rows(`select row, requires, teaches from ${staged.texts_} order by row`)) {
    const rows = batch.numbers("row");
    const taught = batch.lists("teaches");
    const required = isDirected ? batch.lists("requires") : null;
    for (let i = 0; i < batch.count; i++) {
      records[count++] = rows[i];
      const own = taught.values.subarray(taught.offsets[i], taught.offsets[i + 1]);
      if (required !== null) {
        const before = required.values.subarray(required.offsets[i], required.offsets[i + 1]);
        requires!.add(before, before.length);
        const both = new Uint32Array(own.length + before.length);
        both.set(own);
        both.set(before, own.length);
        needs!.add(both, both.length);
      }
      teaches.add(own, own.length);
    }
    follow(count, texts);
  }
  if (count !== texts) throw new DataError(`${count} texts arrived from the workspace, expected ${texts}`);
  const skillNames = await fetchNames(
    engine,
    `select name from ${staged.skills_} order by id`,
    skills,
    tell("fetching names"),
  );
  const textNames: Names = staged.hasIds
    ? await fetchNames(
        engine,
        `select name from ${staged.labels_} order by row`,
        texts,
        tell("fetching names"),
      )
    : new NumberedNames(records);
  const built = (lists: TextLists): SkillTextGraph => lists.build(skills).graph;
  if (needs === null) return { corpus: { textNames, skillNames, needs: built(teaches) }, records };
  const directed = { requires: built(requires!), teaches: built(teaches) };
  return { corpus: { textNames, skillNames, needs: built(needs), directed }, records };
}

/** Names by index, in the order of a query. */
async function fetchNames(
  engine: SqlEngine,
  query: string,
  expected: number,
  follow: ReturnType<Tell>,
): Promise<Names> {
  const names = new StoredNames();
  const encoder = new TextEncoder();
  for await (const batch of engine.rows(query)) {
    for (const name of batch.strings("name")) {
      const bytes = encoder.encode(name ?? "");
      names.add(bytes, 0, bytes.length);
    }
    follow(names.length, expected);
  }
  if (names.length !== expected) {
    throw new DataError(`${names.length} names arrived from the workspace, expected ${expected}`);
  }
  return names;
}

/** Bytes that a corpus takes on this machine while it is fetched and learned. */
export function bytesHere({
  texts,
  skills,
  taughtEdges,
  requiredEdges,
  edges,
  isDirected,
  nameBytes,
}: Staged): number {
  const lists = isDirected ? taughtEdges + requiredEdges + edges : edges;
  // Lists and graphs at once (12 bytes an edge), learning beside them, and the names.
  return 12 * lists + 60 * texts + 60 * skills + nameBytes;
}

/**
 * Finishes what is left on this machine, if it fits: rounds are counted on.
 *
 * @returns how many further rounds there were, which are entered into `rounds`; null when it does not fit
 */
export async function fetchRest(
  engine: SqlEngine,
  staged: Staged,
  rest: Rest,
  rounds: Uint32Array,
  maxUnlearned: number,
  bytesFree: number,
  tell: Tell,
): Promise<number | null> {
  const { skills, isDirected } = staged;
  const share = staged.taughtEdges === 0 ? 1 : rest.edges / staged.taughtEdges;
  const needed = 12 * (rest.edges + share * staged.requiredEdges) + 60 * rest.texts + 40 * skills;
  if (!(needed < 0.7 * bytesFree) || rest.texts > 0xffff_fffe) return null;
  const follow = tell("fetching what is left");
  const teaches = new TextLists();
  const requires = isDirected ? new TextLists() : null;
  // The teaching texts are found in the cluster afterwards: here their order has no meaning.
  for await (const batch of engine.rows(`select requires, teaches from ${rest.table}`)) {
    const taught = batch.lists("teaches");
    const required = isDirected ? batch.lists("requires") : null;
    for (let i = 0; i < batch.count; i++) {
      const own = taught.values.subarray(taught.offsets[i], taught.offsets[i + 1]);
      teaches.add(own, own.length);
      if (required === null) continue;
      const before = required.values.subarray(required.offsets[i], required.offsets[i + 1]);
      requires!.add(before, before.length);
    }
    follow(teaches.textCount, rest.texts);
  }
  if (teaches.textCount !== rest.texts) {
    throw new DataError(`${teaches.textCount} texts arrived from the workspace, expected ${rest.texts}`);
  }
  const known = Uint8Array.from(rounds, (round) => (round === none ? 0 : 1));
  const taught = teaches.build(skills).graph;
  const texts = requires === null ? taught : { requires: requires.build(skills).graph, teaches: taught };
  const result = learnTexts(texts, { maxUnlearned, known });
  const before = rounds.reduce((max, round) => (round === none || round < max ? max : round), 0);
  for (const [skill, round] of result.roundOfSkill.entries()) {
    if (round !== none && round > 0) rounds[skill] = before + round;
  }
  return result.learnedPerRound.length;
}
