/**
 * Onset beside its peers in one run, the table of docs/evidence/benchmarks.md:
 *
 *     bench/peers/run.sh
 *
 * sets the peers up in a folder of its own and calls this with the python and the program of Rust in it. Peers and Onset take
 * turns, three times (once where a turn takes a minute); of each the smallest CPU time counts, of all its threads. Rows where
 * Onset loses come first.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const [python = "python3", rust] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "onset-peers-"));
const code = join(folder, "code.txt");
const turns = 3;

/** The lines of JSON of a program; null where it is not here. */
function lines(program, ...values) {
  if (program === undefined) return null;
  const { status, stdout, stderr } = spawnSync(program, values.map(String), { encoding: "utf8" });
  if (status === 0) return stdout.trim().split("\n").filter(Boolean).map(JSON.parse);
  console.error(`${program} ${values.join(" ")}: ${stderr || "not here"}`);
  return null;
}

const onset = (...values) => lines(process.execPath, join(here, "onset.mjs"), ...values);

/** The lines of both after all turns. */
function together(ours, peer, times = turns) {
  const [all, theirs] = [[], []];
  for (let turn = 0; turn < times; turn++) {
    all.push(...(ours() ?? []));
    theirs.push(...(peer() ?? []));
  }
  return { ours: all, peer: theirs };
}

const min = (list, read) => Math.min(...list.map(read));
const table = [];
const time = ({ seconds }) => seconds;
const memory = ({ megabytes }) => megabytes;

/** What a command takes as a process of its own. */
const alone = (...command) => lines(python, join(here, "process.py"), ...command);

/** A row of times: the smaller the better. Standard error has it at once, for a run takes a while. */
function row(work, peerName, ours, peer, show) {
  table.push({ work, peerName, ours: show(ours), peer: show(peer), ratio: ours / peer });
  console.error(`${work}: ${show(ours)}, ${peerName} ${show(peer)}: ${(ours / peer).toFixed(2)}`);
}

const milliseconds = (seconds) => `${Math.round(1000 * seconds).toLocaleString("en-US")} ms`;
const megabytes = (size) => `${size.toFixed(0)} MB`;
const perSecond = (amount, unit) => (time) =>
  `${Number((amount / time).toPrecision(3)).toLocaleString("en")} ${unit}`;

