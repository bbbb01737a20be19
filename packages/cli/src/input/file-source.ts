import { constants, createReadStream, createWriteStream } from "node:fs";
import { access, open, readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ByteSource } from "@onset/reading";
import { UsageError } from "../errors.js";
import { followed } from "../files/paths.js";
import type { Workspace } from "../files/workspace.js";
import { printable } from "../terminal/characters.js";
import { labelledName, recipeName } from "./recipe.js";

/** A file of the user's, or what came on standard input, as a source of bytes. */
export type FileSource = ByteSource & { readonly path: string };

const pieceBytes = 1 << 20;

/**
 * The files of some names, in the order of the names. Of several names each file is called by its path as it was given,
 * so that two of the same name in different folders can be told apart.
 *
 * @throws UsageError when there is no such file, or when a file is named twice
 */
export async function sourcesOf(names: readonly string[], workspace: Workspace): Promise<FileSource[]> {
  if (names.indexOf("-") !== names.lastIndexOf("-")) throw namedTwice("-");
  const sources: FileSource[] = [];
  const paths = new Set<string>();
  for (const name of names) {
    for (const source of await sourcesOfName(name, workspace, names.length > 1)) {
      const path = await followed(source.path);
      if (paths.has(path)) throw namedTwice(source.name);
      paths.add(path);
      sources.push(source);
    }
  }
  return sources;
}

function namedTwice(name: string): UsageError {
  return new UsageError(`${JSON.stringify(name)} is named twice: its texts would count twice`);
}

/**
 * The files that a name stands for: a file, all files in a folder and its folders in the order of their paths (hidden
 * ones left out), or `-` for standard input, which is copied to the workspace first.
 */
async function sourcesOfName(
  name: string,
  workspace: Workspace,
  isOneOfSeveral: boolean,
): Promise<FileSource[]> {
  if (name === "-") {
    const path = await spool(workspace);
    return [fileSource(path, "standard input", (await stat(path)).size)];
  }
  const path = resolve(name);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`there is no file ${JSON.stringify(name)}`);
  if (found.isDirectory()) return filesIn(path, name, isOneOfSeveral);
  const readable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable) throw new UsageError(`${JSON.stringify(name)} may not be read: its permissions forbid it`);
  if (!found.isFile()) throw new UsageError(`${JSON.stringify(name)} is not a file: pipe it into "-"`);
  return [fileSource(path, printable(isOneOfSeveral ? name : basename(name)), found.size)];
}

/** A file on disk. */
export function fileSource(path: string, name: string, size: number): FileSource {
  return {
    path,
    name,
    size,
    stream: () => createReadStream(path, { highWaterMark: pieceBytes }),
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      return bytes.subarray(0, await readFrom(path, start, bytes));
    },
    readInto: (start, target) => readFrom(path, start, target),
  };
}

async function filesIn(folder: string, name: string, isOneOfSeveral: boolean): Promise<FileSource[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(/[\\/]/).some((part) => part.startsWith(".")))
    .sort((a, b) => (a < b ? -1 : 1));
  if (found.length === 0) throw new UsageError(`the folder ${JSON.stringify(name)} holds no file`);
  const isLabelled = found.includes(labelledName) && found.includes(recipeName);
  const paths = isLabelled ? [labelledName] : found;
  return Promise.all(
    paths.map(async (path) => {
      const whole = join(folder, path);
      return fileSource(whole, printable(isOneOfSeveral ? join(name, path) : path), (await stat(whole)).size);
    }),
  );
}

async function readFrom(path: string, start: number, target: Uint8Array): Promise<number> {
  const file = await open(path, "r");
  try {
    let filled = 0;
    while (filled < target.length) {
      const room = Math.min(target.length - filled, 1 << 30);
      const { bytesRead } = await file.read(target, filled, room, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  } finally {
    await file.close();
  }
}

const spooled = new WeakMap<Workspace, Promise<string>>();

/** Copies standard input, which can be read but once, to the workspace. */
function spool(workspace: Workspace): Promise<string> {
  let path = spooled.get(workspace);
  if (path === undefined) {
    path = spoolNow(workspace);
    spooled.set(workspace, path);
  }
  return path;
}

async function spoolNow(workspace: Workspace): Promise<string> {
  if (process.stdin.isTTY) {
    throw new UsageError("standard input is a terminal: pipe a corpus into the command, or name a file");
  }
  const path = join(await workspace.directory(), "standard-input");
  await pipeline(process.stdin, createWriteStream(path), { signal: workspace.signal });
  return path;
}
