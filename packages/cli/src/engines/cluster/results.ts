/** What follows from the rounds of skills, in scans of the texts: counts, degrees, teaching texts, tables. */

import { none } from "@onset/core/learning";
import type { SqlEngine } from "../sql/engine.js";
import { type RemoteLearner, signed } from "./rounds.js";
import type { Staged, Tell } from "./stage.js";

/** How many nodes have how many edges: only degrees that occur, ascending. */
export type SparseDegrees = { readonly degrees: readonly number[]; readonly counts: readonly number[] };

/** What a corpus is before anything is learned. */
export type Beginning = {
  readonly textSizes: SparseDegrees;
  readonly skillDegrees: SparseDegrees;
  /** Texts that can teach in the first round. */
  readonly startingTexts: number;
};

/** Counts the degrees of what is not known, and the texts that can teach at once. */
export async function measureBeginning(
  engine: SqlEngine,
  staged: Staged,
  { maxUnlearned, known }: RemoteLearner,
  tell: Tell,
): Promise<Beginning> {
  const { dialect: d } = engine;
  const flags = new BigInt64Array(Math.ceil(staged.skills / 64));
  for (const [skill, flag] of known.entries()) {
    if (flag !== 0) flags[skill >>> 6] |= BigInt.asIntN(64, 1n << BigInt(skill & 63));
  }
  const bits = await engine.share("onset_known", flags);
  const unknown = (item: string): string => `${d.bit(bits, item)} = 0`;
  const follow = tell("counting degrees");
  const all = d.distinct(d.joined("requires", "teaches"));
  const sizes = { degrees: [] as number[], counts: [] as number[] };
  let startingTexts = 0;
  const ofTexts = `
    select size, count(*) as n, sum(case when ready and taught between 1 and ${maxUnlearned} then 1 else 0 end) as starting
    from (select ${d.size(d.kept(all, unknown))} as size, ${d.size(d.kept("teaches", unknown))} as taught,
      ${d.isEach("requires", (item) => `not (${unknown(item)})`)} as ready from ${staged.texts_})
    group by size order by size`;
  for await (const batch of engine.rows(ofTexts, follow)) {
    sizes.degrees.push(...batch.numbers("size"));
    sizes.counts.push(...batch.numbers("n"));
    startingTexts += batch.numbers("starting").reduce((sum, n) => sum + n, 0);
  }
  const skillDegrees = { degrees: [] as number[], counts: [] as number[] };
  const ofSkills = `select degree, count(*) as n from ${staged.skills_} where ${unknown("id")} group by degree order by degree`;
  for await (const batch of engine.rows(ofSkills, follow)) {
    skillDegrees.degrees.push(...batch.numbers("degree"));
    skillDegrees.counts.push(...batch.numbers("n"));
  }
  return { textSizes: sizes, skillDegrees, startingTexts };
}

/** What became of the texts. */
export type Ending = {
  /** Texts of which every skill is known or learned. */
  readonly textsUnderstood: number;
  /** For every learned skill the row of the text that taught it, else -1. */
  readonly rowOfSkill: Float64Array;
};

/** One scan: the first text that taught each skill in its round, and the texts that are understood. */
export async function measureEnding(
  engine: SqlEngine,
  staged: Staged,
  roundOfSkill: Uint32Array,
  maxUnlearned: number,
  tell: Tell,
): Promise<Ending> {
  const { dialect: d } = engine;
  const rounds = await engine.share("onset_rounds", signed(latest(roundOfSkill)));
  const roundOf = (item: string): string => d.at(rounds, item);
  const never = 0x7fff_ffff;
  const sorted = (list: string): string => d.descending(d.mapped(list, roundOf));
  const from = (list: string, place: number): string => `coalesce(${d.itemAt(list, String(place))}, -1)`;
  // A skill is taught by a text of which at most D skills come as late, after all that the text requires.
  const ends = d.bound(d.record({ late: sorted("teaches"), before: sorted("requires") }), (list) =>
    d.record({
      cut: `greatest(${from(`${list}.late`, maxUnlearned)}, ${from(`${list}.before`, 0)}, 0)`,
      latest: from(`${list}.late`, 0),
      required: from(`${list}.before`, 0),
    }),
  );
  const isTaught = (item: string): string => `${roundOf(item)} > ends.cut and ${roundOf(item)} < ${never}`;
  const query = `
    select skill, min(row) as row, count(*) as n from (
      select row, ${d.unfolded(
        d.joined(
          `case when ends.latest > ends.cut then ${d.kept("teaches", isTaught)} else ${d.empty("int")} end`,
          `case when greatest(ends.latest, ends.required) < ${never} then ${d.list(d.integer("-1"))} else ${d.empty("int")} end`,
        ),
      )} as skill
      from (select row, teaches, ${ends} as ends from ${staged.texts_}))
    group by skill`;
  const rowOfSkill = new Float64Array(staged.skills).fill(-1);
  let textsUnderstood = 0;
  for await (const batch of engine.rows(query, tell("finding the texts that taught"))) {
    const [skills, rows, counts] = [batch.numbers("skill"), batch.numbers("row"), batch.numbers("n")];
    for (let i = 0; i < batch.count; i++) {
      if (skills[i] === -1) textsUnderstood = counts[i];
      else rowOfSkill[skills[i]] = rows[i];
    }
  }
  return { textsUnderstood, rowOfSkill };
}

