import { describe, expect, it } from "vitest";
import {
  batchSize,
  type ChannelExperimentOptions,
  channelExperiment,
  classExperiment,
  corpusExperiment,
  type Experiment,
  expandGrid,
  experimentFrom,
  hierarchyExperiment,
  makeTask,
  parseRow,
  predict,
  printRow,
  runTrials,
  summarize,
} from "../../src/sweep/index.js";
import {
  binomial,
  empirical,
  mixedPoisson,
  poisson,
  polynomial,
  regular,
  zipf,
} from "../../src/theory/index.js";

const classes = {
  skills: [100, 50],
  texts: [260, 120],
  means: [
    [4.5, 0.5],
    [1.5, 3],
  ],
};
const hierarchy = {
  ...{ basicSkills: 100, domainSkills: 80, foundationTexts: 160, domainTexts: 104 },
  ...{ foundationMean: 4, basicMean: 2, domainMean: 3 },
};
const examples: Experiment[] = [
  ...[poisson(5), regular(3), binomial(20, 0.25), zipf(1.1, 30), polynomial({ 1: 0.3, 6: 0.7 })].map((law) =>
    corpusExperiment({ law, ratio: 2.5, skills: 1000, unknown: 0.9 }),
  ),
  corpusExperiment({ law: empirical([0, 10, 0, 30]), ratio: 1, skills: 100 }),
  corpusExperiment({ law: mixedPoisson([1, 9]), ratio: 1, skills: 100, textNumber: "poisson" }),
  corpusExperiment({ law: "poisson", skillDegrees: regular(3), ratio: 1.23, skills: 1000 }),
  corpusExperiment({ law: regular(6), skillDegrees: regular(3), skills: 1000, unknown: 0.4 }),
  corpusExperiment({ law: poisson(5), popularity: 0.7, ratio: 2, skills: 100, maxUnlearned: 2 }),
  classExperiment(classes),
  hierarchyExperiment(hierarchy),
];

