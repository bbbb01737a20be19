/** Several levels: the chain against directed graphs, and both against density evolution, class by class. */
import { expect, it } from "vitest";
import {
  expandGrid,
  experimentFrom,
  makeTask,
  predict,
  runTrials,
  summarize,
} from "../../src/sweep/index.js";

const sizes = { skills: [300, 200, 100], texts: [600, 300, 220], means: [[4], [1, 3], [0.5, 1, 3]] };

it.each([1, 2])("the chain of three levels has the law of directed graphs, D = %d", (maxUnlearned) => {
  const experiment = experimentFrom({ model: "levels", ...sizes, maxUnlearned } as { model: string });
  const [graph, chain] = (["graph", "chain"] as const).map((engine) =>
    summarize(runTrials(makeTask(experiment, { seed: 3, engine }), [0, engine === "graph" ? 1500 : 4000])),
  );
  graph.classes!.forEach(({ mean, standardError }, i) => {
    const other = chain.classes![i];
    expect(Math.abs(mean - other.mean), `level ${i + 1}`).toBeLessThan(
      5 * Math.hypot(standardError, other.standardError),
    );
    expect(standardError).toBeGreaterThan(0);
    // The spread as well: the variance of a share that is 0 or 1 more or less is known to a few per cent.
    expect((standardError * Math.sqrt(1500)) / (other.standardError * Math.sqrt(4000))).toBeGreaterThan(0.8);
    expect((standardError * Math.sqrt(1500)) / (other.standardError * Math.sqrt(4000))).toBeLessThan(1.25);
  });
});

it("large hierarchies and classes learn what density evolution says, each level and class", () => {
  const tasks = expandGrid([
    { hierarchy: { skills: [1e5, 1e5, 1e5], levels: ["1.6:4", "1.4:2:3", "2:1:1:3"] }, trials: 40 },
    { hierarchy: { skills: [1e5, 1e5], levels: ["0.4:4", "0.7:1:3"] }, maxUnlearned: 2, trials: 40 },
    { classes: { skills: [1e5, 5e4], texts: ["2.6e5:4.5:0.5", "1.2e5:1.5:3"] }, scale: [0.8, 1], trials: 40 },
  ]);
  expect(tasks.length).toBe(4);
  for (const { task } of tasks) {
    const { classes } = summarize(runTrials(task, [0, 40]));
    const theory = predict(task.experiment)!.classes!;
    classes!.forEach(({ mean, standardError }, k) => {
      // A finite size moves the mean by O(1/n), near a jump by more.
      expect(Math.abs(mean - theory[k]), `${task.experiment.model} ${k + 1}`).toBeLessThan(
        5 * standardError + 2e-4,
      );
    });
  }
});

it("a grid writes levels and classes as finetune and classes do, and the same task in either way", () => {
  const written = { classes: { skills: [1000, 500], texts: ["2600:4.5:0.5", "1200:1.5:3"] }, trials: 1 };
  const plain = {
    classes: {
      skills: [1000, 500],
      texts: [2600, 1200],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    },
    trials: 1,
  };
  expect(expandGrid(written)[0].task.id).toBe(expandGrid(plain)[0].task.id);
  expect(expandGrid({ ...plain, scale: 1 })[0].task.id).toBe(expandGrid(plain)[0].task.id);
  const [level] = expandGrid({ hierarchy: { skills: [100, 10], levels: ["1.6:4", "1.3:2:3"] }, trials: 1 });
  expect(level.task.experiment).toEqual({
    model: "levels",
    skills: [100, 10],
    texts: [160, 13],
    means: [[4], [2, 3]],
    maxUnlearned: 1,
  });
  for (const [grid, message] of [
    [
      { hierarchy: { skills: [100], levels: ["1.6:4", "1.3:2:3"] }, trials: 1 },
      "2 numbers, one for each level",
    ],
    [
      { hierarchy: { skills: [100, 10], levels: ["1.6:4", "1.3:2"] }, trials: 1 },
      '"means[1].length" expected 2',
    ],
    [{ hierarchy: { skills: [100], levels: "1.6:4" }, trials: 1 }, 'a list such as ["1.6:4", "1.3:2:3"]'],
    [{ hierarchy: { skills: [100], levels: ["x:4"] }, trials: 1 }, "R:C1:C2:... with numbers"],
    [{ hierarchy: { skills: [100], level: ["1:4"] }, trials: 1 }, 'did you mean "levels"'],
    [{ ...written, scale: 0 }, '"scale" expected a number > 0'],
  ] as const) {
    expect(() => expandGrid(grid), message).toThrow(message);
  }
});
