import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import {
  batchSize,
  compareRows,
  corpusExperiment,
  makeTask,
  mergeRows,
  parseRow,
  printRow,
  type Row,
  runSweep,
  runTrials,
  type Shard,
  type SweepOptions,
  type SweepTask,
  type Task,
} from "../../src/sweep/index.js";
import { poisson } from "../../src/theory/index.js";

const at = (ratio: number, options: object = {}) =>
  makeTask(corpusExperiment({ law: poisson(5), ratio, skills: 300, ...options }), { engine: "graph" });
const size = batchSize(at(2.4));
const fixed: SweepTask[] = [2.3, 2.5, 2.7].map((ratio) => ({
  task: at(ratio),
  rule: { maxTrials: Math.round(3.5 * size) },
}));
const adaptive: SweepTask[] = [
  { task: at(2.2), rule: { maxTrials: 6 * size, maxEvents: 120 } },
  { task: at(2.5), rule: { maxTrials: 6 * size, maxEvents: 120 } },
  { task: at(1, { law: poisson(2) }), rule: { maxTrials: 2000, maxEvents: 1, targetError: 0.008 } },
  { task: at(3.2), rule: { maxTrials: 10 * size, targetError: 0.02 } },
];

/** Trials are simulated once for all tests; workers only differ in when they answer. */
const memory = new Map<string, Row>();
function simulate(task: Task, [from, to]: readonly [number, number]): Row {
  const key = `${task.id} ${from} ${to}`;
  const row = memory.get(key) ?? runTrials(task, [from, to]);
  memory.set(key, row);
  return row;
}

/** Workers that answer in an order that a seed decides. */
function workers(seed: number) {
  const rng = stream(seed, "workers");
  return async (task: Task, range: readonly [number, number]): Promise<Row> => {
    for (let turns = rng.nextInteger(12); turns > 0; turns--) await Promise.resolve();
    return simulate(task, range);
  };
}

/** The files of a sweep: what was heard, as lines. */
async function linesOf(tasks: SweepTask[], seed: number, options: SweepOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  await runSweep(tasks, workers(seed), { ...options, onRow: (row) => lines.push(printRow(row, "onset")) });
  return lines;
}

function gather(lines: readonly string[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const line of lines) {
    const row = parseRow(line, "onset");
    const before = rows.get(row.task);
    rows.set(row.task, before === undefined ? row : mergeRows(before, row));
  }
  return rows;
}

const sorted = (rows: Iterable<Row | null>) => [...rows].filter((row) => row !== null).sort(compareRows);

for (const [kind, tasks] of Object.entries({ "fixed numbers of trials": fixed, "stop rules": adaptive })) {
  describe(`a sweep with ${kind}`, () => {
    const whole = runSweep(tasks, workers(0));

    it("gives the same rows for 1, 2, 3 and 7 workers, whatever the order of their answers", async () => {
      for (let seed = 1; seed <= 20; seed++) {
        for (const width of [1, 2, 3, 7]) {
          expect(await runSweep(tasks, workers(seed), { width })).toEqual(await whole);
        }
      }
    });

    it("says batch by batch what it counts, so that the lines add up to the rows", async () => {
      const lines = await linesOf(tasks, 1, { width: 3 });
      expect(sorted(gather(lines).values())).toEqual(sorted(await whole));
    });

    it("goes on from any prefix of its lines to the same rows", async () => {
      const lines = await linesOf(tasks, 2, { width: 3 });
      await fc.assert(
        fc.asyncProperty(fc.nat(lines.length), fc.integer({ min: 1, max: 4 }), async (kept, width) => {
          const done = gather(lines.slice(0, kept));
          expect(await runSweep(tasks, workers(kept), { width, done })).toEqual(await whole);
        }),
        { numRuns: 40 },
      );
    });

    it("does nothing more when all is done", async () => {
      const done = gather(await linesOf(tasks, 3));
      expect(await linesOf(tasks, 4, { done })).toEqual([]);
      expect(await runSweep(tasks, workers(5), { done })).toEqual(await whole);
    });

    it.each([1, 2, 3, 5, 20])("gives the same rows when %i shards share it", async (count) => {
      const lines: string[] = [];
      for (let index = count; index >= 1; index--) {
        const shard: Shard = { index, count };
        const first = await linesOf(tasks, index, { shard, width: 2 });
        // Every shard is interrupted once and goes on.
        const kept = first.slice(0, Math.floor(first.length / 2));
        lines.push(...kept, ...(await linesOf(tasks, index, { shard, done: gather(kept) })));
      }
      expect(sorted(gather(lines).values())).toEqual(sorted(await whole));
    });
  });
}

