/** How runs end: by signals, with too little of something, and what goes to standard output then. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { DataError, Interrupted, UsageError } from "../../src/errors.js";
import { exitCodeOf, messageOf } from "../../src/run/error-message.js";
import { onset, start, temporaryFolder, untilAtWork } from "../simulate/onset.js";
import { main, requireFreshBuild, root } from "../support/built.js";

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const example = (name: string): string => join(root, "examples", name);

beforeAll(requireFreshBuild);

function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve) => child.on("close", (code, signal) => resolve([code, signal])));
}

describe("a signal", { concurrent: true }, () => {
  it.each([
    ["SIGINT", 130, null],
    ["SIGTERM", null, "SIGTERM"],
  ] as const)("%s ends synchronous work in its middle", async (name, status, signal) => {
    // One recipe computes without a turn of the event loop, for minutes at this effort.
    const long = ["reproduce", "finite-size", "--effort", "1000", "--out", `figures-${name}`];
    const { child, ended } = start(long, folder);
    await untilAtWork(child);
    const begun = performance.now();
    child.kill(name);
    expect(await ended).toEqual({ status, signal, stdout: "", stderr: "" });
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(readdirSync(folder)).not.toContain(`figures-${name}`);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s that comes twice ends the process, whatever it does",
    async (name) => {
      const module = pathToFileURL(join(root, "packages/cli/dist/run/interruption.js"));
      const script = `
      const { Interruption } = await import(${JSON.stringify(module)});
      const { signal } = new Interruption();
      signal.addEventListener("abort", () => {
        process.stdout.write("heard\\n");
        for (;;);
      });
      setInterval(() => {}, 1000);
      process.stdout.write("ready\\n");`;
      const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
      const end = ended(child);
      const next = (): Promise<unknown> => new Promise((resolve) => child.stdout.once("data", resolve));
      await next();
      const heard = next();
      child.kill(name);
      await heard;
      child.kill(name);
      expect(await end).toEqual([null, name]);
    },
  );

  it("ends as many runs as were asked for", async () => {
    const args = ["learn", example("cited-theorems-self.jsonl"), "--runs", "100000"];
    const { child, ended } = start(args, folder);
    // What comes before the runs takes half a second.
    await untilAtWork(child, 1);
    const begun = performance.now();
    child.kill("SIGINT");
    expect(await ended).toEqual({ status: 130, signal: null, stdout: "", stderr: "" });
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe("standard output that is a file", () => {
  /** Lets standard output take `room` bytes, at most 1,000 at a time, as a disk that fills up does. */
  function intoFile(room: number): { status: number | null; stderr: string; text: string } {
    writeFileSync(
      path("room.mjs"),
      `import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      const { writeSync } = fs;
      let room = ${room};
      fs.writeSync = (file, bytes, offset = 0, length = bytes.length - offset, position) => {
        if (file !== 1) return writeSync(file, bytes, offset, length, position);
        if (room === 0) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        const written = writeSync(file, bytes, offset, Math.min(length, room, 1000), position);
        room -= written;
        return written;
      };
      syncBuiltinESMExports();`,
    );
    const file = openSync(path("printed"), "w");
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        `--import=${pathToFileURL(path("room.mjs"))}`,
        main,
        "learn",
        example("python-course.jsonl"),
        "--json",
      ],
      { stdio: ["ignore", file, "pipe"], encoding: "utf8" },
    );
    closeSync(file);
    return { status, stderr, text: readFileSync(path("printed"), "utf8") };
  }

  it("has every byte, or the run says that it has not", () => {
    const whole = intoFile(1e9);
    expect(whole).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(whole.text)).toMatchObject({ schema: "onset/learn@1" });
    for (const room of [0, 1, whole.text.length - 1]) {
      const { status, stderr } = intoFile(room);
      expect([status, stderr]).toEqual([
        1,
        "onset: cannot write to standard output (the disk is full, ENOSPC)\n",
      ]);
    }
    expect(intoFile(whole.text.length).text).toBe(whole.text);
  });
});

describe("too little of something", () => {
  const withCode = (code: string, message = code): Error => Object.assign(new Error(message), { code });

  it.each([
    [withCode("ENOSPC"), /^the disk of the temporary folder ".*" is full: make room there, or set TMPDIR/],
    [new Error("IO Error: Could not write file: No space left on device"), /is full: make room there/],
    [new RangeError("Array buffer allocation failed"), /^there is not enough memory for this/],
    [new Error("Out of Memory Error: failed to allocate 1 GB"), /^there is not enough memory for this/],
    [withCode("ERR_WORKER_OUT_OF_MEMORY"), /^there is not enough memory for this/],
    [new TypeError("a is not a function"), /^unexpected: a is not a function \(ONSET_DEBUG=1 shows where\)$/],
  ])("is told in words: %s", (error, message) => {
    expect(messageOf(error)).toMatch(message);
    expect(exitCodeOf(error)).toBe(1);
  });

  it("is no usage error, and an interruption is neither", () => {
    expect([new UsageError("x"), new DataError("x"), new Interrupted()].map(exitCodeOf)).toEqual([2, 1, 130]);
  });

  it("such as a temporary folder is one line", () => {
    const ran = onset(["learn", example("python-course.jsonl")], folder, { TMPDIR: path("nowhere") });
    if (ran.status !== 0) {
      expect(ran).toMatchObject({ status: 1, stdout: "" });
      expect(ran.stderr).toMatch(/^onset: cannot make a temporary folder in ".*nowhere" [^\n]*\n$/);
    }
  });

  it.each([
    [["learn", "x", "--learner", "1000000000"], "Expected an integer from 1 to 1000."],
    [["threshold", "poisson:5", "--learner", "1001"], "Expected an integer from 1 to 1000."],
    [["learn", "x", "--runs", "100000000"], "Expected an integer from 0 to 100000."],
    [["simulate", "poisson:5", "--workers", "1000000"], "Expected an integer from 1 to 1024."],
  ])("is not asked for: %s", (args, message) => {
    const ran = onset(args, folder);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
  });
});

describe("colours", () => {
  it.each(["clean", "forecast", "learn", "why"])("do not go into pipes where CI is set: %s", (verb) => {
    const args = [verb, example("python-course.jsonl"), ...(verb === "why" ? ["basics"] : [])];
    const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
    const { stdout, status } = spawnSync(process.execPath, [main, ...args], {
      env: { ...environment, CI: "1", GITHUB_ACTIONS: "1" },
      encoding: "utf8",
    });
    expect(status).toBeLessThanOrEqual(verb === "forecast" ? 2 : 0);
    expect(stdout).not.toContain("\u001b");
  });

  it("are chosen in one place", () => {
    const source = join(root, "packages/cli/src");
    const users = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .filter((name) => readFileSync(join(source, name), "utf8").includes('from "picocolors"'));
    expect(users).toEqual([join("terminal", "colors.ts")]);
  });
});
