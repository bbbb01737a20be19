/** Ctrl-C, and readers that have seen enough: nothing half done is left behind. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { useFolder } from "../reading/support.js";
import { main } from "../support/built.js";
import { example } from "./support.js";

const folder = useFolder();
let temporary = "";

beforeAll(async () => {
  temporary = join(folder.path, "temporary");
  mkdirSync(temporary);
  // Long enough to be interrupted while any part of it is under way.
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `{"id":"t${i}","skills":["a${i % 977}","b${i}","c${i % 13}"]}\n`,
  );
  const block = lines.join("");
  const file = createWriteStream(join(folder.path, "long.jsonl"));
  for (let i = 0; i < 40; i++) file.write(block);
  await new Promise((resolve) => file.end(resolve));
  writeFileSync(
    join(folder.path, "words.txt"),
    "in the beginning was the word and the word was long ".repeat(500_000),
  );
  writeFileSync(join(folder.path, "long.jsonl.gz"), gzipSync(block.repeat(5), { level: 1 }));
});

type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

function start(...arguments_: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, "learn", ...arguments_], {
    cwd: folder.path,
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return { child, ended };
}

/** Waits for the run to have its temporary folder: it has begun to keep what standard input gives. */
async function untilAtWork(): Promise<void> {
  for (let i = 0; i < 1000 && readdirSync(temporary).length === 0; i++) await sleep(10);
}

/** Waits for the run to have its file open: it reads then. Where open files cannot be seen, a second must do. */
async function untilReading({ pid }: ChildProcess, file: string): Promise<void> {
  if (!existsSync(`/proc/${pid}/fd`)) return void (await sleep(1000));
  const opened = (fd: string): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).endsWith(file);
    } catch {
      return false;
    }
  };
  for (let i = 0; i < 2000 && !readdirSync(`/proc/${pid}/fd`).some(opened); i++) await sleep(5);
}

const interrupted: Ended = { code: 130, signal: null, stdout: "", stderr: "" };

describe("Ctrl-C", () => {
  it.each(
    [0, 50, 200, 600].flatMap((delay) =>
      ["long.jsonl", "long.jsonl.gz"].map((file) => [delay, file] as const),
    ),
  )("after %i ms of reading %s ends with exit code 130 and leaves nothing behind", async (delay, file) => {
    const { child, ended } = start(file, "--out", "out/deep", "--json");
    await untilReading(child, file);
    await sleep(delay);
    child.kill("SIGINT");
    expect(await ended).toEqual(interrupted);
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(join(folder.path, "out"))).toBe(false);
  });

  it("while standard input stays open ends with exit code 130 and removes what it had got", async () => {
    const { child, ended } = start("-", "--out", "out");
    child.stdin!.write(`{"skills":["a"]}\n`.repeat(1000));
    await untilAtWork();
    expect(readdirSync(temporary)).toHaveLength(1);
    child.kill("SIGINT");
    expect(await ended).toEqual(interrupted);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("while words are read from one line without end ends with exit code 130", async () => {
    const { child, ended } = start("words.txt", "--words");
    await untilReading(child, "words.txt");
    await sleep(400);
    const begun = performance.now();
    child.kill("SIGINT");
    expect(await ended).toEqual(interrupted);
    // All the words take 15 s and more.
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("is taken from a request to terminate as well", async () => {
    const { child, ended } = start("long.jsonl");
    await untilReading(child, "long.jsonl");
    child.kill("SIGTERM");
    expect(await ended).toEqual(interrupted);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe("a folder of results", () => {
  it("keeps what it had when a run is interrupted", async () => {
    const kept = start(example("python-course.jsonl"), "--out", "kept");
    expect((await kept.ended).code).toBe(0);
    const before = readdirSync(join(folder.path, "kept")).sort();
    expect(before).toEqual([
      "gaps.csv",
      "report.html",
      "report.json",
      "skills.csv",
      "texts.csv",
      "twins.csv",
    ]);
    const { child, ended } = start("long.jsonl", "--out", "kept");
    await untilReading(child, "long.jsonl");
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(readdirSync(join(folder.path, "kept")).sort()).toEqual(before);
  });
});

describe("a reader that has seen enough", () => {
  // What is printed is as long, and there in a third of the time.
  const quick = ["--no-ladder", "--runs", "0", "--rewirings", "0", "--risk", "0"];

  it("ends the command without a word", async () => {
    const { child, ended } = start(example("cited-theorems-self.jsonl"), "--json", ...quick);
    child.stdout!.once("data", () => child.stdout!.destroy());
    const { code, signal, stderr } = await ended;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" });
  });

  it("ends the command without a word when it never began to read", async () => {
    const { child, ended } = start(example("cited-theorems.jsonl"), ...quick);
    child.stdout!.destroy();
    const { code, signal, stderr } = await ended;
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" });
  });
});
