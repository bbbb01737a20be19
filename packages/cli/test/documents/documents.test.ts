/**
 * The documents are true: their links lead somewhere and their terminal sessions are what the built command prints.
 * `UPDATE_DOCUMENTS=1 npx vitest run documents.test` writes the real output into them.
 */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireFreshBuild, root } from "../support/built.js";
import { onset } from "../support/command.js";
import { anchorsOf, relativeLinks } from "./links.js";
import { sessionsOf, withRealOutput } from "./sessions.js";

const notOurs = new Set(["node_modules", "dist", "out", ".git"]);

/** Copies that packing makes, away from what they link to. */
const copies = new Set(["packages/cli/examples", "packages/cli/lab"].map((path) => join(root, path)));

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) || copies.has(path) ? [] : markdownFiles(path);
    return entry.name.endsWith(".md") ? [relative(root, path)] : [];
  });
}

const documents = markdownFiles(root).sort();
const read = (path: string) => readFileSync(resolve(root, path), "utf8");

describe("the links of the documents", () => {
  it("are looked for in all of them", () => {
    expect(documents).toEqual(
      expect.arrayContaining(["README.md", "CONTRIBUTING.md", "packages/core/README.md"]),
    );
    expect(documents.flatMap((path) => relativeLinks(read(path))).length).toBeGreaterThan(10);
  });

  it.each(documents)("in %s lead to a file of this repository and to a heading that is there", (path) => {
    const broken = relativeLinks(read(path)).filter((link) => {
      const target = link.path === "" ? path : relative(root, resolve(root, dirname(path), link.path));
      if (target.startsWith("..") || !existsSync(resolve(root, target))) return true;
      return link.anchor !== "" && target.endsWith(".md") && !anchorsOf(read(target)).has(link.anchor);
    });
    expect(broken.map((link) => link.written)).toEqual([]);
  });
});

describe("the terminal sessions of the documents", () => {
  const withSessions = documents.filter((path) => sessionsOf(read(path)).length > 0);
  let folder = "";

  beforeAll(() => {
    requireFreshBuild();
    folder = mkdtempSync(join(tmpdir(), "onset-documents-"));
    symlinkSync(join(root, "examples"), join(folder, "examples"), "junction");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** In a folder that holds nothing but the examples, on a terminal of 100 columns without colours. */
  function run(args: string[]): string {
    const { stdout, stderr } = onset(args, { cwd: folder, columns: 100 });
    return stdout + stderr;
  }

  it("are there, the first in the README", () => {
    expect(withSessions).toContain("README.md");
  });

  it.each(withSessions)("in %s are what the command prints", { timeout: 600_000 }, (path) => {
    const written = read(path);
    const real = withRealOutput(written, run);
    if (process.env.UPDATE_DOCUMENTS === "1") writeFileSync(resolve(root, path), real);
    else expect(sessionsOf(written)).toEqual(sessionsOf(real));
  });
});