describe("an experiment", () => {
  it("is the same after a journey through JSON, and has the same task", () => {
    for (const experiment of examples) {
      const read = experimentFrom(JSON.parse(JSON.stringify(experiment)));
      expect(read).toEqual(experiment);
      expect(makeTask(read)).toEqual(makeTask(experiment));
    }
  });

  it("is the same after a journey through a row, in which what has its default is left out", () => {
    const kept = corpusExperiment({ law: poisson(5), ratio: 2, skills: 100, repeats: "keep" });
    const sums = polynomial({ 1: 1 / 3, 2: 1 / 3, 7: 1 / 3 });
    const thirds = corpusExperiment({ law: sums, skillDegrees: regular(3), skills: 90, reliability: 0.5 });
    const noisy = channelExperiment({ channel: "gaussian", parameter: 1, packets: 100 });
    for (const experiment of [...examples, kept, thirds, noisy]) {
      const row = runTrials(makeTask(experiment), [0, 1]);
      const line = printRow(row, "onset 1.2.3");
      expect(parseRow(line, "onset 1.2.3")).toEqual(row);
      expect(line).not.toMatch(/maxUnlearned":1|null,"skills|textNumber":"fixed|"model":"corpus|"rate"/);
    }
  });

  it("is the same for every spelling of a law", () => {
    const first = corpusExperiment({ law: polynomial({ 6: 0.7, 1: 0.3 }), ratio: 2, skills: 100 });
    const second = corpusExperiment({
      law: { kind: "polynomial", degrees: [6, 1], probabilities: [0.7, 0.3] },
      ratio: 2,
      skills: 100,
      maxUnlearned: 1,
      popularity: null,
    });
    expect(makeTask(second).id).toBe(makeTask(first).id);
  });

  it("is another task with another parameter, engine or seed", () => {
    const base = { law: poisson(5), ratio: 2.5, skills: 1000 };
    const ids = [
      makeTask(corpusExperiment(base)),
      makeTask(corpusExperiment({ ...base, ratio: 2.5000001 })),
      makeTask(corpusExperiment({ ...base, textNumber: "poisson" })),
      makeTask(corpusExperiment({ ...base, unknown: 0.99 })),
      makeTask(corpusExperiment(base), { engine: "graph" }),
      makeTask(corpusExperiment(base), { seed: 2 }),
    ].map((task) => task.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("takes the mean of Poisson texts from the ratio, and the ratio from two laws", () => {
    const irsa = corpusExperiment({ law: "poisson", skillDegrees: regular(3), ratio: 1.25, skills: 100 });
    expect(irsa.law).toEqual(poisson(2.4));
    const code = corpusExperiment({ law: regular(6), skillDegrees: regular(3), skills: 100 });
    expect(code.ratio).toBe(0.5);
    expect(() => corpusExperiment({ ...code, ratio: 0.6 })).toThrow('"ratio" expected 0.5');
  });

  it("draws repeated skills again unless sizes are Poisson", () => {
    const repeats = (law: Parameters<typeof corpusExperiment>[0]["law"]) =>
      corpusExperiment({ law, ratio: 1, skills: 100 }).repeats;
    expect([poisson(5), mixedPoisson([1, 2]), regular(3), zipf(1, 9)].map(repeats)).toEqual([
      ...["merge", "merge", "redraw", "redraw"],
    ]);
  });

  it("refuses numbers out of range and parts that do not go together, by name", () => {
    const base = { law: poisson(5), ratio: 2.5, skills: 1000 };
    const wrong: [object, string][] = [
      [{ skills: 0 }, '"skills" expected an integer >= 1, got 0'],
      [{ skills: 2 ** 53 }, '"skills" expected an integer below 2^53, got 9007199254740992'],
      [{ ratio: -1 }, '"ratio" expected a number >= 0, got -1'],
      [{ ratio: Number.NaN }, '"ratio" expected a number >= 0, got NaN'],
      [{ ratio: 1e14 }, '"ratio * skills" expected'],
      [{ ratio: undefined }, '"ratio" expected a number >= 0, got undefined'],
      [{ unknown: 1.5 }, '"unknown" expected a number in [0, 1], got 1.5'],
      [{ maxUnlearned: 0 }, '"maxUnlearned" expected an integer in [1, 1000], got 0'],
      [{ textNumber: "some" }, '"textNumber" expected "fixed" or "poisson", got "some"'],
      [{ repeats: "again" }, '"repeats" expected "merge" or "redraw" or "keep", got "again"'],
      [
        { repeats: "keep", maxUnlearned: 2 },
        '"repeats" expected "merge" or "redraw" unless texts are Poisson',
      ],
      [
        { repeats: "keep", law: regular(3) },
        '"repeats" expected "merge" or "redraw" unless texts are Poisson',
      ],
      [
        { law: { kind: "normal" } },
        '"law" expected a degree law of kind poisson, regular, binomial, zipf, polynomial, empirical or mixedPoisson, got kind "normal"',
      ],
      [{ law: "poisson" }, '"law" expected a mean, as in poisson:5'],
      [{ popularity: 1, skillDegrees: regular(3) }, '"popularity" expected nothing beside a law'],
    ];
    for (const [part, message] of wrong) {
      expect(() => corpusExperiment({ ...base, ...part } as never)).toThrow(message);
    }
    expect(() => classExperiment({ ...classes, means: [[1, 2]] })).toThrow('"means.length" expected 2');
    expect(() => classExperiment({ ...classes, skills: [100] })).toThrow('"means[0].length" expected 1');
    expect(() => classExperiment({ ...classes, skills: [] })).toThrow('"skills" expected a list');
    expect(() => hierarchyExperiment({ ...hierarchy, basicMean: -1 })).toThrow('"basicMean" expected');
    expect(() => experimentFrom({ model: "thing" })).toThrow('"model" expected "corpus"');
  });
});

describe("the choice of an engine", () => {
  const engine = (options: Partial<Parameters<typeof corpusExperiment>[0]>) =>
    makeTask(corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1000, ...options })).engine;

  it("takes the chain wherever it is exact, and the graph elsewhere", () => {
    expect(engine({})).toBe("chain");
    expect(engine({ law: regular(3) })).toBe("chain");
    expect(engine({ unknown: 0.5 })).toBe("chain");
    expect(engine({ maxUnlearned: 3, textNumber: "poisson" })).toBe("chain");
    expect(engine({ maxUnlearned: 2 })).toBe("chain");
    expect(engine({ popularity: 1 })).toBe("graph");
    expect(engine({ law: "poisson", skillDegrees: regular(3) })).toBe("graph");
    expect(engine({ law: zipf(2, 100_000), skills: 1e6 })).toBe("graph");
    expect(makeTask(classExperiment(classes)).engine).toBe("chain");
    expect(makeTask(classExperiment({ ...classes, maxUnlearned: 2 })).engine).toBe("graph");
    expect(makeTask(hierarchyExperiment(hierarchy)).engine).toBe("chain");
  });

  it("does as it is told, or says why it cannot", () => {
    const unequal = corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1000, popularity: 1 });
    expect(() => makeTask(unequal, { engine: "chain" })).toThrow(
      'the engine "chain" cannot simulate this: skills of unequal popularity have no chain',
    );
    const large = corpusExperiment({ law: poisson(5), ratio: 2.5, skills: 1e10 });
    expect(() => makeTask(large, { engine: "graph" })).toThrow("more than 32-bit numbers can count");
    expect(() => makeTask({ ...large, maxUnlearned: 2 })).toThrow(
      /no engine can simulate this \(chain: .*; graph: /,
    );
    const multigraph = corpusExperiment({ ...large, skills: 1e8, repeats: "keep" });
    expect(() => makeTask(multigraph, { engine: "graph" })).toThrow("have at most 16777216 skills");
    expect(() => makeTask(large, { engine: "magic" as never })).toThrow(
      '"engine" expected "chain" or "graph" or "custom"',
    );
  });

  it("makes batches that depend on the work of a trial alone", () => {
    const sizes = [1000, 1e6, 1e8].map((skills) =>
      batchSize(makeTask(corpusExperiment({ law: poisson(5), ratio: 2.5, skills }), { engine: "graph" })),
    );
    expect(sizes).toEqual([20, 1, 1]);
  });
});

describe("codes over channels", () => {
  const at = (options: Partial<ChannelExperimentOptions>) =>
    channelExperiment({ channel: "erasure", parameter: 0.3, packets: 100, ...options });

  it("lose nothing well below capacity and most of what the channel takes well beyond it", () => {
    for (const [options, least, most] of [
      [{ parameter: 0.3 }, 0, 0],
      [{ parameter: 0.3, code: "lt" }, 0, 0.01],
      [{ parameter: 0.7 }, 0.5, 0.71],
      [{ channel: "flip", parameter: 0.05, packets: 400 }, 0, 0.001],
      [{ channel: "flip", parameter: 0.2, packets: 400 }, 0.1, 0.25],
      [{ channel: "gaussian", parameter: 2, packets: 400 }, 0, 0.001],
      [{ channel: "gaussian", parameter: -8, packets: 400 }, 0.1, 0.35],
    ] as const) {
      const experiment = at(options);
      const { unlearned } = summarize(runTrials(makeTask(experiment), [0, 30]));
      expect(unlearned.mean).toBeGreaterThanOrEqual(least);
      expect(unlearned.mean).toBeLessThanOrEqual(most);
      // What an ideal code would lose is a bound.
      expect(unlearned.mean).toBeGreaterThan(predict(experiment).unlearned * 0.5 - 1e-9);
      expect(predict(experiment).unlearned > 0).toBe(least > 0);
    }
  });

  it("are tasks of a grid, and come back from their rows", () => {
    const grid = {
      channel: "erasure",
      parameter: { from: 0, to: 0.6, step: 0.1 },
      code: ["ldpc", "lt"],
      packets: 50,
      trials: 5,
    };
    const tasks = expandGrid(grid);
    expect(tasks.length).toBe(14);
    const row = runTrials(tasks[3].task, [0, 5]);
    expect(parseRow(printRow(row, "onset test"), "onset test")).toEqual(row);
    expect(row.experiment).toEqual(at({ parameter: 0.1, code: "lt", packets: 50 }));
  });

  it("are refused by name where rate, erasure or code make no sense", () => {
    expect(() => at({ rate: 0 })).toThrow('"rate" expected a number between 0 and 1, both excluded, got 0');
    expect(() => at({ rate: 1 })).toThrow('"rate" expected a number between 0 and 1, both excluded, got 1');
    expect(() => at({ parameter: 1.2 })).toThrow('"erasure" expected a number in [0, 1], got 1.2');
    expect(() => at({ channel: "flip", parameter: 0.1, code: "lt" })).toThrow('"code" expected');
    expect(() => makeTask(at({}), { engine: "chain" })).toThrow("a code over a channel has no chain");
  });
});
