import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * What each folder of the command may import beside itself, of other folders and of the files at the top. The verbs may
 * import all of them, and no other verb but those of `mayReadVerbs`.
 */
const mayImport: Record<string, readonly string[]> = {
  files: ["errors"],
  project: ["errors", "files"],
  terminal: ["errors", "provenance", "version", "files"],
  html: ["terminal"],
  figures: ["errors", "files", "terminal"],
  pool: ["errors"],
  workers: ["errors", "options", "pool", "terminal"],
  run: ["errors", "files", "terminal"],
  theory: ["errors", "options", "terminal"],
  input: ["errors", "options", "package-folder", "provenance", "version", "files", "terminal", "run"],
  engines: ["errors", "options", "files", "terminal", "run", "input"],
  corpus: ["errors", "options", "terminal", "run", "input", "engines"],
  codec: ["errors", "files", "terminal", "run", "input"],
  verbs: [],
};

/** Verbs that take something of another verb: `schema` the types of all results, `fit` the rows that `sweep` writes. */
const mayReadVerbs: Record<string, (verb: string) => boolean> = {
  schema: () => true,
  fit: (verb) => verb === "sweep",
};

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => name.endsWith(".ts"));

/** The files of the command that a file imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)].map(([, path]) =>
    relative(source, resolve(source, dirname(file), path)),
  );
}

describe("the layers of the command", () => {
  it("has only folders that the table of layers names", () => {
    const folders = files.filter((file) => file.includes(sep)).map((file) => file.split(sep)[0]);
    expect([...new Set(folders)].sort()).toEqual(Object.keys(mayImport).sort());
  });

  it("points every import down: what verbs share knows no verb, and one verb not the other", () => {
    const wrong: string[] = [];
    for (const file of files.filter((name) => name.includes(sep))) {
      const [folder, verb] = file.split(sep);
      for (const target of importsOf(file)) {
        const [reached, other] = target.split(sep);
        const isAllowed =
          folder === "verbs"
            ? reached !== "verbs" || other === verb || mayReadVerbs[verb]?.(other) === true
            : reached === folder || mayImport[folder].includes(reached);
        if (!isAllowed) wrong.push(`${file} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("has no circle of files", () => {
    const imports = new Map(files.map((file) => [file.replace(/\.ts$/, ""), importsOf(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (path.includes(file) || done.has(file)) return;
      for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });
});
