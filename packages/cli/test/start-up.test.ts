/** The bundled command: what a start loads, and that the bundle is all that is needed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Help } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verbs } from "../src/verbs.js";
import { main, requireFreshBuild, root } from "./support/built.js";

const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "onset-start-up-"));

beforeAll(requireFreshBuild);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The modules that a run loads, by what V8 says was covered: those of the bundle without their hashes. */
function loaded(...args: string[]): string[] {
  const coverage = mkdtempSync(join(folder, "coverage-"));
  const environment = { ...process.env, NODE_V8_COVERAGE: coverage };
  const { status } = spawnSync(process.execPath, [main, ...args], { env: environment });
  expect(status).toBe(0);
  const [file] = readdirSync(coverage);
  const { result } = JSON.parse(readFileSync(join(coverage, file), "utf8"));
  const urls = result.map(({ url }: { url: string }) => url).filter((url: string) => url.startsWith("file:"));
  return urls.map((url: string) =>
    url.replace(/^.*\/(bundle|node_modules)\//, "").replace(/-[\w-]{8}\.js$/, ".js"),
  );
}

describe("a start", () => {
  it("loads the version alone to tell it", () => {
    expect(loaded("--version").sort()).toEqual(["main.js", "version.js"]);
  });

  it("loads no verb to list them", () => {
    const names = loaded("--help").filter((name) => name !== "rolldown-runtime.js");
    expect(names.sort()).toEqual(["main.js", "program.js", "terminal.js", "version.js"]);
  });

  it("loads the options of a verb alone for its help", () => {
    const names = loaded("learn", "--help").filter((name) => name !== "rolldown-runtime.js");
    expect(names.sort()).toEqual(["command.js", "main.js", "program.js", "terminal.js", "version.js"]);
  });

  it("loads one verb and what it shares with others, in fewer than 45 files", () => {
    const names = loaded("learn", join(root, "examples/python-course.jsonl"));
    expect(names.filter((name) => name === "command.js")).toHaveLength(1);
    expect(names.length).toBeLessThan(45);
  });
});

describe("the list of verbs", () => {
  it.each(Object.entries(verbs))("tells the arguments of %s as the verb has them", async (name, verb) => {
    const command = (await verb.load())(async () => {});
    expect(`${name} ${verb.usage}`).toBe(new Help().subcommandTerm(command));
  });
});

describe("the bundle", () => {
  it("imports no package but those that are optional, and holds the rest", () => {
    const bundle = dirname(main);
    const texts = readdirSync(bundle)
      .filter((file) => file.endsWith(".js"))
      .map((file) => readFileSync(join(bundle, file), "utf8"));
    const imported = texts.flatMap((text) => {
      const names = text.matchAll(
        /^(?:import|export)\b[^;]*?\bfrom "([^"]+)";|\bimport\("([^"]+)"\)|\b__require\("([^"]+)"\)/gm,
      );
      return Array.from(names, (groups) => groups.slice(1).find((name) => name !== undefined)!);
    });
    const packages = imported
      .filter((name) => !name.startsWith(".") && !isBuiltin(name))
      .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
    // The library is bundled: the pool for programs alone shares it with them.
    const optional = Object.keys(manifest.peerDependencies).filter((name) => name !== "@onset/core");
    expect([...new Set(packages)].filter((name) => !optional.includes(name))).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
    expect(optional.filter((name) => !texts.some((text) => text.includes(`"${name}`)))).toEqual([]);
  });

  it("tells whose work it holds, in the versions of the lock file, with every licence", () => {
    const notices = readFileSync(join(dirname(main), "third-party-notices.md"), "utf8");
    const rows = Array.from(notices.matchAll(/^\| (\S+) \| (\d\S*) \| (.+) \|$/gm), (row) => row.slice(1));
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const locked = Object.entries(packages as Record<string, { version: string }>).map(
      ([path, { version }]) => `${path.replace(/^.*node_modules\//, "")} ${version}`,
    );
    const bundled = ["commander", "hyparquet", "pako", "wink-eng-lite-web-model"];
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(bundled));
    for (const [name, version, licence] of rows) {
      expect(locked).toContain(`${name} ${version}`);
      expect(licence).toMatch(/MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD/);
      expect(notices).toContain(`\n## ${name} ${version}\n\n    `);
    }
  });

  it("takes the versions of packages that reading and labelling take", () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    const { "@onset/reading": _, ...ofText } = read("text").dependencies;
    const { "@onset/core": __, ...inBundle } = { ...read("reading").dependencies, ...ofText };
    expect(read("cli").devDependencies).toMatchObject(inBundle);
  });
});