try {
  const startLoad = loadavg()[0];
  onset("code", code);

  const frames = 10_000;
  const erasures = together(
    () => onset("erasures", code, 0.4, frames, 1),
    () => lines(python, join(here, "erasures.py"), code, 0.4, frames, 1),
  );
  if (erasures.peer.length > 0) {
    row(
      "(3, 6), 2,048 symbols, 40 % erased, peeling, drawing included",
      "numba",
      min(erasures.ours, time),
      min(erasures.peer, time),
      perSecond(frames / 1000, "thousand words/s"),
    );
  }

  const words = 400;
  const awgn = together(
    () => onset("awgn", code, 1.6, words, 1),
    () => lines(rust, "ldpc", code, 1.6, words, 1),
  );
  const failures = ({ failed }) => `${failed} of ${words} words fail`;
  for (const name of new Set(awgn.peer.map(({ decoder }) => decoder))) {
    const own = awgn.peer.filter(({ decoder }) => decoder === name);
    row(
      `(3, 6), 2,048 bits, Eb/N0 1.6 dB, drawing included (${failures(awgn.ours[0])}; peer: ${own[0].failed})`,
      `ldpc-toolbox ${name}`,
      min(awgn.ours, time),
      min(own, time),
      perSecond(words, "words/s"),
    );
  }

  const fountain = together(
    () => onset("fountain", 2048, 1024, 8),
    () => lines(rust, "raptorq", 2048, 1024, 8),
  );
  if (fountain.peer.length > 0) {
    const megabytes = perSecond(fountain.ours[0].bytes / 1e6, "MB/s");
    const first = (list) =>
      Math.min(...list.filter((_, i) => i % 8 === 0).map((line) => line.first ?? line.encode));
    row(
      "fountain, 2,048 x 1 KB: a tenth of repair, first encoder",
      "raptorq",
      first(fountain.ours),
      first(fountain.peer),
      megabytes,
    );
    for (const [key, name, place] of [
      ["encode", "a tenth of repair, later encoders", -1],
      ["decode", "decode from repair alone", 0],
      ["decodeTenth", "decode, a tenth of the message lost", 1],
    ]) {
      // A decoding that fails stops early: its time does not count.
      const read = (line) => (place < 0 || line.right[place] ? line[key] : Infinity);
      row(
        `fountain, 2,048 x 1 KB: ${name}`,
        "raptorq",
        min(fountain.ours, read),
        min(fountain.peer, read),
        megabytes,
      );
    }
    const wrong = [...fountain.ours, ...fountain.peer].filter(({ right }) => !right.every(Boolean)).length;
    console.log(`Decodings at K + 0 that failed in these runs: ${wrong}.`);
  }
  for (const more of [0, 1]) {
    const [ours] = onset("overhead", 2048, more, 200);
    const peer = lines(rust, "overhead", 2048, more, 200)?.[0];
    console.log(
      `K = 2,048 + ${more}: decoded ${ours.decoded} of ${ours.trials}; raptorq ${peer?.decoded} of ${peer?.trials}.`,
    );
  }

  // Starting: a process that does nothing but tell its version, or help.
  const command = join(here, "../../packages/cli/bundle/main.js");
  const bare = ["-e", "0"];
  for (const [work, ...values] of [
    ["start: onset --version", "--version"],
    ["start: onset learn --help", "learn", "--help"],
  ]) {
    const started = together(
      () => alone(process.execPath, command, ...values),
      () => alone(process.execPath, ...bare),
    );
    if (started.peer.length === 0) continue;
    row(work, "bare Node", min(started.ours, time), min(started.peer, time), milliseconds);
  }

  // Corpora end to end: two small ones, and one of 10^7 edges.
  const without = ["--runs", "0", "--no-ladder", "--risk", "0", "--label-errors", "0"];
  const endToEnd = (name, corpus, times) => {
    const learned = together(
      () => alone(process.execPath, command, "learn", corpus, ...without, "--json"),
      () => alone(python, join(here, "scipy_rounds.py"), corpus, "skills"),
      times,
    );
    if (learned.peer.length === 0 || learned.ours.length === 0) return;
    const title = `learn ${name}, end to end`;
    row(title, "scipy", min(learned.ours, time), min(learned.peer, time), milliseconds);
    row(`${title}: memory`, "scipy", min(learned.ours, memory), min(learned.peer, memory), megabytes);
  };
  for (const name of ["king-james-words", "cited-theorems-large"]) {
    const corpus = join(folder, `${name}.jsonl`);
    writeFileSync(corpus, gunzipSync(readFileSync(join(here, `../../examples/${name}.jsonl.gz`))));
    endToEnd(name, corpus, turns);
  }
  const large = join(folder, "large.jsonl");
  onset("corpus", large, 770_000, 2.6, 5);
  endToEnd("10^7 edges", large, 1);
  rmSync(large);

  // The kernel on a stored graph of 650,000 edges: the first call of a process, and the best of seven.
  const program = join(folder, "learn");
  if (spawnSync("gcc", ["-O3", "-march=native", "-o", program, join(here, "learn.c"), "-lm"]).status === 0) {
    const size = [50_000, 2.6, 5, 7];
    const kernel = together(
      () => lines(process.execPath, join(here, "learn.mjs"), "stored", ...size),
      () => lines(program, ...size),
    );
    const each = ({ learn, edges }) => learn / edges;
    const first = kernel.ours.filter((_, i) => i % 7 === 0);
    const edge = (value) => `${value.toPrecision(3)} ns an edge`;
    row(
      "learn a stored graph, 650,000 edges, warm",
      "C",
      min(kernel.ours, each),
      min(kernel.peer, each),
      edge,
    );
    row(
      "learn a stored graph, 650,000 edges, first call of a process",
      "C",
      min(first, each),
      min(kernel.peer, each),
      edge,
    );
  }

  // Monte Carlo, and what a small task costs.
  const carlo = [10_000, 2.6, 5, 300];
  const trials = together(
    () => onset("montecarlo", ...carlo),
    () => lines(python, join(here, "montecarlo.py"), ...carlo),
  );
  if (trials.peer.length > 0) {
    const unit = perSecond(carlo[3], "trials/s");
    row(
      "Monte Carlo, 10,000 skills, double edges kept",
      "numba",
      min(trials.ours, time),
      min(trials.peer, time),
      unit,
    );
  }
  for (const [tasks, times] of [
    [300, turns],
    // Not 10,000: each takes sinter longer than the one before, and 4,807 of them took it 253 s.
    [3_000, 1],
  ]) {
    const swept = together(
      () => onset("sweeps", tasks, 10),
      () => lines(python, join(here, "sweeps.py"), tasks, 10),
      times,
    );
    if (swept.peer.length === 0) continue;
    const work = `${tasks.toLocaleString("en")} tasks of 10 trials`;
    row(work, "sinter", min(swept.ours, time), min(swept.peer, time), perSecond(tasks, "tasks/s"));
  }
  const rows = [onset("sweeps", 100, 1000)?.[0], lines(python, join(here, "sweeps.py"), 100, 1000)?.[0]];
  if (rows.every(Boolean)) {
    row("bytes of a row, 1,000 trials", "sinter", ...rows.map(({ rowBytes }) => rowBytes), (bytes) =>
      bytes.toFixed(0),
    );
  }

  // Short texts.
  const texts = join(folder, "texts.json");
  onset("texts", texts);
  const codec = together(
    () => onset("codec", texts),
    () => lines(python, join(here, "zstd.py"), texts),
  );
  if (codec.peer.length > 0) {
    const { letters, bytes, layeredBytes } = codec.ours[0];
    const rate = perSecond(letters / 1e6, "MB/s");
    const zstd = "zstd -19, 110 KB dictionary";
    const bits = (of) => `${((8 * of) / letters).toFixed(2)} bits a character`;
    row("glosses, each alone: size", zstd, bytes, codec.peer[0].bytes, bits);
    row(
      "glosses, each alone: decode",
      zstd,
      min(codec.ours, ({ decode }) => decode),
      min(codec.peer, time),
      rate,
    );
    const speeds = ["encode", "encodeLayered", "decodeLayered"].map((key) =>
      rate(min(codec.ours, (line) => line[key])),
    );
    console.log(
      `Glosses without a peer: encode ${speeds[0]}; in two layers encode ${speeds[1]}, decode ${speeds[2]}, ${bits(layeredBytes)}.`,
    );
  }

  table.sort((a, b) => b.ratio - a.ratio);
  console.log(
    `\n${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}; load ${startLoad.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end\n`,
  );
  console.log("| work | peer | peer's rate | Onset's | Onset's time / peer's |\n|---|---|---:|---:|---:|");
  for (const { work, peerName, ours, peer, ratio } of table) {
    console.log(`| ${work} | ${peerName} | ${peer} | ${ours} | ${ratio.toFixed(2)} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