describe("the end of a task", () => {
  it("comes at the number of trials when nothing else is asked for", async () => {
    const rows = await runSweep(fixed, workers(1));
    expect(rows.map((row) => row!.ranges)).toEqual(fixed.map(({ rule }) => [[0, rule.maxTrials]]));
  });

  it("comes at the first batch after which the rarer outcome was seen often enough", async () => {
    const [, row] = await runSweep(adaptive, workers(1));
    const rarer = (some: Row) => Math.min(some.emerged!, some.trials - some.emerged!);
    expect(rarer(row!)).toBeGreaterThanOrEqual(120);
    expect(row!.trials % size).toBe(0);
    expect(row!.trials).toBeLessThan(adaptive[1].rule.maxTrials);
    expect(rarer(simulate(adaptive[1].task, [0, row!.trials - size]))).toBeLessThan(120);
  });

  it("comes at the target error, though not before 100 trials", async () => {
    const [, , gradual, emerged] = await runSweep(adaptive, workers(1));
    expect(gradual!.trials).toBeLessThan(adaptive[2].rule.maxTrials);
    expect(emerged!.trials).toBe(Math.ceil(100 / size) * size);
  });

  it("moves when more trials are asked for, without doing any again", async () => {
    const [sweepTask] = fixed as [SweepTask];
    const done = gather(await linesOf([sweepTask], 1));
    const more = { ...sweepTask, rule: { maxTrials: 6 * size } };
    const lines = await linesOf([more], 2, { done });
    expect(lines.map((line) => parseRow(line, "onset").ranges[0])).toEqual([
      [Math.round(3.5 * size), 4 * size],
      [4 * size, 5 * size],
      [5 * size, 6 * size],
    ]);
    expect(await runSweep([more], workers(3), { done })).toEqual(await runSweep([more], workers(4)));
  });

  it("stays where it was when fewer are asked for", async () => {
    const [sweepTask] = fixed as [SweepTask];
    const done = gather(await linesOf([sweepTask], 1));
    const [row] = await runSweep([{ ...sweepTask, rule: { maxTrials: 1 } }], workers(2), { done });
    expect(row!.trials).toBe(sweepTask.rule.maxTrials);
  });
});

describe("a sweep that cannot go on", () => {
  it("rejects with the first failure of a worker and gives out no more work", async () => {
    let calls = 0;
    const failing = async (task: Task, range: readonly [number, number]): Promise<Row> => {
      if (++calls === 3) throw new Error("the worker died");
      await Promise.resolve();
      return simulate(task, range);
    };
    await expect(runSweep(fixed, failing, { width: 2 })).rejects.toThrow("the worker died");
    expect(calls).toBeLessThanOrEqual(5);
  });

  it("refuses a task that is there twice, a rule and a shard out of range", async () => {
    const [sweepTask] = fixed as [SweepTask];
    await expect(runSweep([sweepTask, sweepTask], workers(1))).rejects.toThrow("is there twice");
    await expect(runSweep([{ ...sweepTask, rule: { maxTrials: 0 } }], workers(1))).rejects.toThrow(
      "maxTrials",
    );
    const targetError = { ...sweepTask, rule: { maxTrials: 1, targetError: 0 } };
    await expect(runSweep([targetError], workers(1))).rejects.toThrow("targetError");
    const shard = { index: 3, count: 2 };
    await expect(runSweep([sweepTask], workers(1), { shard })).rejects.toThrow(
      '"shard.index" expected an integer in [1, 2], got 3',
    );
    await expect(runSweep([sweepTask], workers(1), { width: 0 })).rejects.toThrow("width");
  });
});
