/** The programs of the README: they are type-checked as a user would, and do what they say. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";
import { complaintsOf, strict } from "../support/type-check.js";

const core = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const root = resolve(core, "../..");
const programs = [...readFileSync(join(core, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, text]) => text,
);
const program = programs[0];

const others = programs.slice(1);

/** All of them, and the first with a misspelt option, as a user of the packages compiles them. */
const [accepted, misspelt, ...othersAccepted] = complaintsOf(
  [program, program.replace("known: 80", "knwon: 80"), ...others],
  { ...strict, module: "nodenext", moduleResolution: "nodenext" },
);

/** What the expressions with an arrow give, and what the README says of them. */
async function results(source: string): Promise<{ readonly found: unknown[]; readonly said: unknown[] }> {
  const said = [...source.matchAll(/\/\/ => (.*)$/gm)].map(([, value]) => JSON.parse(value));
  const code = source
    .replace(/import \{(.*?)\} from "(.*?)";/g, 'const {$1} = await load("$2");')
    .replace(/^(.*); \/\/ => .*$/gm, "found.push($1);")
    .replace('"examples/', `"${join(root, "examples")}/`);
  const { code: compiled } = transformSync("program.ts", code);
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

  it("is accepted by the strict compiler, which sees a misspelt option", () => {
    expect(existsSync(join(core, "dist/analysis/index.d.ts")), "npm run build first").toBe(true);
    expect(accepted).toEqual([]);
    expect(misspelt.join()).toContain("knwon");
  });

  it("reproduces the headline of the King James Bible from lists", { timeout: 120_000 }, async () => {
    const { found, said } = await results(program);
    expect(said.length).toBeGreaterThan(4);
    expect(found).toEqual(said);
  });
});

describe("the other programs of the README", () => {
  it("are there: an experiment of one's own, a pool of Node, and a worker and a page of browsers", () => {
    expect(others.length).toBe(4);
  });

  it.each(othersAccepted.map((complaints) => ({ complaints })))(
    "are accepted by the strict compiler (%#)",
    ({ complaints }) => expect(complaints).toEqual([]),
  );

  it.each(others.slice(0, 2))("do in Node what they say (%#)", { timeout: 120_000 }, async (source) => {
    const { found, said } = await results(source);
    expect(said.length).toBeGreaterThan(0);
    expect(found).toEqual(said);
  });
});
