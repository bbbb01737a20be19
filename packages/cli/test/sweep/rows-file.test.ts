/** The file of rows at every byte: what a killed run may leave, and what is no file of rows. */
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { corpusExperiment, makeTask, type Row, runTrials } from "@onset/core/sweep";
import { poisson } from "@onset/core/theory";
import { beforeAll, describe, expect, it } from "vitest";
import { linesOf, noRows, RowsJournal, readRows } from "../../src/verbs/sweep/rows-file.js";
import { temporaryFolder } from "../simulate/onset.js";
import { requireFreshBuild } from "../support/built.js";

const path = join(temporaryFolder(), "rows.jsonl");

beforeAll(requireFreshBuild);

const tasks = [2.4, 2.5, 2.6].map((ratio) =>
  makeTask(corpusExperiment({ law: poisson(5), ratio, skills: 200 })),
);
const rows = tasks.map((task) => runTrials(task, [0, 20]));
const text = [...linesOf(rows)].join("");
const byTask = (some: readonly Row[]) => new Map(some.map((row) => [row.task, row]));

describe("a file of rows", () => {
  it("is read up to its last whole line, at whatever byte it was cut off", () => {
    const ends = [...text.matchAll(/\n/g)].map((match) => match.index);
    for (let length = 0; length <= text.length; length++) {
      writeFileSync(path, text.slice(0, length));
      const read = readRows(path);
      // A line that lacks nothing but its end is whole.
      const whole = ends.filter((end) => end <= length).length;
      expect(read.rows).toEqual(byTask(rows.slice(0, whole)));
      const start = whole === 0 ? 0 : Math.min(length, ends[whole - 1] + 1);
      expect([read.wholeBytes, read.tornBytes]).toEqual([start, length - start]);
      expect(read.unended).toBe(ends.includes(length));
    }
  });

  it("goes on after every cut as if nothing had happened", () => {
    for (let length = 0; length <= text.length; length += 7) {
      writeFileSync(path, text.slice(0, length));
      const read = readRows(path);
      const journal = new RowsJournal(path, read, () => {});
      for (const row of rows) if (!read.rows.has(row.task)) journal.add(row);
      journal.close();
      expect(readFileSync(path, "utf8")).toBe(text);
    }
  });

  it("adds up what it says of one task in several lines, and keeps bytes that are not ASCII whole", () => {
    const parts = [runTrials(tasks[0], [7, 20]), runTrials(tasks[0], [0, 7])];
    writeFileSync(path, `${parts.map((row) => [...linesOf([row])].join("")).join("")}\n\n`);
    expect(readRows(path).rows).toEqual(byTask([rows[0]]));
  });

  it("is written a few times a second while a sweep runs", async () => {
    const journal = new RowsJournal(path, noRows, () => {});
    journal.add(runTrials(tasks[0], [0, 7]));
    journal.add(runTrials(tasks[0], [7, 20]));
    expect(readFileSync(path, "utf8")).toBe("");
    await sleep(500);
    expect(readFileSync(path, "utf8")).toBe([...linesOf([rows[0]])].join(""));
    journal.close();
  });

  it("is refused by line when a line in it is no row of this version", () => {
    const broken: [string, RegExp][] = [
      [
        text.replace(/"tool":"onset [^"]+"/, '"tool":"onset 0.0.1"'),
        /line 1: made by onset 0\.0\.1, but this is onset /,
      ],
      [
        text.replace("onset/row@3", "onset/row@7"),
        /line 1: "schema" expected "onset\/row@3", got "onset\/row@7"/,
      ],
      [text.replace("\n", "\n{broken\n"), /line 2: is not a row \(no JSON\)/],
      [
        text.replace(/"trials":\[\[0,20\]\]/, '"trials":[[0,7]]'),
        /line 1: .*"complete" expected an integer in \[0, 7\]|line 1: .*7 trials/,
      ],
      [`${text}${text.split("\n")[0]}\n`, /line 4: .*they overlap/],
      [`${text}my notes`, /line 4: is not a row \(no JSON\)/],
      [`${text}\0\0\0\0\n`, /line 4: is not a row \(no JSON\)/],
      ["# Shopping\n\nmilk", /line 1: is not a row \(no JSON\)/],
      ["[]\n", /line 1: "schema" expected/],
    ];
    for (const [content, message] of broken) {
      writeFileSync(path, content);
      expect(() => readRows(path)).toThrow(message);
    }
    truncateSync(path, 0);
    expect(readRows(path)).toEqual(noRows);
  });
});
