import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
const core = ["base", "graph", "corpus"].map((module) => `@onset/core/${module}`);
const allowed = new Set([...core, ...Object.keys(dependencies).filter((name) => name !== "@onset/core")]);

const source = join(root, "src");
const imports = (readdirSync(source, { recursive: true }) as string[])
  .filter((name) => name.endsWith(".ts"))
  .flatMap((file) =>
    [
      ...readFileSync(join(source, file), "utf8").matchAll(
        /^(?:import|export)\b[^;"]*\bfrom "([^"]+)";|\bimport\(\s*"([^"]+)"/gm,
      ),
    ].map((match) => ({ file, specifier: match[1] ?? match[2] })),
  );

describe("the layers of @onset/reading", () => {
  it("stands on base, graph and corpus of the core and on its own dependencies: nothing of Node, command or laboratory", () => {
    const foreign = imports.filter(({ specifier }) => !specifier.startsWith(".") && !allowed.has(specifier));
    expect(foreign).toEqual([]);
  });

  it("sees imports at all", () => {
    expect(imports.length).toBeGreaterThan(4);
  });
});
