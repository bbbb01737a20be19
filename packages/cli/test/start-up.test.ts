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
    const names = loaded("--help").filter((name) => !/^(commander|picocolors)\//.test(name));
    expect(names.sort()).toEqual(["main.js", "program.js", "terminal.js", "version.js"]);
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
  it("imports no package but those that the command depends on", () => {
    const bundle = dirname(main);
    const texts = readdirSync(bundle).map((file) => readFileSync(join(bundle, file), "utf8"));
    const imported = texts.flatMap((text) => {
      const names = text.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)";|\bimport\("([^"]+)"\)/gm);
      return Array.from(names, ([, from, dynamic]) => from ?? dynamic);
    });
    const packages = imported
      .filter((name) => !name.startsWith(".") && !isBuiltin(name))
      .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
    const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
    const allowed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect(packages.filter((name) => !allowed.includes(name))).toEqual([]);
    // The pool for programs shares the library with them: it is not bundled.
    const needed = allowed.filter((name) => name !== "@onset/core");
    expect(needed.filter((name) => !texts.some((text) => text.includes(`"${name}`)))).toEqual([]);
  });

  it("takes the versions of packages that reading and labelling take", () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    const { "@onset/reading": _, ...ofText } = read("text").dependencies;
    expect(read("cli").dependencies).toMatchObject({ ...read("reading").dependencies, ...ofText });
  });
});
