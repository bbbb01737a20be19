/**
 * What engines may compute differently stays out of results: ECMAScript defines + - * /, the square root and rounding
 * to the last bit, and leaves exp, log, pow, sin and their like to the engine.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-api";
import { describe, expect, it } from "vitest";

const packages = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The sources of a package, by their path in it. */
function sourcesOf(name: string): { path: string; text: string }[] {
  const folder = join(packages, name, "src");
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** Exact by IEEE 754 and ECMAScript, or constants that it gives with all digits of a double. */
const exact = new Set(
  "abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2".split(
    " ",
  ),
);

/**
 * When long work rests does not change what it returns. Thousands are set apart by commas in words for people, and in no
 * result. Words of texts follow the Unicode data of the engine, which grow with
 * every version of Unicode: see CONTRIBUTING.md.
 */
const known: readonly string[] = [
  "analysis/call.ts: Date.now",
  "corpus/words.ts: Intl.Segmenter",
  "corpus/words.ts: segment.toLocaleLowerCase",
];

/** Files whose numbers are no results: the memory of the machine, an animation. */
const noResults: readonly string[] = ["workers/memory.ts", "views/peel/moving.ts"];

/** Without one of these no place is: most files need not be parsed. */
const suspects = new RegExp(
  String.raw`\b(?:Math(?!\.(?:${[...exact].join("|")})\b)|Date|Intl|performance)\b|(?<!\/)\*\*|\blocaleCompare\b|\btoLocale`,
);
const parsed = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** The places of a text that an engine may compute in its own way. */
function engineDependent(text: string, name = "text.ts"): string[] {
  if (!suspects.test(text)) return [];
  const file = ts.createSourceFile(name, text, parsed, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && ["Math", "Date", "Intl", "performance"].includes(node.text)) {
      const { parent } = node;
      const member =
        ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : null;
      if (node.text !== "Math" || member === null || !exact.has(member)) found.push(parent.getText());
    }
    if (ts.isBinaryExpression(node) && !isExactPower(node)) found.push(node.getText());
    if (ts.isPropertyAccessExpression(node) && /^(localeCompare|toLocale\w+)$/.test(node.name.text)) {
      found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** 2 to an integer is exact in every engine, and so are powers of integers without bound. */
function isExactPower({ left, operatorToken, right }: ts.BinaryExpression): boolean {
  if (operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken) return false;
  if (operatorToken.kind !== ts.SyntaxKind.AsteriskAsteriskToken) return true;
  return left.getText() === "2" || ts.isBigIntLiteral(left) || ts.isBigIntLiteral(right);
}

const functions = /^Math\b(?!\.random)|\*\*/;

describe("what engines compute differently", () => {
  it("is not used in the core", () => {
    const wrong = sourcesOf("core").flatMap(({ path, text }) =>
      engineDependent(text, path).map((place) => `${path}: ${place}`),
    );
    expect([...new Set(wrong)]).toEqual(known);
  });

  it("is used for no number of the command or the laboratory", () => {
    const wrong = ["cli", "lab"].flatMap((name) =>
      sourcesOf(name)
        .filter(({ path }) => !noResults.some((start) => path.startsWith(start)))
        .flatMap(({ path, text }) => engineDependent(text, path).map((place) => ({ path, place })))
        .filter(({ place }) => functions.test(place))
        .map(({ path, place }) => `${name}/${path}: ${place}`),
    );
    expect(wrong).toEqual([]);
  });

  it("is seen where it would be asked: functions, powers, clocks, locales, and Math under another name", () => {
    const asked = [
      "Math.exp(x)",
      "x ** 2",
      "x **= 3",
      "[1].map(Math.log)",
      "const { pow } = Math",
      "Date.now()",
    ];
    asked.push("Math['exp'](1)", "Math.random()", "a.localeCompare(b)", "performance.now()", "10 ** n");
    expect(asked.filter((text) => engineDependent(text).length === 0)).toEqual([]);
    const fine = [
      "Math.sqrt(x)",
      "Math.fround(x)",
      "2 ** -54",
      "2n ** 64n",
      "x * x",
      "Math.LOG2E",
      "// Math.exp",
    ];
    expect(fine.filter((text) => engineDependent(text).length > 0)).toEqual([]);
  });

  it("gives every power of two exactly", () => {
    for (let n = 1, power = 2; n < 1024; n++, power *= 2) if (2 ** n !== power) expect(2 ** n).toBe(power);
    for (let n = -1, power = 0.5; power > 0; n--, power /= 2)
      if (2 ** n !== power) expect(2 ** n).toBe(power);
  });
});
