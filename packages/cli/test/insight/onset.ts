/** Runs the built command as its users do and takes what it prints. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { main, root } from "../support/built.js";

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs `onset` with these arguments in `cwd` (the root of the workspace by default). */
export function onset(args: readonly string[], options: { cwd?: string; input?: string } = {}): Ran {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [main, ...args], {
    cwd: options.cwd ?? root,
    env: { ...inherited, NO_COLOR: "1", COLUMNS: "80" },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: 120_000,
    ...(options.input !== undefined && { input: options.input }),
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** The JSON that a command prints; it must end with `status` and say nothing on standard error. */
export function json<T>(args: readonly string[], status = 0): T {
  const ran = onset([...args, "--json"]);
  if (ran.status !== status || ran.stderr !== "") {
    throw new Error(`onset ${args.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  }
  return JSON.parse(ran.stdout) as T;
}

/** A folder for the tests of a file, removed after them. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "onset-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
