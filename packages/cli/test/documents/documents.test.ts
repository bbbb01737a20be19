/**
 * The documents are true: their links lead somewhere and their terminal sessions are what the built command prints.
 * `UPDATE_DOCUMENTS=1 npx vitest run documents.test` writes the real output into them.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { requireFreshBuild, root } from "../support/built.js";
import { printed } from "../support/printed.js";
import { markdownFiles } from "./files.js";
import { anchorsOf, relativeLinks } from "./links.js";
import { filesOf, sessionsOf, withRealOutput } from "./sessions.js";

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

describe("the site", () => {
  it("has a place in its navigation for every document of docs/", () => {
    const named = [...read("site/.vitepress/config.mjs").matchAll(/"\/([a-z-]+\/[a-z-]*)"/g)].map(
      ([, path]) => `docs/${path}${path.endsWith("/") ? "README" : ""}.md`,
    );
    const pages = documents.filter((path) => path.startsWith("docs/") && path !== "docs/README.md");
    // The commands are a page for each verb there.
    expect(pages.filter((path) => !named.includes(path))).toEqual(["docs/reference/commands.md"]);
  });
});

describe("the terminal sessions of the documents", () => {
  const withSessions = documents.filter((path) => sessionsOf(read(path)).length > 0);
  beforeAll(requireFreshBuild);

  it("are there, the first in the README", () => {
    expect(withSessions).toContain("README.md");
  });

  it.each(withSessions)("in %s are what the command prints", { timeout: 600_000 }, (path) => {
    const written = read(path);
    const folder = mkdtempSync(join(tmpdir(), "onset-documents-"));
    // Nothing is there but the examples and the files that the document shows; the terminal has 100 columns and no colours.
    symlinkSync(join(root, "examples"), join(folder, "examples"), "junction");
    for (const { name, text } of filesOf(written)) writeFileSync(join(folder, name), text);
    try {
      const real = withRealOutput(written, (args) => {
        const { stdout, stderr } = printed(args, folder);
        return stdout + stderr;
      });
      if (process.env.UPDATE_DOCUMENTS === "1") writeFileSync(resolve(root, path), real);
      else expect(sessionsOf(written)).toEqual(sessionsOf(real));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
