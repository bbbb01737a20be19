/**
 * What the command prints of its arguments and the examples, once in a run of the tests: several tests, documents and pages show the same, and
 * some of it takes seconds. It is kept in a folder of the run, with what the command wrote, which all workers see and which is removed after it.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
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
import { onset, type Ran } from "./command.js";

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

/** A new folder, which is removed after the run of the tests: for what has no place to remove it. */
export function folderOfRun(): string {
  return mkdtempSync(join(inject("printed"), "folder-"));
}

/** Runs `onset` with these arguments, unless this run of the tests knows what it prints and writes of them. */
export function printed(args: readonly string[], cwd: string = root): Ran {
  if (!readsExamplesAlone(args, cwd)) return onset(args, { cwd, columns });
  const { ran, written } = kept(args, cwd);
  const output = outputOf(args);
  if (output !== null) copy(written, resolve(cwd, output));
  return ran;
}

/** The JSON that it prints with --json; it must succeed without a word on standard error. */
export function printedJson<T>(args: readonly string[]): T {
  const isBoth = readsExamplesAlone(args, root) && writesReport(args);
  const { ran, written } = isBoth ? kept(args, root) : { ran: printed([...args, "--json"]), written: "" };
  const { status, stdout, stderr } = ran;
  if (status !== 0 || stderr !== "")
    throw new Error(`onset ${args.join(" ")} ended with ${status}: ${stderr}`);
  return JSON.parse(isBoth ? readFileSync(join(written, "report.json"), "utf8") : stdout) as T;
}

/** As wide as the documents are. */
const columns = 100;

/** Verbs that write into a folder, beside the words that they print, what they print with --json: one run gives both. */
const writesReport = (args: readonly string[]): boolean =>
  ["learn", "unlock"].includes(args[0]) && !args.includes("--json") && outputOf(args) === null;

type Kept = {
  readonly ran: Ran;
  /** Where the file or folder is that it wrote. */
  readonly written: string;
};

/** What is kept of a command, which runs unless that is there. */
function kept(args: readonly string[], cwd: string): Kept {
  const key = createHash("sha256")
    .update(JSON.stringify(corporaFirst(args)))
    .digest("hex");
  const place = join(inject("printed"), key);
  const answer = join(place, "printed.json");
  if (!existsSync(answer)) {
    const made = join(inject("printed"), randomUUID());
    mkdirSync(made);
    const written = join(made, "written");
    const output = outputOf(args);
    const ran = onset(writesReport(args) ? [...args, "--out", written] : args, { cwd, columns });
    if (output !== null) copy(resolve(cwd, output), written);
    writeFileSync(join(made, "printed.json"), JSON.stringify(ran));
    giveName(made, place);
  }
  return { ran: JSON.parse(readFileSync(answer, "utf8")), written: join(place, "written") };
}

/** Names a folder that has all that it should, unless another worker had the same moment: its folder holds the same. */
function giveName(made: string, place: string): void {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}

/** Copies what a command wrote; one that fails writes nothing. */
function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}

/** The file or folder that a command writes. */
function outputOf(args: readonly string[]): string | null {
  const place = args.findIndex((arg) => arg === "-o" || arg === "--out");
  return place < 0 ? null : args[place + 1];
}

/** The same arguments with the corpora before the options: both orders stand in documents and pages. */
function corporaFirst([verb, ...args]: readonly string[]): string[] {
  const isCorpus = (arg: string, i: number) => isExample(arg) && !args[i - 1]?.startsWith("-");
  return [verb, ...args.filter(isCorpus), ...args.filter((arg, i) => !isCorpus(arg, i))];
}

const isExample = (arg: string): boolean => arg.startsWith("examples/");

/** Whether a command reads no file but examples, and writes nothing but one new file or folder. */
function readsExamplesAlone(args: readonly string[], cwd: string): boolean {
  const writesElsewhere = (arg: string) => /^(-o=|--out=|--cache(=|$))/.test(arg);
  const isFile = (arg: string) => existsSync(resolve(cwd, arg.replace(/^--[\w-]+=/, "")));
  if (args.some(writesElsewhere) || args.some((arg) => !isExample(arg) && isFile(arg))) return false;
  // What the folder says in the place of options.
  if (existsSync(join(cwd, projectName))) return false;
  return realpathSync(join(cwd, "examples")) === join(root, "examples");
}
