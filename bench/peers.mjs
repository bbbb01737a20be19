/**
 * Learning beside its peers in one run, c = 5, R = 2.6: a C reference that is built here, igraph and networkx where Python
 * has them, graphology. Everything runs in a process of its own and one after the other; times are CPU times, the best of
 * some repetitions, so that they hold on a busy machine.
 *
 *     npm run build && node bench/peers.mjs [1e4 1e5 1e7]
 *
 * Prints one table a number of skills. Those with 10^7 take two gigabytes and some minutes.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1e4, 1e5];
const [ratio, mean] = [2.6, 5];
const here = join(dirname(fileURLToPath(import.meta.url)), "peers");
const built = mkdtempSync(join(tmpdir(), "onset-peers-"));
const program = join(built, "learn");

const ran = new Map();

/** The repetitions of a program, run once for all that they tell; null where it cannot run. */
function repetitionsOf(command, options) {
  const key = [command, ...options].join(" ");
  if (!ran.has(key)) {
    const { status, stdout } = spawnSync(command, options.map(String), {
      encoding: "utf8",
      maxBuffer: 2 ** 24,
    });
    ran.set(
      key,
      status === 0
        ? stdout
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : null,
    );
  }
  return ran.get(key);
}

/** The best repetition of a program by one of its times; null where it cannot run. */
function best(command, options, time) {
  const lines = repetitionsOf(command, options);
  if (lines === null) return null;
  const { bytes, edges } = lines.at(-1);
  return { nanoseconds: Math.min(...lines.map((line) => time(line) / line.edges)), bytes: bytes / edges };
}

/** Peers that would take minutes or all memory are asked up to this many skills. */
const limits = { graphology: 1e4, networkx: 1e4, igraph: 1e5 };

/** The rows of a table: a name, and what measures it. */
function rows(skills) {
  const repetitions = skills > 1e6 ? 3 : 7;
  const numbers = [skills, ratio, mean, repetitions];
  const node = (way) => () =>
    best(process.execPath, [join(here, "learn.mjs"), way, ...numbers], (line) => line.learn);
  const c = (time) => () => best(program, numbers, time);
  const python = (library, time) => () =>
    best("python3", [join(here, "graphs.py"), library, ...numbers.slice(0, 3), 3], (line) => line[time]);
  return [
    ["generate and learn, C reference", c((line) => line.generate + line.learn)],
    ["generate and learn, Onset, WebAssembly", node("wasm")],
    ["generate and learn, Onset, TypeScript", node("typescript")],
    ["learn a stored graph, C reference", c((line) => line.learn)],
    ["learn a stored graph, Onset", node("stored")],
    ["cores, igraph", python("igraph", "cores")],
    ["cores, networkx", python("networkx", "cores")],
    ["learn by dropping nodes, graphology", node("graphology")],
    ["components, Onset", node("components")],
    ["components, igraph", python("igraph", "components")],
    ["components, networkx", python("networkx", "components")],
  ].filter(([name]) =>
    Object.entries(limits).every(([peer, most]) => !name.includes(peer) || skills <= most),
  );
}

try {
  const compiled = spawnSync("gcc", ["-O3", "-march=native", "-o", program, join(here, "learn.c"), "-lm"]);
  if (compiled.status !== 0) console.log("There is no gcc here: no C reference.");
  console.log(
    `${cpus()[0].model}, Node ${process.versions.node}; CPU time, one thread, best of some repetitions\n`,
  );
  for (const skills of sizes) {
    console.log(`| ${skills.toLocaleString("en")} skills | ns an edge | bytes an edge | C reference = 1 |`);
    console.log("|---|---:|---:|---:|");
    const reference = new Map();
    for (const [name, measure] of rows(skills)) {
      const [kind] = name.split(", ");
      const measured = measure();
      if (measured === null) {
        console.log(`| ${name} | not here | | |`);
        continue;
      }
      const { nanoseconds, bytes } = measured;
      if (name.includes("C reference")) reference.set(kind, nanoseconds);
      const against = reference.get(kind) ?? reference.get("learn a stored graph");
      const share =
        against === undefined || kind === "components" ? "" : (nanoseconds / against).toPrecision(2);
      console.log(`| ${name} | ${nanoseconds.toPrecision(3)} | ${bytes.toPrecision(2)} | ${share} |`);
    }
    console.log();
  }
} finally {
  rmSync(built, { recursive: true });
}
