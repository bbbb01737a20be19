import { describe, expect, it } from "vitest";
import { type CorpusExperiment, corpusExperiment, expandGrid, makeTask } from "../../src/sweep/index.js";
import { poisson, regular } from "../../src/theory/index.js";

const base = { law: "poisson:5", skills: 1000, ratio: 2.5, trials: 100 };
const corpora = (grid: unknown) => expandGrid(grid).map(({ task }) => task.experiment as CorpusExperiment);

describe("a grid", () => {
  it("is all combinations of its lists and ranges, those of the last key changing fastest", () => {
    const grid = {
      law: ["poisson:4", "poisson:5"],
      skills: { from: 1000, to: 100_000, points: 3, scale: "log" },
      ratio: [1, { from: 2.2, to: 2.4, step: 0.1 }],
      trials: 10,
    };
    const points = corpora(grid).map(({ law, skills, ratio }) => [
      (law as { mean: number }).mean,
      skills,
      ratio,
    ]);
    const expected = [4, 5].flatMap((mean) =>
      [1000, 10_000, 100_000].flatMap((skills) => [1, 2.2, 2.3, 2.4].map((ratio) => [mean, skills, ratio])),
    );
    expect(points).toEqual(expected);
  });

  it("makes tasks that are those of the experiments themselves", () => {
    const [{ task, rule }] = expandGrid({
      ...base,
      seed: 3,
      engine: "graph",
      maxEvents: 7,
      targetError: 0.1,
    }) as [ReturnType<typeof expandGrid>[number]];
    const experiment = corpusExperiment({ law: poisson(5), skills: 1000, ratio: 2.5 });
    expect(task).toEqual(makeTask(experiment, { seed: 3, engine: "graph" }));
    expect(rule).toEqual({ maxTrials: 100, maxEvents: 7, targetError: 0.1 });
  });

  it("writes ranges with the digits that a person would, both ends included", () => {
    const ratios = (ratio: object) => corpora({ ...base, ratio }).map((experiment) => experiment.ratio);
    expect(ratios({ from: 2.3, to: 2.6, step: 0.1 })).toEqual([2.3, 2.4, 2.5, 2.6]);
    expect(ratios({ from: 2, to: 3, points: 5 })).toEqual([2, 2.25, 2.5, 2.75, 3]);
    expect(ratios({ from: 2, to: 2, points: 1 })).toEqual([2]);
    expect(ratios({ from: 0.1, to: 0.35, step: 0.1 })).toEqual([0.1, 0.2, 0.3]);
  });

  it("may be a list of grids, and has every task once", () => {
    expect(expandGrid([base, { ...base, ratio: [2.5, 2.6] }])).toHaveLength(2);
    expect(expandGrid({ ...base, ratio: [2.5, 2.5] })).toHaveLength(1);
  });

  it("takes keys as the command writes its options, and the pairs of laws that it takes", () => {
    const [code] = corpora({
      law: "regular:6",
      "skill-degrees": "regular:3",
      unknown: 0.4,
      skills: 100,
      trials: 1,
    });
    expect(code).toEqual(
      corpusExperiment({ law: regular(6), skillDegrees: regular(3), unknown: 0.4, skills: 100 }),
    );
    const [irsa] = corpora({ ...base, law: "poisson", "skill-degrees": ["regular:3"], ratio: 1.25 });
    expect(irsa.law).toEqual(poisson(2.4));
  });

  it("holds several classes and hierarchies as objects", () => {
    const classes = {
      skills: [100, 50],
      texts: [260, 120],
      means: [
        [4.5, 0.5],
        [1.5, 3],
      ],
    };
    expect(
      expandGrid({ classes: [classes], maxUnlearned: [1, 2], trials: 5 }).map(({ task }) => task.engine),
    ).toEqual([...["chain", "graph"]]);
    const hierarchy = {
      ...{ basicSkills: 100, domainSkills: 80, foundationTexts: 160, domainTexts: 104 },
      ...{ foundationMean: 4, basicMean: 2, domainMean: 3 },
    };
    expect(expandGrid({ hierarchy, trials: 5 })).toHaveLength(1);
    expect(() => expandGrid({ hierarchy: { ...hierarchy, domaineMean: 1 }, trials: 5 })).toThrow(
      '"grid.hierarchy" has no key "domaineMean": did you mean "domainMean"?',
    );
  });

  it("reads the files of counted laws through its caller", () => {
    const [experiment] = expandGrid(
      { ...base, law: "counts:sizes.csv" },
      { readFile: (name) => (name === "sizes.csv" ? "1,10\n3,30" : "") },
    );
    expect((experiment.task.experiment as CorpusExperiment).law).toEqual({
      kind: "empirical",
      degrees: [1, 3],
      counts: [10, 30],
    });
  });

  it("tells what is wrong, where, and which key was probably meant", () => {
    const wrong: [unknown, string][] = [
      [{ ...base, ration: 2 }, '"grid" has no key "ration": did you mean "ratio"?'],
      [{ ...base, skils: 2 }, '"grid" has no key "skils": did you mean "skills"?'],
      [{ ...base, textnumber: "poisson" }, 'did you mean "textNumber"?'],
      [{ ...base, colour: 2 }, '"grid" has no key "colour": its keys are schema, law, '],
      [{ lwa: "poisson:5", trials: 3 }, '"grid" has no key "lwa": did you mean "law"?'],
      [[base, { ...base, tirals: 2 }], '"grid[1]" has no key "tirals": did you mean "trials"?'],
      [{ ...base, ratio: { from: 2, too: 3, step: 1 } }, '"grid.ratio" has no key "too": did you mean "to"?'],
      [{ ...base, ratio: { from: 2, to: 3 } }, '"grid.ratio" needs either a "step" or a number of "points"'],
      [{ ...base, ratio: { from: 3, to: 2, step: 1 } }, '"grid.ratio.to" expected a number >= 3'],
      [{ ...base, ratio: { from: 2, to: 3, step: 0 } }, '"grid.ratio.step" expected a number > 0'],
      [
        { ...base, ratio: { from: 0, to: 3, points: 3, scale: "log" } },
        '"grid.ratio.from" expected a number > 0',
      ],
      [
        { ...base, ratio: { from: 1, to: 3, points: 3, scale: "loq" } },
        '"grid.ratio.scale" expected "linear" or',
      ],
      [{ ...base, ratio: [] }, '"grid.ratio" expected a value, a range or a list'],
      [{ ...base, ratio: "2.5" }, '"ratio" expected a number >= 0, got "2.5"'],
      [{ ...base, skills: 10.5 }, '"skills" expected an integer >= 1, got 10.5'],
      [{ ...base, trials: [10, 20] }, '"grid.trials" expected an integer >= 1, got an array of 2'],
      [{ ...base, trials: 0 }, '"grid.trials" expected an integer >= 1, got 0'],
      [{ ...base, trials: undefined }, '"grid" needs a key "trials"'],
      [{ ...base, maxEvents: 0 }, '"grid.maxEvents" expected an integer >= 1, got 0'],
      [{ ...base, classes: {} }, '"grid" has the keys law and classes: use one of them'],
      [{ trials: 4 }, '"grid" needs a key "law", "classes", "hierarchy" or "channel"'],
      [{ ...base, law: "poison:5" }, '"law" expected a degree law such as poisson:5'],
      [{ ...base, schema: "onset/grid@3" }, '"grid.schema" expected "onset/grid@2"'],
      [{ ...base, textNumber: "fixed", "text-number": "poisson" }, 'has the key "textNumber" twice'],
      [{ ...base, seed: { from: 1, to: 1e7, step: 1 } }, "steps of grid.seed"],
      [[], '"grid" expected at least one task'],
      ["poisson:5", '"grid" expected an object, got "poisson:5"'],
      [null, '"grid" expected an object, got null'],
      [[7], '"grid[0]" expected an object, got 7'],
    ];
    for (const [grid, message] of wrong) expect(() => expandGrid(grid)).toThrow(message);
  });
});
