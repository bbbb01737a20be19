/**
 * Onset's side of bench/peers/run.mjs: one line of JSON a repetition, CPU seconds of the process.
 *
 *     node bench/peers/onset.mjs code FILE                          writes a (3, 6) code of 2,048 symbols as rows
 *     node bench/peers/onset.mjs erasures FILE 0.4 20000 3
 *     node bench/peers/onset.mjs awgn FILE 1.6 5000 3
 *     node bench/peers/onset.mjs fountain 2048 1024 8
 *     node bench/peers/onset.mjs overhead 2048 0 500
 */
import { readFileSync, writeFileSync } from "node:fs";
import { stream } from "@onset/core/base";
import {
  beliefDecoder,
  drawArrivals,
  erasurePeeler,
  fountainCode,
  gaussianSoftValues,
  randomCode,
} from "@onset/core/channel";
import { buildGraphOfTexts } from "@onset/core/graph";

const [what, ...values] = process.argv.slice(2);
const numbers = values.map(Number);

function seconds(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const print = (line) => console.log(JSON.stringify(line));

function readCode(file) {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1) + row.length);
  const symbols = Uint32Array.from(rows.flat());
  return buildGraphOfTexts(1 + symbols.reduce((a, b) => Math.max(a, b)), Uint32Array.from(offsets), symbols)
    .graph;
}

const benches = {
  code() {
    const graph = randomCode(
      { kind: "regular", degree: 6 },
      { kind: "regular", degree: 3 },
      1024,
      2048,
      stream(3),
    );
    const rows = Array.from({ length: 1024 }, (_, check) => [...graph.skillsOfText(check)].join(" "));
    writeFileSync(values[0], `${rows.join("\n")}\n`);
  },
  erasures() {
    const [, probability, frames, repetitions] = numbers;
    const graph = readCode(values[0]);
    const peeler = erasurePeeler(graph);
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const rng = stream(1, "erasures");
      let whole = 0;
      const time = seconds(() => {
        for (let frame = 0; frame < frames; frame++) {
          if (peeler.peel(drawArrivals(graph.skillCount, probability, rng)) === 0) whole++;
        }
      });
      print({ seconds: time, frames, whole });
    }
  },
  awgn() {
    const [, ebn0, words, repetitions] = numbers;
    const graph = readCode(values[0]);
    const decoder = beliefDecoder(graph);
    const zeros = new Uint8Array(graph.skillCount);
    const snr = ebn0 + 10 * Math.log10(1 - graph.textCount / graph.skillCount);
    for (let repetition = 0; repetition < repetitions; repetition++) {
      let failed = 0;
      let sweeps = 0;
      const time = seconds(() => {
        decoder.decodeAll(
          words,
          (word) => gaussianSoftValues(zeros, snr, stream(1, "awgn", word)),
          (_, decoded) => {
            sweeps += decoded.sweeps;
            if (decoded.bits.includes(1)) failed++;
          },
        );
      });
      print({
        decoder: `min*, 8 bits, ${decoder.engine}`,
        seconds: time,
        words,
        failed,
        iterations: sweeps / words,
      });
    }
  },
  fountain() {
    const [dimension, size, repetitions] = numbers;
    const rng = stream(1, "fountain");
    const message = Uint8Array.from({ length: dimension * size }, () => rng.nextUint32() & 255);
    const tenth = Math.floor(dimension / 10);
    const repair = Array.from({ length: tenth }, (_, i) => dimension + i);
    const mixed = Array.from({ length: dimension }, (_, i) => i + tenth);
    for (let repetition = 0; repetition < repetitions; repetition++) {
      let code;
      const first = seconds(() => {
        // The first encoder of a size makes its plan, as the first one of raptorq does.
        code = fountainCode(dimension);
        code.encode(message, repair);
      });
      const encode = seconds(() => code.encode(message, repair));
      const long = Array.from({ length: dimension }, (_, i) => 2 * dimension + repetition * dimension + i);
      const packets = code.encode(message, long);
      let decoded;
      const decode = seconds(() => {
        decoded = code.decode(long, packets);
      });
      const others = code.encode(message, mixed);
      let second;
      const decodeTenth = seconds(() => {
        second = code.decode(mixed, others);
      });
      const right = [decoded, second].map((got) => Buffer.compare(got.message, message) === 0);
      print({ first, encode, decode, decodeTenth, bytes: message.length, right });
    }
  },
  overhead() {
    const [dimension, more, trials] = numbers;
    const code = fountainCode(dimension);
    let decoded = 0;
    for (let trial = 0; trial < trials; trial++) {
      const first = dimension + trial * (dimension + more);
      if (code.decodes(Array.from({ length: dimension + more }, (_, i) => first + i))) decoded++;
    }
    print({ decoded, trials });
  },
};

benches[what]();
