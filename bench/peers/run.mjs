/**
 * Onset beside its peers in one run, the table of docs/evidence/benchmarks.md:
 *
 *     python3 -m venv /tmp/peers && /tmp/peers/bin/pip install numba numpy
 *     cargo build --release --manifest-path bench/peers/rust/Cargo.toml --target-dir /tmp/peers/target
 *     npm run build && node bench/peers/run.mjs /tmp/peers/bin/python /tmp/peers/target/release/onset-peers
 *
 * Peers and Onset take turns, three times; of each the smallest CPU time counts, one thread. Rows where Onset loses come first.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
function together(ours, peer) {
  const [all, theirs] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    all.push(...(ours() ?? []));
    theirs.push(...(peer() ?? []));
  }
  return { ours: all, peer: theirs };
}

const least = (list, read) => Math.min(...list.map(read));
const table = [];

/** A row of times: the smaller the better. */
function row(work, peerName, ours, peer, show) {
  table.push({ work, peerName, ours: show(ours), peer: show(peer), ratio: ours / peer });
}

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
  const time = ({ seconds }) => seconds;
  if (erasures.peer.length > 0) {
    row(
      "(3, 6), 2,048 symbols, 40 % erased, peeling, drawing included",
      "numba",
      least(erasures.ours, time),
      least(erasures.peer, time),
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
      least(awgn.ours, time),
      least(own, time),
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
        least(fountain.ours, read),
        least(fountain.peer, read),
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
