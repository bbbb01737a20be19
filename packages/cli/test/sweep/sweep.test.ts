/** `onset sweep`, run as its users run it: kill -9, resume, shards, torn files. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../../core/src/base/index.js";
import { json, onset, start, succeed, temporaryFolder } from "../simulate/onset.js";
import { requireFreshBuild } from "../support/built.js";

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const lines = (name: string) =>
  read(name)
    .split("\n")
    .filter((line) => line !== "");

const grid = {
  law: "poisson:5",
  skills: [300, 500],
  ratio: { from: 2.3, to: 2.7, step: 0.2 },
  engine: "graph",
  trials: 80,
  maxEvents: 40,
};

/** The process that has the lock of a file of rows; null when nobody has it. */
function lockedBy(name: string): number | null {
  const locks = readdirSync(folder).filter((file) => file.startsWith(`${name}.`) && file.endsWith(".lock"));
  const [, pid] = /-(\d+)-\d+\.lock$/.exec(locks[0] ?? "") ?? [];
  return pid === undefined ? null : Number(pid);
}

/** The rows of the grid, as one worker makes them without interruption. */
let whole = "";

beforeAll(() => {
  requireFreshBuild();
  writeFileSync(path("grid.json"), JSON.stringify(grid));
  writeFileSync(path("fixed.json"), JSON.stringify({ ...grid, maxEvents: undefined }));
  succeed(["sweep", "grid.json", "-o", "whole.jsonl", "--workers", "1"], folder);
  whole = read("whole.jsonl");
}, 60_000);

