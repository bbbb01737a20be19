/**
 * Learning where the texts are. A round is a scan without shuffle: the bits of what is learned go out, every text with
 * no unknown required skill and 1 to D unknown taught ones names those, and distinct skills come back. The rounds of
 * skills stay on this machine, and everything else follows from them in one scan at the end.
 */

import { none } from "@onset/core/learning";
import { type Following, onlyNumbers, onlyRow, type SqlEngine } from "../sql/engine.js";
import { isMissing, type Staged, type Tell } from "./stage.js";

/** The learner. */
export type RemoteLearner = {
  readonly maxUnlearned: number;
  /** One byte a skill: 1 for those known at the start. */
  readonly known: Uint8Array;
};

/** Where the texts stand that still have something to teach, and how many pairs of text and unknown skill they hold. */
export type Rest = { readonly table: string; readonly texts: number; readonly edges: number };

/** What learning in rounds found. */
export type RemoteRounds = {
  /** For every skill 0 when known, the round that learned it, or {@link none}. */
  readonly roundOfSkill: Uint32Array;
  readonly learnedPerRound: readonly number[];
};

/** What rounds are done with. */
export type RoundsOptions = {
  readonly tell: Tell;
  readonly resume: boolean;
  /** A checkpoint is written when so many milliseconds have passed since the last one. */
  readonly checkpointEvery: number;
  /** The rest is only written anew when it holds more pairs than this. */
  readonly compactAbove: number;
  /** Finishes the rest on this machine, from the rounds so far; null where it goes on in the cluster. */
  readonly finish: ((rest: Rest, rounds: Uint32Array) => Promise<readonly number[] | null>) | null;
  readonly now: () => number;
};

/** Below this share of what there was at the last time, the rest is written anew without what is learned. */
const compactBelow = 0.5;

export async function learnRemotely(
  engine: SqlEngine,
  staged: Staged,
  { maxUnlearned, known }: RemoteLearner,
  key: string,
  { tell, resume, checkpointEvery, compactAbove, finish, now }: RoundsOptions,
): Promise<RemoteRounds> {
  const { dialect: d } = engine;
  const checkpoint = `${staged.folder}/checkpoint-${key}`;
  const before = resume ? await roundsIn(engine, checkpoint, staged.skills) : null;
  const rounds = before ?? Uint32Array.from(known, (flag) => (flag === 0 ? none : 0));
  const words = new BigInt64Array(Math.ceil(staged.skills / 64));
  for (const [skill, round] of rounds.entries()) if (round !== none) setBit(words, skill);
  const perRound: number[] = [];
  for (const round of rounds)
    if (round !== none && round > 0) perRound[round - 1] = (perRound[round - 1] ?? 0) + 1;
  let rest: Rest = { table: staged.texts_, texts: staged.texts, edges: staged.taughtEdges };
  let compacted = 0;
  let saved = now();
  for (;;) {
    const round = perRound.length + 1;
    const follow = tell(`round ${round}: ${rest.edges} pairs of text and skill left`);
    const bits = await engine.share("onset_bits", words);
    const unknown = (item: string): string => `${d.bit(bits, item)} = 0`;
    const found = await oneRound(engine, rest.table, unknown, maxUnlearned, follow);
    for (const skill of found.skills) {
      rounds[skill] = round;
      setBit(words, skill);
    }
    if (found.skills.length === 0) return { roundOfSkill: rounds, learnedPerRound: perRound };
    perRound.push(found.skills.length);
    if (now() - saved >= checkpointEvery) {
      await save(engine, checkpoint, rounds);
      saved = now();
    }
    if (rest.edges > compactAbove && found.edges < compactBelow * rest.edges) {
      const table = `${staged.folder}/rest-${key}-${compacted++ % 2}`;
      rest = await compact(engine, rest.table, table, words, tell("writing what is left"));
      const more = await finish?.(rest, rounds);
      if (more != null) return { roundOfSkill: rounds, learnedPerRound: [...perRound, ...more] };
    } else rest = { ...rest, texts: found.texts };
  }
}

