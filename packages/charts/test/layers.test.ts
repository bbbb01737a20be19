import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");

it("charts stand on base of the core alone, and on no page", () => {
  const texts = readdirSync(source).map((file) => readFileSync(join(source, file), "utf8"));
  const imports = texts.flatMap((text) => Array.from(text.matchAll(/\bfrom "([^"]+)"/g), ([, name]) => name));
  expect(imports.length).toBeGreaterThan(8);
  expect(imports.filter((name) => !name.startsWith("./") && name !== "@onset/core/base")).toEqual([]);
  expect(texts.filter((text) => /\b(document|window)\b\./.test(text))).toEqual([]);
});