describe("a sweep", () => {
  it("writes one row a task, in the order of what they simulate, and leaves nothing else behind", () => {
    const rows = lines("whole.jsonl").map((line) => JSON.parse(line));
    expect(rows.map(({ skills, ratio }) => [skills, ratio])).toEqual([
      ...[300, 500].flatMap((skills) => [2.3, 2.5, 2.7].map((ratio) => [skills, ratio])),
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ schema: "onset/row@3", engine: "graph", seed: 1 });
      expect(row.tool).toMatch(/^onset \d/);
      expect(row.trials).toEqual([[0, expect.any(Number)]]);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith("whole"))).toEqual(["whole.jsonl"]);
  });

  it("writes the same bytes with 2 and 3 workers", () => {
    for (const workers of ["2", "3"]) {
      const out = `workers-${workers}.jsonl`;
      succeed(["sweep", "grid.json", "-o", out, "--workers", workers], folder);
      expect(read(out)).toBe(whole);
    }
  });

  it("survives kill -9 at any moment, again and again, and ends with the same bytes", async () => {
    const rng = stream(1, "kill");
    let kills = 0;
    for (let run = 0; run < 3; run++) {
      const out = `killed-${run}.jsonl`;
      const args = ["sweep", "grid.json", "-o", out, "--resume", "--workers", String(run + 1)];
      for (let attempt = 0; ; attempt++) {
        const { child, ended } = start(args, folder);
        let over = false;
        const result = ended.finally(() => (over = true));
        // From the moment on at which the run takes the file; later attempts get more time, so that one succeeds.
        while (!over && lockedBy(out) !== child.pid) await sleep(5);
        await Promise.race([result, sleep(200 * attempt + rng.nextInteger(300))]);
        child.kill("SIGKILL");
        const { status, signal } = await result;
        if (signal === null) {
          expect(status).toBe(0);
          break;
        }
        kills++;
      }
      expect(read(out)).toBe(whole);
    }
    expect(kills).toBeGreaterThanOrEqual(3);
  }, 120_000);

  it("goes on from a file that is cut off, says so, and ends with the same bytes", () => {
    const starts = [...whole.matchAll(/\n/g)].map((match) => match.index + 1);
    for (const cut of [0, 40, starts[1], starts[2] + 777]) {
      writeFileSync(path("cut.jsonl"), whole.slice(0, cut));
      const ran = onset(["sweep", "grid.json", "-o", "cut.jsonl", "--resume"], folder);
      const rest = cut - (starts.filter((start) => start <= cut).at(-1) ?? 0);
      const note = `onset: cut.jsonl: the last line was cut off when its run was stopped (${rest} bytes); it is removed, and its trials are done again\n`;
      expect([ran.status, ran.stderr]).toEqual([0, rest > 0 ? note : ""]);
      expect(read("cut.jsonl")).toBe(whole);
    }
  });

  it("ends with 130 on Ctrl-C, keeps what is done, and goes on from there", async () => {
    // The second size takes seconds: the signal comes after the first row and long before the end.
    writeFileSync(
      path("slow.json"),
      JSON.stringify({ ...grid, skills: [300, 20_000], ratio: 2.5, trials: 70 }),
    );
    succeed(["sweep", "slow.json", "-o", "uninterrupted.jsonl"], folder);
    const args = ["sweep", "slow.json", "-o", "interrupted.jsonl", "--workers", "2"];
    const { child, ended } = start(args, folder);
    for (let i = 0; i < 3000 && !(existsSync(path("interrupted.jsonl")) && read("interrupted.jsonl")); i++) {
      await sleep(10);
    }
    child.kill("SIGINT");
    expect(await ended).toEqual({ status: 130, signal: null, stdout: "", stderr: "" });
    expect(read("interrupted.jsonl")).toMatch(/\n$/);
    expect(lockedBy("interrupted.jsonl")).toBe(null);
    succeed(["sweep", "slow.json", "-o", "interrupted.jsonl", "--resume"], folder);
    expect(read("interrupted.jsonl")).toBe(read("uninterrupted.jsonl"));
  }, 240_000);

  it("ends with one line, its workers too, when the disk is full", () => {
    // Stands in for a full disk: every write to a file of rows fails as there.
    writeFileSync(
      path("full-disk.mjs"),
      `import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      import { isMainThread } from "node:worker_threads";
      const { openSync, writeSync } = fs;
      const rows = new Set();
      fs.openSync = (path, ...rest) => {
        const file = openSync(path, ...rest);
        if (/full.jsonl$/.test(path)) rows.add(file);
        return file;
      };
      fs.writeSync = (file, ...rest) => {
        if (rows.has(file)) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        return writeSync(file, ...rest);
      };
      if (isMainThread) syncBuiltinESMExports();`,
    );
    const args = ["sweep", "grid.json", "-o", "full.jsonl", "--workers", "2"];
    const ran = onset(args, folder, { NODE_OPTIONS: `--import=${pathToFileURL(path("full-disk.mjs"))}` });
    expect(ran).toEqual({
      status: 1,
      stdout: "",
      stderr: 'onset: cannot write "full.jsonl" (the disk is full, ENOSPC)\n',
    });
    expect(readdirSync(folder).filter((name) => /^full.jsonl./.test(name))).toEqual([]);
  });

  it.runIf(existsSync("/dev/full"))("refuses a device as its file, resumed or not", () => {
    for (const resume of [[], ["--resume"]]) {
      const ran = onset(["sweep", "grid.json", "-o", "/dev/full", ...resume], folder);
      expect(ran).toEqual({
        status: 2,
        stdout: "",
        stderr: "onset: -o expected a regular file, but /dev/full is none\n",
      });
    }
  });

  it("changes nothing when it is resumed after its end", () => {
    writeFileSync(path("again.jsonl"), whole);
    const report = json<{ tasks: { trials: number }[] }>(
      ["sweep", "grid.json", "-o", "again.jsonl", "--resume"],
      folder,
    );
    expect(read("again.jsonl")).toBe(whole);
    expect(report.tasks.map((task) => task.trials)).toEqual(
      lines("whole.jsonl").map((line) => JSON.parse(line).trials[0][1]),
    );
  });

  it.each([
    ["grid.json", "a stop rule", 2],
    ["fixed.json", "a fixed number of trials", 3],
  ])("of %s (%s) in shards gives the same bytes when they are merged, in any order", (name, _, count) => {
    const uncut = name === "grid.json" ? "whole.jsonl" : `${name}-whole.jsonl`;
    if (!existsSync(path(uncut))) succeed(["sweep", name, "-o", uncut], folder);
    const parts: string[] = [];
    for (let index = 1; index <= count; index++) {
      const part = `${name}-${index}.jsonl`;
      succeed(["sweep", name, "-o", part, "--shard", `${index}/${count}`], folder);
      parts.push(part);
    }
    expect(parts.map((part) => lines(part).length).every((number) => number > 0)).toBe(true);
    for (const order of [parts, [...parts].reverse()]) {
      succeed(["sweep", "--merge", ...order, "-o", "merged.jsonl"], folder);
      expect(read("merged.jsonl")).toBe(read(uncut));
    }
  });

  it("does only what is missing when more trials are asked for", () => {
    const small = { ...grid, skills: 300, ratio: 2.5, maxEvents: undefined };
    writeFileSync(path("few.json"), JSON.stringify({ ...small, trials: 33 }));
    writeFileSync(path("many.json"), JSON.stringify({ ...small, trials: 120 }));
    succeed(["sweep", "few.json", "-o", "grown.jsonl"], folder);
    succeed(["sweep", "many.json", "-o", "grown.jsonl", "--resume"], folder);
    succeed(["sweep", "many.json", "-o", "at-once.jsonl"], folder);
    expect(read("grown.jsonl")).toBe(read("at-once.jsonl"));
    const [row] = lines("grown.jsonl").map((line) => JSON.parse(line));
    const simulate = ["simulate", "poisson:5", "--skills", "300", "--ratio", "2.5", "--engine", "graph"];
    const report = json<{ task: string; emerged: number }>([...simulate, "--trials", "120"]);
    expect([report.task, report.emerged]).toEqual([row.task, row.emerged]);
  });

  it("keeps the tasks of another grid that are in its file, and says so", () => {
    writeFileSync(path("other.json"), JSON.stringify({ ...grid, skills: 100, ratio: 2.5, trials: 20 }));
    writeFileSync(path("kept.jsonl"), whole);
    const ran = onset(["sweep", "other.json", "-o", "kept.jsonl", "--resume"], folder);
    expect(ran.status).toBe(0);
    expect(ran.stderr).toBe(
      "onset: kept.jsonl also has 6 tasks that the grid does not have; they are kept\n",
    );
    expect(lines("kept.jsonl")).toHaveLength(7);
  });
});

