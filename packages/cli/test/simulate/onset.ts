/** Runs the built command as its users do. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { main } from "../support/built.js";

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function environment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return { ...inherited, NO_COLOR: "1", COLUMNS: "80" };
}

/** Runs `onset` with these arguments, and with these variables besides those of its users. */
export function onset(args: readonly string[], cwd?: string, variables: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [main, ...args], {
    ...(cwd !== undefined && { cwd }),
    env: { ...environment(), ...variables },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** What a run that must succeed, without a word on standard error, prints. */
export function succeed(args: readonly string[], cwd?: string): string {
  const ran = onset(args, cwd);
  if (ran.status !== 0 || ran.stderr !== "") {
    throw new Error(`onset ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  }
  return ran.stdout;
}

/** The JSON that a run prints. */
export function json<T>(args: readonly string[], cwd?: string): T {
  return JSON.parse(succeed([...args, "--json"], cwd)) as T;
}

/** How a run ended: by itself or by a signal. */
export type Ended = Ran & { readonly signal: NodeJS.Signals | null };

/** Starts `onset` and lets the test do what it likes to it. */
export function start(args: readonly string[], cwd: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: environment() });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr })),
  );
  return { child, ended };
}

/** A folder for the tests of a file, removed after them. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "onset-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
