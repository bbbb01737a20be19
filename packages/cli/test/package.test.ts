/** The four packages as a stranger gets them: packed, installed in an empty folder, imported and run. */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examples as exampleCorpora } from "../src/verbs/examples/catalogue.js";
import { requireFreshBuild, root } from "./support/built.js";

type Manifest = { name: string; version: string; exports: Record<string, unknown>; dependencies?: object };
type Packed = { filename: string; files: { path: string; size: number; mode: number }[] };

const folders = {
  core: join(root, "packages/core"),
  reading: join(root, "packages/reading"),
  text: join(root, "packages/text"),
  cli: join(root, "packages/cli"),
};
const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

let parent = "";
let stranger = "";
const packed: Record<string, Packed> = {};

/** The environment of a shell, not of the npm script that may run these tests: its folder is not npm's here. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => name !== "INIT_CWD" && !/^npm_(config_local_prefix|package|lifecycle|command)/.test(name),
  ),
);

function succeed(program: string, args: string[], folder: string): string {
  const ran = spawnSync(program, args, {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.status !== 0) {
    throw new Error(`${program} ${args.join(" ")} ended with ${ran.status}:\n${ran.stdout}${ran.stderr}`);
  }
  return ran.stdout;
}

beforeAll(() => {
  requireFreshBuild();
  parent = mkdtempSync(join(tmpdir(), "onset-package-"));
  stranger = join(parent, "stranger");
  mkdirSync(stranger);
  const places = Object.values(folders);
  const results: Packed[] = JSON.parse(
    succeed("npm", ["pack", "--json", "--pack-destination", parent, ...places], root),
  );
  for (const [i, name] of Object.keys(folders).entries()) packed[name] = results[i];
  const tarballs = Object.values(packed).map(({ filename }) => join("..", basename(filename)));
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ name: "stranger", private: true }));
  const quick = ["--prefer-offline", "--no-audit", "--no-fund"];
  succeed("npm", ["install", ...quick, ...tarballs], stranger);
}, 180_000);

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** The corpora that come with a package. */
const examples: Record<string, string[]> = {
  core: [],
  reading: [],
  text: [],
  cli: exampleCorpora
    .flatMap(({ files, licenceFile }) => (licenceFile === null ? files : [...files, licenceFile]))
    .map((file) => `examples/${file}`)
    .filter((file, i, all) => all.indexOf(file) === i)
    .sort(),
};