describe("files of rows", () => {
  it("that are merged twice, or with themselves, count once, and it is said", () => {
    const ran = onset(["sweep", "--merge", "whole.jsonl", "whole.jsonl", "-o", "twice.jsonl"], folder);
    expect(ran).toMatchObject({ status: 0, stderr: "onset: 6 rows in more than one file counted once\n" });
    expect(read("twice.jsonl")).toBe(whole);
  });

  it("that share some trials but not all are refused, by name", () => {
    writeFileSync(path("part.json"), JSON.stringify({ ...grid, trials: 20, maxEvents: undefined }));
    succeed(["sweep", "part.json", "-o", "part.jsonl"], folder);
    const ran = onset(["sweep", "--merge", "whole.jsonl", "part.jsonl", "-o", "mixed.jsonl"], folder);
    expect(ran).toMatchObject({ status: 1, stdout: "" });
    expect(ran.stderr).toMatch(
      /^onset: part\.jsonl and whole\.jsonl: task [0-9a-f]{32}: trials 0 to 19 cannot be added to trials 0 to \d+: they overlap\n$/,
    );
    expect(existsSync(path("mixed.jsonl"))).toBe(false);
  });

  it("of another version, and files of something else, are refused by line and left as they are", () => {
    const foreign = whole.replaceAll(/"tool":"onset [^"]+"/g, '"tool":"onset 0.0.1"');
    const refused: [string, string[], RegExp][] = [
      [
        foreign,
        ["grid.json", "-o", "broken.jsonl", "--resume"],
        /line 1: made by onset 0\.0\.1, but this is onset /,
      ],
      [foreign, ["--merge", "broken.jsonl"], /line 1: made by onset 0\.0\.1, but this is onset /],
      [
        "# Shopping\n\nmilk",
        ["grid.json", "-o", "broken.jsonl", "--resume"],
        /line 1: is not a row \(no JSON\)/,
      ],
      ["# Shopping\n\nmilk", ["--merge", "whole.jsonl", "-o", "broken.jsonl"], /line 1: is not a row/],
    ];
    for (const [text, args, message] of refused) {
      writeFileSync(path("broken.jsonl"), text);
      const ran = onset(["sweep", ...args], folder);
      expect(ran).toMatchObject({ status: 1, stdout: "" });
      expect(ran.stderr).toMatch(message);
      expect(ran.stderr).toMatch(/^onset: [^\n]+\n$/);
      expect(read("broken.jsonl")).toBe(text);
      expect(lockedBy("broken.jsonl")).toBe(null);
    }
  });

  it("are not written by two runs at once; what a dead run left is taken over", async () => {
    writeFileSync(path("long.json"), JSON.stringify({ ...grid, skills: 20_000, trials: 1000 }));
    const { child, ended } = start(["sweep", "long.json", "-o", "locked.jsonl"], folder);
    for (let i = 0; i < 1000 && lockedBy("locked.jsonl") === null; i++) await sleep(10);
    const second = onset(["sweep", "grid.json", "-o", "locked.jsonl", "--resume"], folder);
    expect(second).toMatchObject({ status: 2, stdout: "" });
    expect(second.stderr).toContain(`another run is writing "locked.jsonl" (process ${child.pid} on `);
    child.kill("SIGKILL");
    await ended;
    expect(lockedBy("locked.jsonl")).toBe(child.pid);
    rmSync(path("locked.jsonl"), { force: true });
    succeed(["sweep", "grid.json", "-o", "locked.jsonl", "--resume"], folder);
    expect(read("locked.jsonl")).toBe(whole);
    expect(lockedBy("locked.jsonl")).toBe(null);
  });
});

