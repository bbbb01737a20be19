import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";
import { expect } from "vitest";

/** The packages with public documentation. */
export const packages = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const files = ["core", "reading", "text"].flatMap((name) =>
  (readdirSync(join(packages, name, "src"), { recursive: true }) as string[])
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => join(name, "src", file)),
);

/** An `@example` of the public documentation, and where it begins. */
export type Example = { readonly title: string; readonly code: string };

/** All of them. */
export const examples: readonly Example[] = files.flatMap(examplesOf);

function examplesOf(file: string): Example[] {
  const text = readFileSync(join(packages, file), "utf8");
  return [...text.matchAll(/@example\s*\n\s*\*\s*```ts\n([\s\S]*?)\n\s*\*\s*```/g)].map((match) => ({
    title: `${file}:${text.slice(0, match.index).split("\n").length}`,
    code: match[1].replace(/^\s*\* ?/gm, ""),
  }));
}

/** Gives the exports of a module: of `core/theory`, of `reading` or of `text`. */
export type Load = (module: string) => Promise<object>;

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<void>;

/**
 * Runs an example. A line `expression; // => value` must give that value (numbers to 9 digits), a line
 * `// throws Name: text` follows a statement that must throw.
 */
export async function runExample({ code }: Example, load: Load): Promise<void> {
  await new AsyncFunction("load", "check", "throws", program(code))(load, check, throws);
}

function program(code: string): string {
  const lines = code.replace(
    /import\s*\{([^}]*)\}\s*from\s*"@onset\/(core\/\w+|reading|text)";?/g,
    (_, names: string, module: string) =>
      `const {${names.replace(/\btype \w+,?/g, "").replace(/ as /g, ": ")}} = await load("${module}");`,
  );
  const checked = lines
    .replace(/^(.*?);?\s*\/\/ => (.*)$/gm, (_, expression: string, expected: string) => {
      const declared = /^\s*(?:const|let)\s+(\w+)\s*=/.exec(expression);
      return declared
        ? `${expression}; check(${declared[1]}, (${expected}));`
        : `check((${expression}), (${expected}));`;
    })
    .replace(
      /^(.*?);?\s*\/\/ throws (\w+): (.*)$/gm,
      (_, expression: string, name: string, message: string) =>
        `throws(() => { ${expression}; }, ${JSON.stringify(name)}, ${JSON.stringify(message.trim())});`,
    );
  return transformSync("example.ts", checked).code;
}

function check(actual: unknown, expected: unknown): void {
  if (!closeTo(actual, expected)) expect(actual).toEqual(expected);
}

function closeTo(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number") {
    if (Object.is(actual, expected)) return true;
    return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
  }
  if (ArrayBuffer.isView(actual)) return closeTo(Array.from(actual as Float64Array), expected);
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.length === expected.length && actual.every((item, i) => closeTo(item, expected[i]));
  }
  if (actual !== null && expected !== null && typeof actual === "object" && typeof expected === "object") {
    const [a, e] = [actual as Record<string, unknown>, expected as Record<string, unknown>];
    return Object.keys(e).every((key) => closeTo(a[key], e[key]));
  }
  return Object.is(actual, expected);
}

function throws(run: () => void, name: string, message: string): void {
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Error);
  expect(`${(thrown as Error).name}: ${(thrown as Error).message}`).toBe(`${name}: ${message}`);
}

/** The exports of a module. */
export const load: Load = (name) => {
  const [inPackage, module = ""] = name.split("/");
  return import(join(packages, inPackage, "src", module, "index.ts"));
};
