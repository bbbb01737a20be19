/**
 * `node scripts/engines.mjs [MAJOR ...]`: computes the same results and runs the same commands on several versions of
 * Node (20, 22 and 24 unless others are named; the npm registry has their binaries) and compares every byte. Exit code
 * 1 when something differs or a version cannot be had. Chromium is compared by packages/core/test/engines-browser.test.ts.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm, root } from "./setup.mjs";

const program = join(root, "packages/cli/bundle/main.js");
const examples = join(root, "examples");
const texts = join(examples, "wordnet-glosses.jsonl.gz");
const theorems = join(examples, "cited-theorems.jsonl");

/** Commands, run one after the other in an empty folder; what they print and write is compared. */
const commands = {
  "threshold of a Zipf law": ["threshold", "zipf:1.5:30", "--json"],
  "evolution of a Zipf law": ["evolve", "zipf:1.1:1000", "--ratio", "2.4", "--json"],
  simulation: ["simulate", "poisson:5", "--ratio", "2.5", "--skills", "3000", "--trials", "30", "--json"],
  "log-scaled grid": ["sweep", "grid.json", "-o", "rows.jsonl", "--quiet"],
  "learned corpus": ["learn", theorems, "--holdout", "0.1", "--out", "learned", "--json"],
  "trained model": ["train", texts, "-o", "model.onset", "--size", "60kB"],
  "compressed texts": ["compress", texts, "--model", "model.onset", "-o", "texts.pack"],
};
const grid = {
  law: ["poisson:4", "zipf:1.5:30"],
  skills: { from: 300, to: 30_000, points: 4, scale: "log" },
  ratio: 2.4,
  trials: 20,
};

/** The program of a major version of Node: this one, or one from npm, kept in node_modules/.cache. */
function engine(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const folder = join(root, `node_modules/.cache/onset-engines/${major}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const path = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const [command, ...start] = npm([
    "install",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    `${name}@${major}`,
  ]);
  const { status, stderr } = spawnSync(command, start, { cwd: folder, encoding: "utf8", timeout: 180_000 });
  if (status === 0 && existsSync(path)) return path;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(
    `Node ${major} cannot be installed from npm (${name}): ${(stderr ?? "").trim().split("\n").at(-1)}`,
  );
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** What an engine gives, by name. */
function resultsOf(node) {
  const found = JSON.parse(
    execFileSync(node, [fileURLToPath(import.meta.url), "--results"], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), "onset-engines-"));
  try {
    writeFileSync(join(folder, "grid.json"), JSON.stringify(grid));
    for (const [name, command] of Object.entries(commands)) {
      const { status, stdout, stderr } = spawnSync(node, [program, ...command], {
        cwd: folder,
        maxBuffer: 2 ** 28,
      });
      if (status !== 0) throw new Error(`onset ${command.join(" ")} ended with ${status}: ${stderr}`);
      found[`onset: ${name}`] = sha256(stdout);
    }
    for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!path.isFile()) continue;
      const full = join(path.parentPath ?? path.path, path.name);
      found[`file: ${full.slice(folder.length + 1)}`] = sha256(readFileSync(full));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

if (process.argv[2] === "--results") {
  const { results } = await import("./engines/results.mjs");
  const found = await results((name) => import(`@onset/core/${name}`));
  process.stdout.write(JSON.stringify(found));
} else {
  const majors = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [20, 22, 24];
  const engines = majors.map((major) => {
    const node = engine(major);
    return {
      version: execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
      results: resultsOf(node),
    };
  });
  const [first, ...others] = engines;
  let different = 0;
  for (const { version, results } of others) {
    for (const name of new Set([...Object.keys(first.results), ...Object.keys(results)])) {
      if (first.results[name] === results[name]) continue;
      different++;
      console.log(`${name} differs: ${first.version} ${first.results[name]}, ${version} ${results[name]}`);
    }
  }
  const count = Object.keys(first.results).length;
  const versions = engines.map(({ version }) => version).join(", ");
  console.log(
    different === 0
      ? `${count} results have the same bytes on Node ${versions}.`
      : `${different} results differ between Node ${versions}.`,
  );
  process.exitCode = different === 0 ? 0 : 1;
}