describe("onset sweep, called wrongly", () => {
  const wrongGrid = (part: object): string => {
    writeFileSync(path("wrong.json"), JSON.stringify({ ...grid, ...part }));
    return "wrong.json";
  };
  const cases: [string, () => string[], string][] = [
    [
      "a typo in a key",
      () => [wrongGrid({ ration: 2 }), "-o", "x"],
      'wrong.json: "grid" has no key "ration": did you mean "ratio"?',
    ],
    [
      "S = 0",
      () => [wrongGrid({ skills: 0 }), "-o", "x"],
      'wrong.json: "skills" expected an integer >= 1, got 0',
    ],
    [
      "a ratio below 0",
      () => [wrongGrid({ ratio: -1 }), "-o", "x"],
      'wrong.json: "ratio" expected a number >= 0, got -1',
    ],
    [
      "too little memory",
      () => [wrongGrid({ skills: 1e7 }), "-o", "x", "--max-memory", "1GB"],
      "GB of memory, but 1 GB are allowed",
    ],
    ["no such grid", () => ["none.json", "-o", "x"], 'there is no file "none.json" that can be read'],
    ["no JSON", () => ["whole.jsonl", "-o", "x"], "whole.jsonl is not JSON"],
    ["no -o", () => ["grid.json"], "-o is missing"],
    [
      "an -o that is there",
      () => ["grid.json", "-o", "whole.jsonl"],
      "whole.jsonl is there already: --resume goes on with it",
    ],
    [
      "an -o in no folder",
      () => ["grid.json", "-o", "none/rows.jsonl"],
      'cannot write "none/rows.jsonl" (no such file or folder, ENOENT)',
    ],
    ["two grids", () => ["grid.json", "fixed.json", "-o", "x"], "one grid is expected, got 2 files"],
    [
      "a shard beyond the last",
      () => ["grid.json", "-o", "x", "--shard", "3/2"],
      "Expected i/n with 1 <= i <= n",
    ],
    [
      "a merge that resumes",
      () => ["--merge", "whole.jsonl", "--resume"],
      "--merge and --resume exclude each other",
    ],
    ["a merge of nothing", () => ["--merge", "none.jsonl"], 'there is no file of rows "none.jsonl"'],
    [
      "a plot that is none",
      () => ["grid.json", "-o", "x", "--plot", "a.png"],
      "--plot expected a name that ends in .svg",
    ],
    [
      "a table that is none",
      () => ["grid.json", "-o", "x", "--export", "a.xls"],
      "--export expected a name that ends in .csv or",
    ],
  ];

  it.each(cases)("%s: says so in one line, ends with 2 and writes nothing", (_, args, message) => {
    const ran = onset(["sweep", ...args()], folder);
    expect(ran.stderr).toContain(message);
    expect(ran).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(/^onset: [^\n]+\n$/) });
    expect(readdirSync(folder).filter((name) => /^x/.test(name))).toEqual([]);
    expect(read("whole.jsonl")).toBe(whole);
  });
});
