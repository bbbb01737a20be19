/**
 * The main job at the size of a large collection of tagged texts: `onset learn` on 1,000,000 texts with 8.4 of 260,000
 * skills each on average, the skills by Zipf's law, as JSON Lines. The built command runs in a process of its own, as
 * for its users; what it tells with --verbose is printed for each stage in edges a second, and the whole against the
 * goal: 15 s and 2.5 GiB on two cores.
 *
 *     node bench/learn.mjs [runs] [texts]
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stream } from "@onset/core/base";
import { samplePoisson } from "@onset/core/graph";
import { summary } from "./support.mjs";

const goal = { seconds: 15, gibibytes: 2.5 };
const skills = 260_000;
const meanSkills = 8.4;
const runs = Number(process.argv[2] ?? 3);
const texts = Number(process.argv[3] ?? 1_000_000);

const main = fileURLToPath(new URL("../packages/cli/bundle/main.js", import.meta.url));
const tellMemory = `data:text/javascript,process.on("exit",()=>process.stderr.write("kibibytes: "+process.resourceUsage().maxRSS+"\\n"))`;

/** Draws ranks from 0 with probability proportional to 1 / (rank + 1). */
function zipf(size) {
  const cumulative = new Float64Array(size);
  let total = 0;
  for (let rank = 0; rank < size; rank++) cumulative[rank] = total += 1 / (rank + 1);
  return (random) => {
    const wanted = random.nextFloat() * total;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Texts with at least one skill, all skills of a text distinct. Names tell nothing of frequency. */
function writeCorpus(path) {
  const random = stream(1, "bench", "learn");
  const draw = zipf(skills);
  const file = openSync(path, "w");
  const names = Array.from(
    { length: skills },
    (_, rank) => `"skill-${((rank * 104_729) % skills).toString(36)}"`,
  );
  let lines = "";
  for (let text = 0; text < texts; text++) {
    const wanted = 1 + samplePoisson(meanSkills - 1, random);
    const chosen = new Set();
    while (chosen.size < wanted) chosen.add(draw(random));
    lines += `{"id":"text-${text}","skills":[${Array.from(chosen, (rank) => names[rank]).join(",")}]}\n`;
    if (lines.length > 1 << 20) {
      writeSync(file, lines);
      lines = "";
    }
  }
  writeSync(file, lines);
  closeSync(file);
}

/** One run of the command: its report, seconds of the whole and of each stage, and its peak memory. */
function learn(path) {
  const begun = performance.now();
  const ran = spawnSync(
    process.execPath,
    ["--import", tellMemory, main, "learn", path, "--json", "--verbose"],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  const seconds = (performance.now() - begun) / 1000;
  if (ran.status !== 0) throw new Error(`onset learn ended with ${ran.status}: ${ran.stderr}`);
  const told = Object.fromEntries(
    [...ran.stderr.matchAll(/^([a-z ]+): ([\d.]+)( s)?$/gm)].map(([, stage, number]) => [
      stage,
      Number(number),
    ]),
  );
  return { report: JSON.parse(ran.stdout), seconds, told };
}

const folder = mkdtempSync(join(tmpdir(), "onset-bench-"));
try {
  const path = join(folder, "corpus.jsonl");
  writeCorpus(path);
  const results = Array.from({ length: runs }, () => learn(path));
  const { corpus, learned } = results[0].report;
  const size = (statSync(path).size / 1e6).toFixed(0);
  console.log(
    `${corpus.texts} texts, ${corpus.skills} skills, ${corpus.edges} edges, ${size} MB; learned ${learned.skills} in ${learned.rounds} rounds`,
  );
  const stages = {
    reading: ["reading texts", "numbering skills"],
    "index building": ["building the graph"],
    learning: ["learning"],
    reporting: ["reporting"],
  };
  for (const [name, parts] of Object.entries(stages)) {
    const times = results.map(({ told }) => parts.reduce((sum, part) => sum + told[part], 0));
    print(name, times, (time) => `, ${(corpus.edges / time / 1e6).toFixed(2)} M edges/s at best`);
  }
  print(
    "whole process",
    results.map(({ seconds }) => seconds),
    (best) => verdict(best, goal.seconds, "s"),
  );
  const memory = Math.max(...results.map(({ told }) => told.kibibytes / 2 ** 20));
  console.log(
    `${"peak memory".padEnd(16)} ${memory.toFixed(2)} GiB${verdict(memory, goal.gibibytes, "GiB")}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(name, times, rest) {
  const { min, mean } = summary(times);
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  const spread = `${min.toFixed(2)} s at best, median ${median.toFixed(2)}, mean ${mean.toFixed(2)} of ${times.length}`;
  console.log(`${name.padEnd(16)} ${spread}${rest(min)}`);
}

function verdict(value, most, unit) {
  if (value <= most) return `, goal ${most} ${unit}: met`;
  process.exitCode = 1;
  return `, goal ${most} ${unit}: missed by ${Math.ceil((value / most - 1) * 100)} %`;
}
