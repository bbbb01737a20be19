import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { nearestName } from "@onset/core/base";
import { UsageError } from "../errors.js";
import { reasonOf } from "../files/reason.js";
import { fileKeys, type Kind, type Section, sectionKeys } from "./keys.js";
import { lineOf } from "./places.js";

/** An option that a project file sets. */
export type Setting = {
  readonly section: Section;
  readonly key: string;
  /** True and false set and leave out a switch. */
  readonly value: string | boolean;
  /** Where it stands: `onset.json:7`. */
  readonly place: string;
};

/** A project file that was found and is right. */
export type Project = {
  /** Its path from the working folder. */
  readonly path: string;
  readonly sha256: string;
  /** Paths from the working folder. */
  readonly sources: readonly string[];
  readonly settings: readonly Setting[];
};

const maxBytes = 1 << 20;

/**
 * Reads a project file.
 *
 * @throws UsageError with the place of what is not known or of another kind
 */
export function readProject(path: string, folder: string): Project {
  const shown = relative(folder, path);
  const text = textOf(path, shown);
  const fail = (keys: readonly string[], message: string): never => {
    throw new UsageError(`${shown}:${lineOf(text, keys)}: ${message}, or say --no-project`);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shown} is not JSON: ${(error as Error).message.split("\n")[0]}`);
  }
  const file = objectOf(parsed, [], fail);
  checkKeys(file, fileKeys, [], fail);
  const here = dirname(path);
  const local = (name: string): string => {
    const moved = relative(folder, resolve(here, name)) || ".";
    return moved.startsWith("-") ? `./${moved}` : moved;
  };
  const sources = sourcesOf(file.sources, fail).map(local);
  const settings = (Object.keys(sectionKeys) as Section[]).flatMap((section) => {
    const kinds: Readonly<Record<string, Kind>> = sectionKeys[section];
    if (file[section] === undefined) return [];
    const object = objectOf(file[section], [section], fail);
    checkKeys(object, Object.keys(kinds), [section], fail);
    return Object.entries(object).map(([key, value]) => ({
      section,
      key,
      value: settingValue(value, kinds[key], [section, key], local, fail),
      place: `${shown}:${lineOf(text, [section, key])}`,
    }));
  });
  return { path: shown, sha256: createHash("sha256").update(text).digest("hex"), sources, settings };
}

type Fail = (keys: readonly string[], message: string) => never;

function textOf(path: string, shown: string): string {
  try {
    if (statSync(path).size > maxBytes)
      throw new UsageError(`${shown} has more than a megabyte: it is no project file`);
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown} cannot be read (${reasonOf(error)})`);
  }
}

function objectOf(value: unknown, keys: readonly string[], fail: Fail): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  return fail(keys, `${keys.length === 0 ? "the file" : JSON.stringify(keys.at(-1))} expected an object`);
}

function checkKeys(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: readonly string[],
  fail: Fail,
): void {
  for (const key of Object.keys(object).filter((name) => !known.includes(name))) {
    const nearest = nearestName(camelCase(key), known);
    const advice = nearest === undefined ? `its keys are ${known.join(", ")}` : `did you mean "${nearest}"?`;
    const owner = path.length === 0 ? "a project file" : `"${path.join(".")}"`;
    fail([...path, key], `${owner} has no key ${JSON.stringify(key)}: ${advice}`);
  }
}

/** A key written as on the command line: `skills-field`. */
function camelCase(name: string): string {
  return name.replace(/^-+/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function sourcesOf(value: unknown, fail: Fail): readonly string[] {
  if (value === undefined) return [];
  const isList = Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "");
  return isList && value.length > 0
    ? value
    : fail(["sources"], '"sources" expected a list of files and folders');
}

function settingValue(
  value: unknown,
  kind: Kind,
  keys: readonly string[],
  local: (name: string) => string,
  fail: Fail,
): string | boolean {
  const wanted = kind === "path" ? "string" : kind;
  if (!wanted.split(" or ").includes(typeof value)) {
    return fail(keys, `"${keys.join(".")}" expected a ${wanted}, got ${JSON.stringify(value)}`);
  }
  if (typeof value === "boolean") return value;
  return kind === "path" ? local(value as string) : String(value);
}
