/** The TypeScript of the documents: strict, and it gives what its comments say. READMEs of packages have tests of their own. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load, runExample } from "../../../core/test/examples/examples.js";
import { complaintsOf, strict } from "../../../core/test/support/type-check.js";
import { root } from "../support/built.js";
import { findPython } from "../support/not-tested.js";
import { markdownFiles } from "./files.js";

/** A block marked `ts`, and where it begins. */
type Program = { readonly title: string; readonly code: string };

/** The blocks of all documents that are marked with a language; a name may follow it. */
function blocksOf(language: string): Program[] {
  const block = new RegExp(`^\x60{3}${language}(?: [\\w.-]+)?\\n([\\s\\S]*?)^\x60{3}$`, "gm");
  return markdownFiles(join(root, "docs")).flatMap((path) => {
    const markdown = readFileSync(join(root, path), "utf8");
    return [...markdown.matchAll(block)].map(({ 1: code, index }) => ({
      title: `${path}:${markdown.slice(0, index).split("\n").length}`,
      code,
    }));
  });
}

const programs: readonly Program[] = blocksOf("ts");

/** Of the packages their sources: what is being edited needs no build. */
const paths = {
  "@onset/core/*": [join(root, "packages/core/src/*/index.ts")],
  "@onset/reading": [join(root, "packages/reading/src/index.ts")],
  "@onset/text": [join(root, "packages/text/src/index.ts")],
  "onset/pool": [join(root, "packages/cli/src/pool/index.ts")],
};
const python = findPython("the Python of the documents");

describe("the TypeScript of the documents", () => {
  it("is found", () => {
    expect(programs.length).toBeGreaterThan(20);
  });

  it.each(programs.filter(({ code }) => code.includes("// =>")))(
    "in $title gives what it says",
    async ({ title, code }) => {
      const here = code
        .replace(/^import (\{.*\}) from ("node:\w+");$/gm, "const $1 = await load($2);")
        .replaceAll('"examples/', `"${join(root, "examples")}/`);
      await runExample({ title, code: here }, (name) =>
        name.startsWith("node:") ? import(name) : load(name),
      );
    },
  );

  it("is strict", { timeout: 120_000 }, () => {
    const complaints = complaintsOf(
      programs.map(({ code }) => code),
      { ...strict, lib: ["es2023", "dom"], module: "esnext", moduleResolution: "bundler", paths },
    );
    const told = programs.flatMap(({ title }, i) => complaints[i].map((text) => `${title}: ${text}`));
    expect(told).toEqual([]);
  });
});

describe("other blocks of the documents", () => {
  it.each(blocksOf("json"))("are JSON, or a line of JSON each: $title", ({ code }) => {
    const isLines = /^\{.*\}\n\{/.test(code);
    for (const text of isLines ? code.trim().split("\n") : [code])
      expect(() => JSON.parse(text)).not.toThrow();
  });

  it.skipIf(python === null).each(blocksOf("python"))("are Python: $title", ({ code }) => {
    const parse = "import ast, sys; ast.parse(sys.stdin.read())";
    const { status, stderr } = spawnSync(python!, ["-c", parse], {
      input: code,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });
});
