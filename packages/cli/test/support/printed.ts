/**
 * What the command prints of its arguments and the examples, once in a run of the tests: several tests, documents and pages show the same, and
 * some of it takes seconds. It is kept in a folder of the run, which all workers see and which is removed after it.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { projectName } from "../../src/project/find.js";
import { root } from "./built.js";
import { onset, type Ran, type RunOptions } from "./command.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of what was printed. */
    printed: string;
  }
}

/** Makes the folder; vitest calls this once a run. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "onset-printed-"));
  project.provide("printed", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Runs `onset` with these arguments, unless this run of the tests knows what it prints of them. */
export function printed(
  args: readonly string[],
  { cwd = root, columns = 80 }: Pick<RunOptions, "cwd" | "columns"> = {},
): Ran {
  if (!readsExamplesAlone(args, cwd)) return onset(args, { cwd, columns });
  const key = createHash("sha256")
    .update(JSON.stringify([args, columns]))
    .digest("hex");
  const place = join(inject("printed"), `${key}.json`);
  if (existsSync(place)) return JSON.parse(readFileSync(place, "utf8"));
  const ran = onset(args, { cwd, columns });
  // Another worker may look at the same moment: the file is there with all that it holds, or not at all.
  const made = join(inject("printed"), randomUUID());
  writeFileSync(made, JSON.stringify(ran));
  renameSync(made, place);
  return ran;
}

/** The JSON that it prints with --json; it must succeed without a word on standard error. */
export function printedJson<T>(args: readonly string[]): T {
  const { status, stdout, stderr } = printed([...args, "--json"]);
  if (status !== 0 || stderr !== "")
    throw new Error(`onset ${args.join(" ")} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Whether a command reads no file but examples, and writes none. */
function readsExamplesAlone(args: readonly string[], cwd: string): boolean {
  const isExample = (arg: string) => arg.startsWith("examples/");
  const writes = (arg: string) => /^(-o|--out|--cache)(=|$)/.test(arg);
  const isFile = (arg: string) => existsSync(resolve(cwd, arg.replace(/^--[\w-]+=/, "")));
  if (args.some(writes) || args.some((arg) => !isExample(arg) && isFile(arg))) return false;
  // What the folder says in the place of options.
  if (existsSync(join(cwd, projectName))) return false;
  return realpathSync(join(cwd, "examples")) === join(root, "examples");
}