/** The skills of a round, and what was left before it. */
async function oneRound(
  engine: SqlEngine,
  table: string,
  unknown: (item: string) => string,
  maxUnlearned: number,
  follow: Following,
): Promise<{ readonly skills: Uint32Array; readonly texts: number; readonly edges: number }> {
  const { dialect: d } = engine;
  const entry = (skill: string, value: string): string =>
    d.record({ skill: d.integer(skill), value: d.long(value) });
  const teaches = `${d.size("u")} between 1 and ${maxUnlearned} and ready`;
  // Beside the skills each text tells what it still holds: one scan answers both.
  const told = d.joined(
    d.list(`${entry("-1", d.size("u"))}, ${entry("-2", `case when ${d.size("u")} > 0 then 1 else 0 end`)}`),
    `case when ${teaches} then ${d.mapped("u", (item) => entry(item, "1"))} else ${d.kept(
      d.mapped("u", (item) => entry(item, "1")),
      () => "false",
    )} end`,
  );
  const sql = `
    select t.skill as skill, sum(t.value) as value from (
      select ${d.unfolded(told)} as t from (
        select ${d.kept("teaches", unknown)} as u, ${d.isEach("requires", (item) => `not (${unknown(item)})`)} as ready
        from ${table}))
    group by t.skill`;
  const skills: number[] = [];
  let [texts, edges] = [0, 0];
  for await (const batch of engine.rows(sql, follow)) {
    const [ids, values] = [batch.numbers("skill"), batch.numbers("value")];
    for (let i = 0; i < batch.count; i++) {
      if (ids[i] === -1) edges = values[i];
      else if (ids[i] === -2) texts = values[i];
      else skills.push(ids[i]);
    }
  }
  return { skills: Uint32Array.from(skills), texts, edges };
}

/** Writes the texts that still hold something unknown, without what is known. */
async function compact(
  engine: SqlEngine,
  table: string,
  folder: string,
  words: BigInt64Array,
  follow: Following,
): Promise<Rest> {
  const { dialect: d } = engine;
  const bits = await engine.share("onset_bits", words);
  const unknown = (item: string): string => `${d.bit(bits, item)} = 0`;
  await engine.write(
    folder,
    `select * from (select row, ${d.kept("requires", unknown)} as requires, ${d.kept("teaches", unknown)} as teaches from ${table})
     where ${d.size("teaches")} > 0`,
    follow,
  );
  const written = engine.written(folder);
  const { texts, edges } = await onlyNumbers(
    engine,
    `select count(*) as texts, coalesce(sum(${d.size("teaches")}), 0) as edges from ${written}`,
    ["texts", "edges"],
  );
  return { table: written, texts, edges };
}

/** Writes the rounds so far into the workspace; the older of two checkpoints stands until the next one is whole. */
async function save(engine: SqlEngine, folder: string, rounds: Uint32Array): Promise<void> {
  const list = await engine.share("onset_rounds", signed(rounds));
  await engine.write(`${folder}-next`, `select ${list} as rounds`);
  await engine.write(folder, `select rounds from ${engine.written(`${folder}-next`)}`);
}

async function roundsIn(engine: SqlEngine, folder: string, skills: number): Promise<Uint32Array | null> {
  for (const place of [folder, `${folder}-next`]) {
    try {
      const row = await onlyRow(engine, `select rounds from ${engine.written(place)}`);
      // -1, for no round, has the bits of none.
      const rounds = new Uint32Array(row.lists("rounds").values);
      if (rounds.length === skills) return rounds;
    } catch (error) {
      if (!isMissing(error) && !/expected a row/.test(String(error))) throw error;
    }
  }
  return null;
}

/** Rounds as 32-bit integers: -1 for none. */
export function signed(rounds: Uint32Array): Int32Array {
  return new Int32Array(rounds.slice().buffer);
}

function setBit(words: BigInt64Array, skill: number): void {
  words[skill >>> 6] |= BigInt.asIntN(64, 1n << BigInt(skill & 63));
}
