import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  corpusExperiment,
  emptyRow,
  histogramBins,
  makeTask,
  mergeRows,
  parseRow,
  printRow,
  type Row,
  runTrials,
  summarize,
} from "../../src/sweep/index.js";
import { poisson, regular } from "../../src/theory/index.js";

const near = corpusExperiment({ law: poisson(5), ratio: 2.47, skills: 200 });
const chain = makeTask(near);
const graph = makeTask(near, { engine: "graph" });
const tool = "onset 1.2.3";

/** Cuts the trials from 0 to the last bound into the ranges between bounds. */
function pieces(bounds: readonly number[]): [number, number][] {
  const all = [...new Set([0, ...bounds])].sort((a, b) => a - b);
  return all.slice(1).map((to, i) => [all[i], to]);
}

describe("rows of trials", () => {
  it("add up to the row of all trials, in any order and grouping", () => {
    const whole = runTrials(chain, [0, 60]);
    const cuts = fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 8 });
    const partition = cuts.chain((bounds) => {
      const ranges = pieces([...bounds, 60]);
      return fc.shuffledSubarray(ranges, { minLength: ranges.length });
    });
    fc.assert(
      fc.property(partition, fc.nat(), (ranges, split) => {
        const rows = ranges.map((range) => runTrials(chain, range));
        const sum = (some: Row[]) => some.reduce(mergeRows, emptyRow(chain));
        const at = split % (rows.length + 1);
        expect(mergeRows(sum(rows.slice(at)), sum(rows.slice(0, at)))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it("are the same whichever other tasks the worker has had in between", () => {
    const alone = runTrials(graph, [3, 6]);
    runTrials(chain, [0, 2]);
    runTrials(graph, [0, 1]);
    runTrials(chain, [0, 2]);
    expect(runTrials(graph, [3, 6])).toEqual(alone);
  });

  it("do not add up when a trial is in both, or when the tasks differ", () => {
    const row = runTrials(chain, [0, 5]);
    expect(() => mergeRows(row, runTrials(chain, [4, 6]))).toThrow(
      "trials 4 to 5 cannot be added to trials 0 to 4",
    );
    expect(() => mergeRows(row, runTrials(graph, [5, 6]))).toThrow("rows of different tasks");
    expect(() => runTrials(chain, [5, 5])).toThrow(RangeError);
  });

  it("count every trial once in the histogram, among the emerged and in the moments", () => {
    for (const task of [chain, graph]) {
      const row = runTrials(task, [0, 40]);
      expect(row.histogram.reduce((sum, count) => sum + count, 0)).toBe(40);
      const { learned, unlearned, emerged } = summarize(row);
      expect(learned.mean + unlearned.mean).toBeCloseTo(1, 14);
      expect(emerged!.share).toBe(row.emerged! / 40);
      const middle =
        row.histogram.reduce((sum, count, bin) => sum + count * (bin + 0.5), 0) / 40 / histogramBins;
      expect(Math.abs(middle - learned.mean)).toBeLessThan(0.5 / histogramBins);
      expect(row.complete).toBeLessThanOrEqual(row.emerged!);
    }
  });

  it("tell emerged trials only where learning jumps", () => {
    const gradual = makeTask(corpusExperiment({ law: poisson(2), ratio: 1, skills: 100 }));
    expect(gradual.emergedAbove).toBeNull();
    expect(runTrials(gradual, [0, 3]).emerged).toBeNull();
    expect(summarize(runTrials(gradual, [0, 3])).emerged).toBeNull();
    const stuck = makeTask(corpusExperiment({ law: regular(3), ratio: 1, skills: 100 }));
    const row = runTrials(stuck, [0, 3]);
    expect([row.emerged, row.histogram[0], row.complete]).toEqual([null, 3, 0]);
  });

  it("have numbers that do not change except in a major version", () => {
    const numbers = (row: Row) => [
      row.emerged,
      row.complete,
      ...Object.values(row.moments).map(({ sum, squares }) => `${sum} ${squares}`),
    ];
    expect(numbers(runTrials(chain, [0, 20]))).toEqual([6, 6, "2402 414044", "174 2144"]);
    const kept = makeTask(corpusExperiment({ ...near, repeats: "keep" }), { engine: "graph" });
    expect(numbers(runTrials(kept, [0, 20]))).toEqual([6, 6, "2371 402329", "156 1516"]);
    expect(numbers(runTrials(graph, [0, 20]))).toEqual([...[4, 4, "2718 463324", "162 2022", "1281 176067"]]);
  });
});

describe("a line of a file of rows", () => {
  const row = mergeRows(runTrials(graph, [0, 3]), runTrials(graph, [5, 9]));
  const line = printRow(row, tool);
  const changed = (part: object) => JSON.stringify({ ...JSON.parse(line), ...part });

  it("gives back the row", () => {
    expect(parseRow(line, tool)).toEqual(row);
    const large = makeTask(corpusExperiment({ law: poisson(5), ratio: 2.4, skills: 2 ** 50 }));
    const sums = runTrials(large, [0, 2]);
    expect(sums.moments.unlearned.squares).toBeGreaterThan(2n ** 99n);
    expect(parseRow(printRow(sums, tool), tool)).toEqual(sums);
  });

  it("is refused when it is of another schema or of another version of the program", () => {
    expect(() => parseRow(changed({ schema: "onset/row@2" }), tool)).toThrow(
      '"schema" expected "onset/row@3", got "onset/row@2"',
    );
    expect(() => parseRow(line, "onset 1.2.4")).toThrow("made by onset 1.2.3, but this is onset 1.2.4");
  });

  it("is refused when it is cut off, at whatever byte", () => {
    for (let length = 0; length < line.length; length++) {
      expect(() => parseRow(line.slice(0, length), tool)).toThrow();
    }
  });

  it("is refused when its parts contradict each other", () => {
    const wrong: [object, string][] = [
      [{ task: "0".repeat(32) }, '"task" expected'],
      [{ seed: 2 }, '"task" expected'],
      [{ ratio: 9 }, '"task" expected'],
      [{ law: "poisson:x" }, '"law" expected'],
      [{ shares: 1 }, 'has no key "shares"'],
      [{ engine: "magic" }, '"engine" expected'],
      [{ trials: [[0, 8]] }, "8 trials"],
      [{ trials: [] }, '"number of trials" expected an integer >= 1'],
      [{ emerged: 8 }, '"emerged" expected an integer in [0, 7]'],
      [{ complete: -1 }, '"complete" expected'],
      [
        {
          trials: [
            [0, 7],
            [6, 7],
          ],
        },
        '"trials" expected an integer >= 8',
      ],
      [{ trials: "0-7" }, '"trials" expected a list of pairs'],
      [{ histogram: [7] }, '"histogram" expected 100 bins, got 1'],
      [{ histogram: [7, -100] }, '"histogram" expected 100 bins, got more'],
      [{ histogram: [7, -101] }, '"histogram" expected an integer >= -100'],
      [{ histogram: [6, -99] }, '"sum of the histogram" expected 7 trials'],
      [
        { moments: { unlearned: ["1"], rounds: [], giant: [] } },
        '"moments.unlearned" expected a sum and a sum',
      ],
      [
        { moments: { unlearned: [5, "5"], rounds: [], giant: [] } },
        '"moments.unlearned[0]" expected a string of digits',
      ],
      [{ moments: {} }, '"moments" expected unlearned, rounds, giant'],
      [{ emerged: null }, '"emerged" expected null if and only if'],
    ];
    for (const [part, message] of wrong) expect(() => parseRow(changed(part), tool)).toThrow(message);
    for (const text of ["null", "7", "[]"]) expect(() => parseRow(text, tool)).toThrow();
  });
});