/** Rounds with the largest number for those that never came: it sorts behind all others. */
function latest(rounds: Uint32Array): Uint32Array {
  return rounds.map((round) => (round === none ? 0x7fff_ffff : round));
}

/** The names of some skills. */
export async function namesOfSkills(
  engine: SqlEngine,
  staged: Staged,
  skills: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  if (skills.length === 0) return names;
  const query = `select id, name from ${staged.skills_} where id in (${skills.join(", ")})`;
  for await (const batch of engine.rows(query)) {
    const ids = batch.numbers("id");
    for (const [i, name] of batch.strings("name").entries()) names.set(ids[i], name!);
  }
  return names;
}

/** Which skills are known at the start: the most frequent ones, ties by the order of names, or those of a list. */
export async function knownRemotely(
  engine: SqlEngine,
  staged: Staged,
  asked: { readonly top: number } | { readonly names: readonly string[] } | null,
): Promise<{ readonly flags: Uint8Array; readonly count: number; readonly missing: readonly string[] }> {
  const flags = new Uint8Array(staged.skills);
  if (asked === null) return { flags, count: 0, missing: [] };
  const take = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const batch of engine.rows(query)) {
      for (const id of batch.numbers("id")) flags[id] = 1;
      found.push(...batch.strings("name").map(String));
    }
    return found;
  };
  if ("top" in asked) {
    const found = await take(
      `select id, name from ${staged.skills_} order by degree desc, id limit ${asked.top}`,
    );
    return { flags, count: found.length, missing: [] };
  }
  const names = [...new Set(asked.names)];
  const table = await engine.shareNames("onset_asked", names);
  const found = new Set(
    await take(`select s.id, s.name from ${staged.skills_} s join ${table} k on s.name = k.name`),
  );
  return { flags, count: found.size, missing: names.filter((name) => !found.has(name)) };
}

/** Writes tables of skills and texts, as Parquet, where the cluster can write. */
export async function writeTables(
  engine: SqlEngine,
  staged: Staged,
  roundOfSkill: Uint32Array,
  rowOfSkill: Float64Array,
  folder: string,
  tell: Tell,
): Promise<void> {
  const { dialect: d } = engine;
  const rounds = await engine.share("onset_rounds", signed(roundOfSkill));
  const rows = await engine.share("onset_rows", BigInt64Array.from(rowOfSkill, BigInt));
  const round = d.at(rounds, "s.id");
  await engine.write(
    `${folder}/skills`,
    `select s.name as skill, s.degree as texts, case when ${round} = 0 then 1 else 0 end as known,
       case when ${round} >= 0 then ${round} end as round, l.name as learned_from
     from (select id, name, degree, ${d.at(rows, "id")} as row from ${staged.skills_}) s
     left join ${staged.labels_} l on s.row = l.row order by s.id`,
    tell("writing skills"),
  );
  const all = d.distinct(d.joined("requires", "teaches"));
  const unlearned = d.kept(all, (item) => `${d.at(rounds, item)} < 0`);
  await engine.write(
    `${folder}/texts`,
    `select l.name as text, t.skills as skills, t.unlearned as unlearned
     from (select row, ${d.size(all)} as skills, ${d.size(unlearned)} as unlearned from ${staged.texts_}) t
     join ${staged.labels_} l on t.row = l.row order by t.row`,
    tell("writing texts"),
  );
}
