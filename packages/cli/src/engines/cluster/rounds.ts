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
/** Added where the scan before said never. Bytes are signed there: what has it is below 0. */
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
  const marks = new Uint8Array(staged.skills).fill(never);
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
    const shared = await engine.share("onset_marks", new Int8Array(marks.buffer));
    const { at, integer } = engine.dialect;
    const markOf = (skill: string): string => integer(at(shared, skill));
    if (rest.edges > compactAbove && open < compactBelow * openBefore) {
      const table = `${staged.folder}/rest-${run}-${compacted++ % 2}`;
      rest = await compact(engine, rest.table, table, markOf, tell("writing what is left"));
      openBefore = open;
      isAhead = holdable > 0;
      finishedHere = (await finish?.(rest, rounds)) ?? null;
      if (finishedHere !== null) break;
    }
    const maxAhead = isAhead ? maxUnlearned + 1 : 0;
    let earliest = horizon + 1;
    const query = scanQuery(engine, staged, rest.table, markOf, { maxUnlearned, maxAhead, sentUpTo });
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

type Scan = {
  readonly maxUnlearned: number;
  /** Texts with no more unknown skills than this come along, if they did not before. */
  readonly maxAhead: number;
  readonly sentUpTo: number;
};

/**
 * Texts that teach something earlier than it is known to be taught (`taught_in` says in which round), or soon (it is 0).
 *
 * Nearly all texts are neither, so the filter is what a scan costs: an engine calls a function for each skill of each
 * text, for as often as its mark is asked for. So it is asked for once; all else follows from the sorted rounds.
 */
function scanQuery(
  { dialect: d }: SqlEngine,
  { isDirected }: Staged,
  table: string,
  markOf: (skill: string) => string,
  { maxUnlearned, maxAhead, sentUpTo }: Scan,
): string {
  const roundOf = (skill: string): string => `(${markOf(skill)} & ${never})`;
  const sortedRounds = (list: string): string => d.descending(d.mapped(list, roundOf));
  const from = (rounds: string, place: number): string => `coalesce(${d.itemAt(rounds, String(place))}, 0)`;
  // Of those that neither texts held nor the start teach there are at least one and no more than can come along.
  const isAhead = (rounds: string): string =>
    maxAhead === 0 ? "false" : `${from(rounds, 0)} = ${never} and ${from(rounds, maxAhead)} < ${never}`;
  const kind = (taughtIn: string, latest: string, ahead: string): string =>
    `case when ${taughtIn} <= ${horizon} and ${latest} > ${taughtIn} then ${taughtIn} when ${ahead} then 0 else -1 end`;
  const taughtIn = isDirected
    ? d.bound(d.record({ late: sortedRounds("teaches"), before: sortedRounds("requires") }), (rounds) => {
        const [late, before] = [`${rounds}.late`, `${rounds}.before`];
        const ready = `1 + greatest(${from(late, maxUnlearned)}, ${from(before, 0)})`;
        return kind(ready, from(late, 0), isAhead(d.descending(d.joined(late, before))));
      })
    : d.bound(sortedRounds("teaches"), (late) =>
        kind(`1 + ${from(late, maxUnlearned)}`, from(late, 0), isAhead(late)),
      );
  const kept = (list: string): string => d.kept(list, (skill) => `${roundOf(skill)} > 0`);
  const before = (list: string): string => d.size(d.kept(list, (skill) => `${markOf(skill)} < 0`));
  return `
    select taught_in, ${kept("teaches")} as teaches, ${kept("requires")} as requires
    from (select teaches, requires, ${taughtIn} as taught_in from ${table})
    where taught_in > 0 or taught_in = 0 and ${before("teaches")} + ${before("requires")} > ${sentUpTo}`;
}

/** Writes the texts that still have something to teach, without what was known at the last scan. */
async function compact(
  engine: SqlEngine,
  table: string,
  folder: string,
  markOf: (skill: string) => string,
  follow: Following,
): Promise<Rest> {
  const { dialect: d } = engine;
  const left = (list: string): string => d.kept(list, (skill) => `(${markOf(skill)} & ${never}) > 0`);
  const isKnown = (skill: string): string => `(${markOf(skill)} & ${never}) = 0`;
  await engine.write(
    folder,
    `select row, ${left("requires")} as requires, ${left("teaches")} as teaches from ${table}
     where not ${d.isEach("teaches", isKnown)}`,
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
  return values.subarray(offsets[row], offsets[row + 1]);
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
