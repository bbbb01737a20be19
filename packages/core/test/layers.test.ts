import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** What each module may import beside itself. Theory, simulation and training never see each other. */
const mayImport: Record<string, readonly string[]> = {
  base: [],
  theory: ["base"],
  graph: ["base"],
  learning: ["base", "graph"],
  training: ["base", "graph"],
  association: ["base", "graph", "learning"],
  corpus: ["base", "graph"],
  codec: ["base", "graph", "learning", "corpus"],
  channel: ["base", "graph", "learning", "codec"],
  analysis: ["base", "theory", "graph", "learning", "association", "corpus", "codec", "channel"],
  report: ["base", "graph", "learning", "analysis"],
  sweep: ["base", "theory", "graph", "learning", "association", "codec", "channel"],
};

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => name.endsWith(".ts"));
const importPattern = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

function importsOf(file: string): string[] {
  return importsIn(readFileSync(join(source, file), "utf8"));
}

/** The modules that a text imports outside its comments. */
function importsIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(?<=^|\s)\/\/.*$/gm, "");
  return [...code.matchAll(importPattern)].map((match) => match[1]);
}

describe("the layers of @onset/core", () => {
  it("has only modules that the table of layers names", () => {
    const modules = new Set(files.map((file) => file.split(sep)[0]));
    expect([...modules].filter((module) => !(module in mayImport))).toEqual([]);
    expect(modules.size).toBeGreaterThanOrEqual(5);
  });

  it("imports nothing but its own files: no dependency, no Node module", () => {
    const foreign = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !specifier.startsWith("."))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  it("points every import down, and reaches another module through its index", () => {
    const wrong: string[] = [];
    for (const file of files) {
      const module = file.split(sep)[0];
      for (const specifier of importsOf(file)) {
        const target = relative(source, resolve(source, dirname(file), specifier)).split(sep);
        if (target[0] === module) continue;
        const allowed = mayImport[module].includes(target[0]);
        if (!allowed || target.slice(1).join("/") !== "index.js") wrong.push(`${file} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("takes no comment for an import, and no address in an import for a comment", () => {
    const text = '/* from "a" */ import { b } from "b"; // from "c"\n// import("d")\nimport "https://e/f";\n';
    expect(importsIn(text)).toEqual(["b", "https://e/f"]);
  });

  it("sees imports at all: the pattern finds those of this module's own index files", () => {
    expect(files.flatMap(importsOf).length).toBeGreaterThan(files.length / 2);
  });
});
