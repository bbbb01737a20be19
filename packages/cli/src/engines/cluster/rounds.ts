/**
 * Learning where the texts are. A scan without shuffle sends a byte a skill: the round that teaches it by the texts that
 * this machine holds, or that none is known. Texts that teach a skill earlier than that come back, and this machine
 * holds them from then on, with those that are about to teach. The rounds before the earliest such text are final.
 *
 * Rounds r solve r(s) = min over texts t with s of 1 + max(what t requires, the (D + 1)-th largest r of what it teaches).
 * A solution that is nowhere too early is the true one: a text that teaches in round k has what it needs before k, so by
 * induction on k no round can be too late. The held texts are some of all, so their rounds are nowhere too early.
 */

import { randomBytes } from "node:crypto";
import { none } from "@onset/core/learning";
import { type Following, onlyNumbers, onlyRow, type SqlEngine } from "../sql/engine.js";
import { HeldTexts } from "./held.js";
import { isMissing, type Staged, type Tell } from "./stage.js";

/** The learner. */
export type RemoteLearner = {
  readonly maxUnlearned: number;
  /** One byte a skill: 1 for those known at the start. */
  readonly known: Uint8Array;
};

/** Where the texts stand that still have something to teach, and how many pairs of text and skill they hold. */
export type Rest = { readonly table: string; readonly texts: number; readonly edges: number };

/** What learning in rounds found. */
export type RemoteRounds = {
  /** For every skill 0 when known, the round that learned it, or {@link none}. */
  readonly roundOfSkill: Uint32Array;
  readonly learnedPerRound: readonly number[];
  /** How often the texts were scanned. */
  readonly scans: number;
  /** How many of the last rounds were done by finishing on this machine; null when that was not so. */
  readonly finishedHere: number | null;
};

/** What rounds are done with. */
export type RoundsOptions = {
  readonly tell: Tell;
  readonly resume: boolean;
  /** A checkpoint is written when so many milliseconds have passed since the last one. */
  readonly checkpointEvery: number;
  /** The rest is only written anew when it holds more pairs than this. */
  readonly compactAbove: number;
  /** Pairs of text and skill that this machine may hold to look ahead; 0: a scan for every round. */
  readonly holdable: number;
  /** Finishes the rest on this machine, from the rounds so far; null where it goes on in the cluster. */
  readonly finish: ((rest: Rest, rounds: Uint32Array) => Promise<number | null>) | null;
  readonly now: () => number;
};

/** Below this share of the unknown skills at the last time, the rest is written anew without what is known. */
const compactBelow = 0.5;

/** A byte tells rounds from 1 up to this one, counted from the last that is final. */
const horizon = 126;
/** Taught by no text that is held. */
const never = 127;
/** Added where the scan before said never. */
const wasNever = 128;

export async function learnRemotely(
  engine: SqlEngine,
  staged: Staged,
  { maxUnlearned, known }: RemoteLearner,
  key: string,
  { tell, resume, checkpointEvery, compactAbove, holdable, finish, now }: RoundsOptions,
): Promise<RemoteRounds> {
  const checkpoint = `${staged.folder}/checkpoint-${key}`;
  // A server may still be writing for a run that was killed.
  const run = randomBytes(6).toString("hex");
  const before = resume ? await roundsIn(engine, checkpoint, staged.skills) : null;
  // Only final rounds stand here.
  const rounds = before ?? Uint32Array.from(known, (flag) => (flag === 0 ? none : 0));
  let final = lastOf(rounds);
  const held = new HeldTexts(staged.skills, staged.isDirected);
  const words = new BigInt64Array(Math.ceil(staged.skills / 8));
  const marks = new Uint8Array(words.buffer).fill(never);
  let rest: Rest = { table: staged.texts_, texts: staged.texts, edges: staged.taughtEdges };
  let openBefore = openOf(rounds);
  let [compacted, scans, saved, isAhead] = [0, 0, now(), holdable > 0];
  let sentUpTo = 0;
  let finishedHere: number | null = null;
  for (;;) {
    const open = openOf(rounds);
    const follow = tell(`round ${final + 1}: ${open} skills unknown`);
    const learned = held.learn(rounds, maxUnlearned);
    for (let skill = 0; skill < rounds.length; skill++) {
      const found = learned.roundOfSkill[skill];
      const mark = rounds[skill] !== none ? 0 : found > horizon ? never : found;
      marks[skill] = mark | ((marks[skill] & never) === never ? wasNever : 0);
    }
    const byteOf = byteIn(engine, await engine.share("onset_marks", words));
    if (rest.edges > compactAbove && open < compactBelow * openBefore) {
      const table = `${staged.folder}/rest-${run}-${compacted++ % 2}`;
      rest = await compact(engine, rest.table, table, byteOf, tell("writing what is left"));
      openBefore = open;
      isAhead = holdable > 0;
      finishedHere = (await finish?.(rest, rounds)) ?? null;
      if (finishedHere !== null) break;
    }
    const maxAhead = isAhead ? maxUnlearned + 1 : 0;
    let earliest = horizon + 1;
    const query = scanQuery(engine, rest.table, byteOf, { maxUnlearned, maxAhead, sentUpTo });
    for await (const batch of engine.rows(query, follow)) {
      const [ats, taught] = [batch.numbers("taught_in"), batch.lists("teaches")];
      const required = staged.isDirected ? batch.lists("requires") : null;
      for (let i = 0; i < batch.count; i++) {
        if (ats[i] > 0) earliest = Math.min(earliest, ats[i]);
        // A text that is not held now comes again when it teaches.
        else if (held.edges > holdable) isAhead = false;
        if (ats[i] > 0 || isAhead) held.add(listAt(taught, i), required && listAt(required, i));
      }
    }
    scans++;
    sentUpTo = maxAhead;
    for (let skill = 0; skill < rounds.length; skill++) {
      const round = marks[skill] & never;
      if (round > 0 && round < earliest && rounds[skill] === none) rounds[skill] = final + round;
    }
    if (earliest > horizon && learned.learnedPerRound.length <= horizon) break;
    final += earliest - 1;
    if (now() - saved >= checkpointEvery) {
      await save(engine, checkpoint, rounds);
      saved = now();
    }
  }
  return { roundOfSkill: rounds, learnedPerRound: perRoundOf(rounds), scans, finishedHere };
}

