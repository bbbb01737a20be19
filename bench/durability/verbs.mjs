/** The verbs that write, each with what it reads and writes, small enough to run some hundred times. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const main = join(root, "packages/cli/bundle/main.js");

/**
 * What is written, as paths in the folder `out`: `args` is the command line, `files` what it leaves there, `before` what
 * must be there first. A file that is `grown` is written while the verb runs, and made whole by running it again.
 */
export const verbs = [
  {
    name: "learn --out",
    args: (out) => ["learn", "theorems.jsonl", "--runs", "0", "--out", out],
    files: ["report.html", "report.json", "skills.csv", "texts.csv"],
  },
  {
    name: "order --out",
    args: (out) => ["order", "theorems.jsonl", "--stages", "3", "--out", out],
    files: ["ids.txt", "keep-the-order.md", "ordered.jsonl", "report.json", "stuck.jsonl"],
    more: /^stage-\d+\.jsonl$/,
  },
  {
    name: "clean --out",
    args: (out) => ["clean", "theorems.jsonl", "--near", "--min-texts", "2", "--out", out],
    files: ["cleaned.jsonl", "mapping.json"],
  },
  {
    name: "unlock --out",
    args: (out) => ["unlock", "theorems.jsonl", "--target", "60%", "--out", out],
    files: ["known.txt", "report.json"],
  },
  {
    name: "associate",
    args: (out) => [
      ...["associate", "theorems.jsonl", "--runs", "0"],
      ...["graphml", "gexf", "csv"].flatMap((format) => [`--${format}`, join(out, `graph.${format}`)]),
    ],
    files: ["graph.csv", "graph.gexf", "graph.graphml"],
  },
  {
    name: "train -o",
    args: (out) => ["train", "glosses.jsonl", "--size", "60KB", "--no-prediction", "-o", join(out, "model")],
    files: ["model"],
  },
  {
    name: "compress -o",
    args: (out) => ["compress", "glosses.jsonl", "--model", "model", "--fast", "-o", join(out, "pack")],
    files: ["pack"],
  },
  {
    name: "decompress -o",
    args: (out) => ["decompress", "pack", "--model", "model", "-o", join(out, "texts.jsonl")],
    files: ["texts.jsonl"],
  },
  {
    name: "transmit -o",
    args: (out) => [
      "transmit",
      "few.jsonl",
      "--model",
      "model",
      "--trials",
      "256",
      "-o",
      join(out, "received"),
    ],
    files: ["received"],
  },
  {
    name: "reproduce --out",
    args: (out) => ["reproduce", "cited-theorems", "--effort", "0.05", "--out", out],
    files: ["cited-theorems.csv", "cited-theorems.json", "cited-theorems.svg"],
  },
  {
    name: "sweep -o",
    args: (out) => ["sweep", "grid.json", "--resume", "--workers", "2", "-o", join(out, "rows.jsonl")],
    files: ["rows.jsonl"],
    grown: true,
  },
  {
    name: "sweep --merge",
    args: (out) => [
      ...["sweep", "--merge", "rows.jsonl", "-o", join(out, "merged.jsonl"), "--plot", join(out, "rows.svg")],
      ...["--export", join(out, "rows.csv")],
    ],
    files: ["merged.jsonl", "rows.csv", "rows.svg"],
    // Three files of one run, each whole by itself.
    apart: true,
  },
];

/** Makes what the verbs read in a folder. */
export function prepare(folder) {
  mkdirSync(folder, { recursive: true });
  const example = (name) => join(root, "examples", name);
  copyFileSync(example("cited-theorems.jsonl"), join(folder, "theorems.jsonl"));
  copyFileSync(example("python-course.jsonl"), join(folder, "course.jsonl"));
  const glosses = gunzipSync(readFileSync(example("wordnet-glosses.jsonl.gz")))
    .toString()
    .split("\n");
  writeFileSync(join(folder, "glosses.jsonl"), `${glosses.slice(0, 4000).join("\n")}\n`);
  writeFileSync(join(folder, "few.jsonl"), `${glosses.slice(0, 200).join("\n")}\n`);
  const grid = { law: "poisson:5", skills: [300, 500], ratio: [2.3, 2.5, 2.7], engine: "graph", trials: 400 };
  writeFileSync(join(folder, "grid.json"), JSON.stringify(grid));
  for (const args of [
    ["train", "glosses.jsonl", "--size", "60KB", "--no-prediction", "-o", "model"],
    ["compress", "glosses.jsonl", "--model", "model", "--fast", "-o", "pack"],
    ["sweep", "grid.json", "-o", "rows.jsonl"],
  ]) {
    const { status, stderr } = onset(args, folder);
    if (status !== 0) throw new Error(`onset ${args.join(" ")}: ${stderr}`);
  }
}

/** Runs the command; standard output may go to a file. */
export function onset(args, cwd, { input = "ignore", output = "pipe", environment = {} } = {}) {
  return spawnSync(process.execPath, [main, ...args, "--quiet"], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...environment },
    encoding: "utf8",
    stdio: [input, output, "pipe"],
    maxBuffer: 2 ** 28,
  });
}

/** The hash of every file of a folder by its name; empty where there is none. */
export function listing(folder) {
  const files = new Map();
  if (!existsSync(folder)) return files;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) files.set(name, "folder");
    else files.set(name, createHash("sha256").update(readFileSync(path)).digest("hex"));
  }
  return files;
}

/** Names that a run has put there for a while. */
export function isTemporary(name) {
  return /^\.onset-|\.lock$/.test(name);
}
