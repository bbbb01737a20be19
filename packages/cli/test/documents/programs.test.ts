/** The TypeScript of the documents: strict, and it gives what its comments say. READMEs of packages have tests of their own. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";
import { describe, expect, it } from "vitest";
import { load, runExample } from "../../../core/test/examples/examples.js";
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
    expect(programs.flatMap(({ title }, i) => complaintsOf(i).map((text) => `${title}: ${text}`))).toEqual(
      [],
    );
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

const fileOf = (index: number): string => join(root, "packages/core", `document-${index}.ts`);
const texts = new Map(programs.map(({ code }, i) => [fileOf(i), `${code}\nexport {};\n`]));

/** What the compiler says of a program; all are one compilation. */
function complaintsOf(index: number): string[] {
  compilation ??= compile();
  const file = compilation.getSourceFile(fileOf(index))!;
  const found = [...compilation.getSyntacticDiagnostics(file), ...compilation.getSemanticDiagnostics(file)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

let compilation: ts.Program | undefined;

function compile(): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
    paths: {
      "@onset/core/*": [join(root, "packages/core/src/*/index.ts")],
      "@onset/reading": [join(root, "packages/reading/src/index.ts")],
      "@onset/text": [join(root, "packages/text/src/index.ts")],
      "onset/pool": [join(root, "packages/cli/src/pool/index.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, text, target);
  };
  return ts.createProgram([...texts.keys()], options, host);
}
