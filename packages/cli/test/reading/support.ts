/** Reads corpora in this process, as the command does, into plain values to compare. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Corpus } from "@onset/core/corpus";
import type { SkillTextGraph } from "@onset/core/graph";
import type { ReadOptions } from "@onset/reading";
import { afterAll, beforeAll } from "vitest";
import { Workspace } from "../../src/files/workspace.js";
import { type Reading, readFiles as read } from "../../src/input/read.js";
import { Progress } from "../../src/terminal/progress.js";
import { requireFreshBuild } from "../support/built.js";

/** A folder for the tests of a file; `put` writes a file there and returns its path. */
export function useFolder(): {
  readonly path: string;
  put(name: string, content: string | Uint8Array): string;
} {
  let path = "";
  beforeAll(() => {
    requireFreshBuild();
    path = mkdtempSync(join(tmpdir(), "onset-reading-"));
  });
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    put(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
  };
}

/** Reads a file as {@link readFiles} does. */
export function readFile(path: string, options: Partial<ReadOptions> = {}): Promise<Reading> {
  return readFiles([path], options);
}

/** Reads files as one corpus; the temporary folder of the run is removed afterwards. */
export async function readFiles(
  paths: readonly string[],
  options: Partial<ReadOptions> = {},
): Promise<Reading> {
  const workspace = new Workspace(new AbortController().signal);
  const progress = new Progress({ verbose: false, quiet: true });
  try {
    return await read(paths, options, workspace, progress);
  } finally {
    await workspace.remove();
  }
}

/** Texts with the names of their skills; a text without direction has one list, a directed one two. */
export function textsOf({ textNames, skillNames, needs, directed }: Corpus): [string, ...string[][]][] {
  const graphs = directed === undefined ? [needs] : [directed.requires, directed.teaches];
  const names = [...skillNames];
  return Array.from(textNames, (name, text) => [
    name,
    ...graphs.map((graph) => skillsOf(graph, names, text)),
  ]);
}

function skillsOf(
  { textOffsets, textSkills }: SkillTextGraph,
  names: readonly string[],
  text: number,
): string[] {
  return Array.from(textSkills.subarray(textOffsets[text], textOffsets[text + 1]), (skill) => names[skill]);
}

/** What is wrong, as one string a case: `line 3: is not valid JSON`. */
export function casesOf(left: Reading["malformed"]): string[] {
  return left.first.map(({ where, problem }) => `${where}: ${problem}`);
}