/** The byte of a skill. */
function byteIn({ dialect }: SqlEngine, words: string): (skill: string) => string {
  return (skill) => dialect.byte(words, skill);
}

type Scan = {
  readonly maxUnlearned: number;
  /** Texts with no more unknown skills than this come along, if they did not before. */
  readonly maxAhead: number;
  readonly sentUpTo: number;
};

/** Texts that teach something earlier than it is known to be taught (`taught_in` says in which round), or soon (it is 0). */
function scanQuery(
  { dialect: d }: SqlEngine,
  table: string,
  byteOf: (skill: string) => string,
  { maxUnlearned, maxAhead, sentUpTo }: Scan,
): string {
  const roundOf = (skill: string): string => `(${byteOf(skill)} & ${never})`;
  const both = (test: (skill: string) => string): string =>
    `${d.size(d.kept("teaches", test))} + ${d.size(d.kept("requires", test))}`;
  const isOpen = (skill: string): string => `${roundOf(skill)} > 0`;
  const ahead =
    maxAhead === 0
      ? "false"
      : `${both((skill) => `${roundOf(skill)} = ${never}`)} between 1 and ${maxAhead}
          and ${both((skill) => `${byteOf(skill)} >= ${wasNever}`)} > ${sentUpTo}`;
  return `
    select case when teaching then taught_in else 0 end as taught_in, ${d.kept("teaches", isOpen)} as teaches, ${d.kept("requires", isOpen)} as requires
    from (
      select teaches, requires, taught_in, taught_in <= ${horizon} and latest > taught_in as teaching, ahead from (
        select teaches, requires, ahead, coalesce(${d.itemAt("late", "0")}, 0) as latest,
          1 + greatest(coalesce(${d.itemAt("late", String(maxUnlearned))}, 0), required) as taught_in
        from (
          select teaches, requires, ${d.descending(d.mapped("teaches", roundOf))} as late,
            coalesce(${d.largest(d.mapped("requires", roundOf))}, 0) as required, ${ahead} as ahead
          from ${table})))
    where teaching or ahead`;
}

/** Writes the texts that still have something to teach, without what was known at the last scan. */
async function compact(
  engine: SqlEngine,
  table: string,
  folder: string,
  byteOf: (skill: string) => string,
  follow: Following,
): Promise<Rest> {
  const { dialect: d } = engine;
  const left = (skill: string): string => `${byteOf(skill)} > 0`;
  await engine.write(
    folder,
    `select * from (select row, ${d.kept("requires", left)} as requires, ${d.kept("teaches", left)} as teaches from ${table})
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

function listAt(
  { offsets, values }: { readonly offsets: ArrayLike<number>; readonly values: Uint32Array },
  row: number,
): Uint32Array {
  return values.slice(offsets[row], offsets[row + 1]);
}

function openOf(rounds: Uint32Array): number {
  let open = 0;
  for (const round of rounds) if (round === none) open++;
  return open;
}

function lastOf(rounds: Uint32Array): number {
  return rounds.reduce((max, round) => (round === none || round < max ? max : round), 0);
}

function perRoundOf(rounds: Uint32Array): number[] {
  const counts = new Array<number>(lastOf(rounds)).fill(0);
  for (const round of rounds) if (round !== none && round > 0) counts[round - 1]++;
  return counts;
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
