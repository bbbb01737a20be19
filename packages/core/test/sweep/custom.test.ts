import { describe, expect, it } from "vitest";
import {
  batchSize,
  defineExperiment,
  makeTask,
  mergeRows,
  parseRow,
  predict,
  printRow,
  type Range,
  type Row,
  runSweep,
  runTrials,
  type SweepTask,
  summarize,
  type Task,
} from "../../src/sweep/index.js";

type Coupons = { readonly skills: number; readonly texts: number };

/** Every text names one skill. Trials that are said to cost 5 ms make batches of ten, so that there are some to share. */
const coupons = defineExperiment<Coupons>({
  name: "coupons",
  counts: ["repeated"],
  skills: ({ skills }) => skills,
  check: ({ texts }) => {
    if (!(texts >= 0)) throw new RangeError(`"texts" expected a number >= 0, got ${texts}`);
  },
  prepare:
    ({ skills, texts }) =>
    (rng) => {
      const seen = new Set<number>();
      for (let text = 0; text < texts; text++) seen.add(rng.nextInteger(skills));
      return { repeated: texts - seen.size, unlearned: skills - seen.size };
    },
  predict: ({ skills, texts }) => ({ unlearned: (1 - 1 / skills) ** texts }),
  emergedAbove: () => 0.85,
  cost: () => 5e6,
});

const tasks: readonly SweepTask[] = [
  { task: makeTask(coupons({ skills: 20, texts: 40 })), rule: { maxTrials: 47 } },
  {
    task: makeTask(coupons({ texts: 60, skills: 30 }), { seed: 3 }),
    rule: { maxTrials: 400, maxEvents: 15 },
  },
];

/** Workers that answer out of order. */
function unevenWorkers(): (task: Task, range: Range) => Promise<Row> {
  let call = 0;
  return async (task, range) => {
    for (let wait = (7 * ++call) % 5; wait > 0; wait--) await Promise.resolve();
    return runTrials(task, range);
  };
}

describe("a sweep of an experiment of one's own", () => {
  const whole = runSweep(tasks, unevenWorkers());

  it.each([2, 3])("gives the same rows by %i workers as by one", async (width) => {
    expect(await runSweep(tasks, unevenWorkers(), { width })).toEqual(await whole);
  });

  it.each([1, 2, 3])("gives the same rows in %i shards that are added", async (count) => {
    const merged: (Row | null)[] = tasks.map(() => null);
    for (let index = 1; index <= count; index++) {
      const rows = await runSweep(tasks, unevenWorkers(), { shard: { index, count } });
      for (const [i, row] of rows.entries()) {
        const before = merged[i]!;
        merged[i] = before === null || row === null ? (before ?? row) : mergeRows(before, row);
      }
    }
    expect(merged).toEqual(await whole);
  });

  it("goes on where it was interrupted, from rows that were printed and read back", async () => {
    const heard = new Map<string, Row>();
    let calls = 0;
    const failing = async (task: Task, range: Range): Promise<Row> => {
      if (++calls > 4) throw new Error("power cut");
      return runTrials(task, range);
    };
    const onRow = (row: Row): void => {
      const before = heard.get(row.task);
      heard.set(row.task, before === undefined ? row : mergeRows(before, row));
    };
    await expect(runSweep(tasks, failing, { onRow })).rejects.toThrow("power cut");
    const done = new Map([...heard].map(([id, row]) => [id, parseRow(printRow(row, "test 1"), "test 1")]));
    expect([...done.values()].reduce((sum, { trials }) => sum + trials, 0)).toBe(40);
    expect(await runSweep(tasks, unevenWorkers(), { width: 2, done })).toEqual(await whole);
  });

  it("ends a task by its stop rule, and by no other", async () => {
    const [fixed, adaptive] = await whole;
    expect(fixed!.trials).toBe(47);
    expect(Math.min(adaptive!.emerged!, adaptive!.trials - adaptive!.emerged!)).toBeGreaterThanOrEqual(15);
    expect(adaptive!.trials).toBeLessThan(400);
  });

  it("counts what its trials count, beside what it predicts", async () => {
    const task = makeTask(coupons({ skills: 50, texts: 80 }));
    const row = runTrials(task, [0, 1000]);
    const { unlearned } = summarize(row);
    expect(Math.abs(unlearned.mean - predict(task.experiment)!.unlearned)).toBeLessThan(
      5 * unlearned.standardError,
    );
    expect(row.moments.repeated.sum - row.moments.unlearned.sum).toBe(BigInt(1000 * (80 - 50)));
    expect(batchSize(task)).toBe(10);
  });

  it("has the id of its name, parameters and seed, in whatever order they are written", () => {
    const id = (parameters: Coupons, seed = 1) => makeTask(coupons(parameters), { seed }).id;
    expect(id({ skills: 20, texts: 40 })).toBe(id({ texts: 40, skills: 20 }));
    const ids = [
      id({ skills: 20, texts: 40 }),
      id({ skills: 20, texts: 41 }),
      id({ skills: 20, texts: 40 }, 2),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it("predicts nothing where nothing was said", () => {
    const silent = defineExperiment({
      name: "silent",
      skills: () => 3,
      prepare: () => () => ({ unlearned: 1 }),
    });
    expect(predict(silent({}))).toBeNull();
    expect(summarize(runTrials(makeTask(silent({})), [0, 4])).learned.mean).toBeCloseTo(2 / 3, 12);
  });
});

describe("an experiment of one's own, defined or called wrongly", () => {
  const trivial = { skills: () => 3, prepare: () => () => ({ unlearned: 1 }) };
  const counting = (name: string, found: Record<string, number>) =>
    makeTask(defineExperiment({ ...trivial, name, prepare: () => () => found })({}));

  it.each([
    [() => defineExperiment({ ...trivial, name: "Big" }), '"name" expected lower-case letters'],
    [() => defineExperiment({ ...trivial, name: "coupons" }), '"coupons" is defined already'],
    [() => defineExperiment({ ...trivial, name: "a", counts: ["unlearned"] }), '"counts[0]" expected'],
    [() => defineExperiment({ ...trivial, name: "a", counts: ["x", "x"] }), '"counts[1]" expected'],
    [() => defineExperiment({ ...trivial, name: "a", prepare: 1 as never }), '"prepare" expected a function'],
    [() => coupons({ skills: 0, texts: 1 }), '"skills" expected an integer >= 1'],
    [() => coupons({ skills: 1, texts: -1 }), '"texts" expected a number >= 0'],
    [() => coupons({ skills: 1, texts: Number.NaN }), "expected what JSON can hold"],
    [() => runTrials(counting("none", {}), [0, 1]), '"unlearned of none" expected an integer'],
    [
      () => runTrials(counting("many", { unlearned: 4 }), [0, 1]),
      '"unlearned of many" expected an integer in [0, 3]',
    ],
    [
      () => runTrials(counting("more", { unlearned: 1, b: 1 }), [0, 1]),
      '"a count of more" expected unlearned',
    ],
    [() => makeTask({ model: "custom", name: "who", parameters: {} }), 'no experiment "who" is defined here'],
    [() => makeTask(coupons({ skills: 1, texts: 1 }), { engine: "graph" }), "by its own function"],
  ])("is refused by a line that says what is right (%#)", (run, message) => {
    expect(run).toThrow(message);
  });
});
