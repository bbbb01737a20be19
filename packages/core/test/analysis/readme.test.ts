/** The programs of the README: they are type-checked as a user would, and do what they say. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-api";
import { describe, expect, it } from "vitest";

const core = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const root = resolve(core, "../..");
const programs = [...readFileSync(join(core, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, text]) => text,
);
const program = programs[0];

/** What the compiler has read for a program before: the next one imports the same. */
const sources = new Map<string, ts.SourceFile | undefined>();

/** Complaints of the compiler about a program that stands in the package. */
function complaints(source: string): string[] {
  const path = join(core, "readme-program.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? source : readFile(name));
  host.getSourceFile = (name, ...rest) => {
    if (name === path) return ts.createSourceFile(name, source, rest[0]);
    if (!sources.has(name)) sources.set(name, getSourceFile(name, ...rest));
    return sources.get(name);
  };
  const checked = ts.createProgram([path], options, host);
  return ts
    .getPreEmitDiagnostics(checked)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** What the expressions with an arrow give, and what the README says of them. */
async function results(source: string): Promise<{ readonly found: unknown[]; readonly said: unknown[] }> {
  const said = [...source.matchAll(/\/\/ => (.*)$/gm)].map(([, value]) => JSON.parse(value));
  const code = source
    .replace(/import \{(.*?)\} from "(.*?)";/g, 'const {$1} = await load("$2");')
    .replace(/^(.*); \/\/ => .*$/gm, "found.push($1);")
    .replace('"examples/', `"${join(root, "examples")}/`);
  const compiled = ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const found: unknown[] = [];
  await new AsyncFunction("load", "found", compiled)(load, found);
  return { found, said };
}

const load = (name: string) =>
  name.startsWith("@onset/core/") ? import(`../../src/${name.slice(12)}/index.ts`) : import(name);

describe("the program that the README begins with", () => {
  it("has at most ten lines to the first result", () => {
    const lines = program.split("\n").filter((line) => line !== "");
    expect(lines.findIndex((line) => line.includes("// =>"))).toBeLessThan(10);
  });

  it("is accepted by the strict compiler, which sees a misspelt option", { timeout: 120_000 }, () => {
    expect(existsSync(join(core, "dist/analysis/index.d.ts")), "npm run build first").toBe(true);
    expect(complaints(program)).toEqual([]);
    expect(complaints(program.replace("known: 80", "knwon: 80")).join()).toContain("knwon");
  });

  it("reproduces the headline of the King James Bible from lists", { timeout: 120_000 }, async () => {
    const { found, said } = await results(program);
    expect(said.length).toBeGreaterThan(4);
    expect(found).toEqual(said);
  });
});

describe("the other programs of the README", () => {
  const others = programs.slice(1);

  it("are there: an experiment of one's own, a pool of Node, and a worker and a page of browsers", () => {
    expect(others.length).toBe(4);
  });

  it.each(others)("are accepted by the strict compiler (%#)", { timeout: 120_000 }, (source) => {
    expect(complaints(source)).toEqual([]);
  });

  it.each(others.slice(0, 2))("do in Node what they say (%#)", { timeout: 120_000 }, async (source) => {
    const { found, said } = await results(source);
    expect(said.length).toBeGreaterThan(0);
    expect(found).toEqual(said);
  });
});
