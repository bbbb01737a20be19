import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { packageVersions } from "../src/index.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const manifest = (path: string) =>
  JSON.parse(readFileSync(path, "utf8")) as { version: string; dependencies: Record<string, string> };
const { dependencies } = manifest(join(root, "package.json"));

const source = join(root, "src");
const imports = (readdirSync(source, { recursive: true }) as string[])
  .filter((name) => name.endsWith(".ts"))
  .flatMap((file) =>
    [...withoutComments(file).matchAll(/\bfrom "([^"]+)";|\bimport\(\s*"([^"]+)"/g)].map((match) => ({
      file,
      specifier: match[1] ?? match[2],
    })),
  );

/** Examples in comments import the package itself. */
function withoutComments(file: string): string {
  return readFileSync(join(source, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
}

describe("the layers of @onset/text", () => {
  it("stands on core, reading and its own dependencies: nothing of Node, command or laboratory", () => {
    const foreign = imports.filter(
      ({ specifier }) =>
        !specifier.startsWith(".") &&
        !Object.keys(dependencies).some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    expect(foreign).toEqual([]);
    expect(imports.length).toBeGreaterThan(40);
  });

  it("loads models and stemmers only when they are wanted", () => {
    const heavy = imports.filter(({ specifier }) => /^(?:wink|tinyld|@orama)/.test(specifier));
    const text = (file: string) => readFileSync(join(source, file), "utf8");
    const eager = heavy.filter(({ file, specifier }) =>
      new RegExp(`^import (?!type)[^;]*from "${specifier}"`, "m").test(text(file)),
    );
    expect(heavy.length).toBeGreaterThan(10);
    expect(eager).toEqual([]);
  });

  it("names the versions that are installed", () => {
    const installed = Object.fromEntries(
      Object.keys(packageVersions).map((name) => [
        name,
        // A version of its own lies in the package, one that others share beside it.
        manifest(
          [root, join(root, "../..")]
            .map((at) => join(at, "node_modules", name, "package.json"))
            .find(existsSync)!,
        ).version,
      ]),
    );
    expect(packageVersions).toEqual(installed);
  });
});