describe.each(Object.entries(folders))("the package %s", (name, folder) => {
  it("has a package.json in which publint finds nothing to say", async () => {
    const { buffer } = new Uint8Array(readFileSync(join(parent, basename(packed[name].filename))));
    const { messages, pkg } = await publint({ pack: { tarball: buffer } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it("holds the program, its licence and its README, and nothing else", () => {
    const files = packed[name].files.map((file) => file.path);
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    const rest = files.filter((file) => !["LICENSE", "README.md", "package.json"].includes(file));
    const program = rest.filter((file) =>
      /^(dist|bundle|src)\/.+\.(js|ts|d\.ts\.map)$|^bundle\/third-party-notices\.md$/.test(file),
    );
    const laboratory = rest.filter((file) =>
      /^lab\/(index\.html|sw\.js|licenses\.md|examples\.json|assets\/[^/]+)$/.test(file),
    );
    expect(laboratory.includes("lab/index.html")).toBe(name === "cli");
    const schemas = rest.filter((file) => /^schemas\/[\w-]+\.json$/.test(file));
    expect(schemas.includes("schemas/learn.json")).toBe(name === "cli");
    const manual = rest.filter((file) => /^man\/onset(-[a-z]+)?\.1$/.test(file));
    expect(manual.includes("man/onset-learn.1")).toBe(name === "cli");
    const known = [...program, ...laboratory, ...schemas, ...manual];
    const others = rest.filter((file) => !known.includes(file));
    expect(others.sort()).toEqual(examples[name]);
    expect(rest.length).toBeGreaterThan(0);
  });

  it("holds no file twice", () => {
    const hashes = packed[name].files
      // Two modules may come down to the same line.
      .filter(({ path, size }) => size > 1000 && !/\.(d\.ts|map)$/.test(path))
      .map(({ path }) => [
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest("hex"),
        path,
      ]);
    const twice = hashes.filter(([hash], i) => hashes.findIndex(([other]) => other === hash) !== i);
    expect(twice).toEqual([]);
  });

  it("has the licence of the repository", () => {
    expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
  });
});

describe("@onset/core, installed in an empty folder", () => {
  it("has one subpath for every module and for nothing else", () => {
    const modules = readdirSync(join(folders.core, "src"));
    const subpaths = Object.keys(readManifest(folders.core).exports);
    expect(subpaths.sort()).toEqual([...modules.map((module) => `./${module}`), "./package.json"].sort());
  });

  it("depends on nothing", () => {
    expect(readManifest(join(stranger, "node_modules/@onset/core")).dependencies).toBeUndefined();
  });

  it("lets every subpath be imported, and each exports something", () => {
    const subpaths = Object.keys(readManifest(join(stranger, "node_modules/@onset/core")).exports)
      .filter((subpath) => subpath !== "./package.json")
      .map((subpath) => `@onset/core${subpath.slice(1)}`);
    const script = `
      const names = {};
      for (const subpath of ${JSON.stringify(subpaths)}) names[subpath] = Object.keys(await import(subpath));
      console.log(JSON.stringify(names));`;
    writeFileSync(join(stranger, "import-all.mjs"), script);
    const names: Record<string, string[]> = JSON.parse(
      succeed(process.execPath, ["import-all.mjs"], stranger),
    );
    expect(Object.keys(names)).toEqual(subpaths);
    expect(Object.entries(names).filter(([, exported]) => exported.length === 0)).toEqual([]);
  });
});

describe("onset, installed in an empty folder", () => {
  const installed = join("node_modules", ".bin", "onset");
  const onset = (...args: string[]) => succeed(installed, args, stranger);

  it("tells its version, and is what npx runs", () => {
    const [npx, ...args] = ["npx", "--no", "--", "onset", "--version"];
    expect(succeed(npx, args, stranger)).toBe(`${readManifest(folders.cli).version}\n`);
    expect(onset("--version")).toBe(`${readManifest(folders.cli).version}\n`);
  });

  it("tells what it can do", () => {
    expect(onset("--help")).toContain("learn");
  });

  it("learns a corpus", () => {
    // b is learned from the first text; with it c from the second; d and e only occur together.
    const texts = [{ skills: ["b"] }, { skills: ["b", "c"] }, { skills: ["d", "e"] }];
    writeFileSync(join(stranger, "corpus.jsonl"), texts.map((text) => `${JSON.stringify(text)}\n`).join(""));
    expect(JSON.parse(onset("learn", "corpus.jsonl", "--json"))).toMatchObject({
      corpus: { texts: 3, skills: 4, edges: 5 },
      learned: { skills: 2, rounds: 2, perRound: [1, 1] },
    });
  });

  it("serves the laboratory that it brings along", async () => {
    const main = join(stranger, "node_modules/onset/bundle/main.js");
    const child = spawn(process.execPath, [main, "lab", "--no-open", "--port", "0", "--json"]);
    try {
      const printed = await new Promise<string>((resolve, reject) => {
        child.stdout.once("data", (chunk) => resolve(String(chunk)));
        child.once("close", () => reject(new Error("it ended without a word")));
      });
      const { url } = JSON.parse(printed);
      const page = await (await fetch(url)).text();
      const [, script] = /<script type="module" crossorigin src="\.\/([^"]+)"/.exec(page)!;
      expect((await fetch(url + script)).status).toBe(200);
      // A corpus that it has in common with the examples is packed once.
      const shared = JSON.parse(
        readFileSync(join(stranger, "node_modules/onset/lab/examples.json"), "utf8"),
      ) as Record<string, string>;
      const [address] = Object.entries(shared).find(([, name]) => name === "python-course.jsonl")!;
      expect(await (await fetch(url.replace(/\/$/, "") + address)).text()).toBe(
        readFileSync(join(root, "examples/python-course.jsonl"), "utf8"),
      );
    } finally {
      child.kill();
    }
  });

  it("simulates in worker threads, by its own command and for programs", () => {
    const coupons = `
      import { defineExperiment } from "@onset/core/sweep";
      export const coupons = defineExperiment({
        name: "coupons",
        skills: ({ skills }) => skills,
        prepare: ({ skills }) => (rng) => ({ unlearned: rng.nextInteger(skills) }),
        cost: () => 5e6,
      });`;
    writeFileSync(join(stranger, "coupons.mjs"), coupons);
    const script = `
      import { makeTask, runSweep } from "@onset/core/sweep";
      import { openWorkers } from "onset/pool";
      import { coupons } from "./coupons.mjs";
      const pool = openWorkers({ workers: 2, modules: [new URL("./coupons.mjs", import.meta.url).href] });
      const tasks = [{ task: makeTask(coupons({ skills: 20 })), rule: { maxTrials: 75 } }];
      const rows = await runSweep(tasks, pool.submit, { width: pool.width });
      await pool.close();
      console.log(rows[0].trials);`;
    writeFileSync(join(stranger, "pool.mjs"), script);
    expect(succeed(process.execPath, ["pool.mjs"], stranger)).toBe("75\n");
    const size = ["--ratio", "2.6", "--skills", "500", "--trials", "64", "--engine", "graph"];
    const simulated = onset("simulate", "poisson:5", ...size, "--workers", "2", "--json");
    expect(JSON.parse(simulated).trials).toBe(64);
  });

  it("copies a corpus that it brings along, with its licence", () => {
    onset("examples", "python-course", "--out", "corpora");
    const course = join(root, "examples/python-course.jsonl");
    expect(readFileSync(join(stranger, "corpora/python-course.jsonl"))).toEqual(readFileSync(course));
    expect(readFileSync(join(stranger, "corpora/LICENCE-exercism.txt"), "utf8")).toContain("Exercism");
  });

  it("makes a figure of a corpus that it brings along", () => {
    const made = JSON.parse(onset("reproduce", "cited-theorems", "--effort", "0.1", "--json"));
    expect(made.facts).toMatchObject({ texts: 1138, skills: 803 });
  });
});
