/**
 * Onset's side of bench/peers/run.mjs: one line of JSON a repetition, CPU seconds of the process.
 *
 *     node bench/peers/onset.mjs code FILE                          writes a (3, 6) code of 2,048 symbols as rows
 *     node bench/peers/onset.mjs erasures FILE 0.4 20000 3
 *     node bench/peers/onset.mjs awgn FILE 1.6 5000 3
 *     node bench/peers/onset.mjs fountain 2048 1024 8
 *     node bench/peers/onset.mjs overhead 2048 0 500
 *     node bench/peers/onset.mjs montecarlo 10000 2.6 5 200
 *     node bench/peers/onset.mjs sweeps 300 1000
 *     node bench/peers/onset.mjs corpus FILE 770000 2.6 5           writes a corpus of 10^7 edges as JSON lines
 *     node bench/peers/onset.mjs texts FILE                         writes glosses to train and to test with
 *     node bench/peers/onset.mjs codec FILE
 */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { stream } from "@onset/core/base";
import {
  beliefDecoder,
  drawArrivals,
  erasurePeeler,
  fountainCode,
  gaussianSoftValues,
  randomCode,
} from "@onset/core/channel";
import { loadCodec, trainCodec } from "@onset/core/codec";
import { buildGraphOfTexts, uniformGraph } from "@onset/core/graph";
import { corpusExperiment, makeTask, printRow, runTrials } from "@onset/core/sweep";
import { poisson } from "@onset/core/theory";

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
  montecarlo() {
    const [skills, ratio, mean, trials] = numbers;
    const law = poisson(mean);
    const task = makeTask(corpusExperiment({ law, ratio, skills, repeats: "keep" }), { engine: "graph" });
    runTrials(task, [0, 2]);
    let row;
    const time = seconds(() => {
      row = runTrials(task, [0, trials]);
    });
    print({ seconds: time, trials, learned: 1 - Number(row.moments.unlearned.sum) / trials / skills });
  },
  sweeps() {
    const [count, trials] = numbers;
    let bytes = 0;
    const time = seconds(() => {
      for (let i = 0; i < count; i++) {
        const ratio = Number((2.4 + (0.3 * i) / count).toFixed(5));
        const task = makeTask(corpusExperiment({ law: poisson(5), ratio, skills: 1000 }));
        bytes += printRow(runTrials(task, [0, trials]), "onset 0.1.0").length + 1;
      }
    });
    print({ seconds: time, tasks: count, rowBytes: bytes / count });
  },
  corpus() {
    const [, skills, ratio, mean] = numbers;
    const law = { kind: "poisson", mean };
    const graph = uniformGraph(law, Math.round(ratio * skills), skills, stream(1, "corpus"));
    const file = openSync(values[0], "w");
    let lines = "";
    for (let text = 0; text < graph.textCount; text++) {
      const names = Array.from(graph.skillsOfText(text), (skill) => `skill${skill}`);
      lines += `${JSON.stringify({ id: text, skills: names })}\n`;
      if (lines.length < 1e6 && text + 1 < graph.textCount) continue;
      writeSync(file, lines);
      lines = "";
    }
    closeSync(file);
    print({ edges: graph.edgeCount });
  },
  texts() {
    const file = new URL("../../examples/wordnet-glosses.jsonl.gz", import.meta.url);
    const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
    const texts = lines.map((line) => JSON.parse(line).text);
    const test = texts.filter((_, i) => i % 11 === 0);
    writeFileSync(values[0], JSON.stringify({ training: texts.filter((_, i) => i % 11 !== 0), test }));
  },
  codec() {
    const { training, test } = JSON.parse(readFileSync(values[0], "utf8"));
    const codec = loadCodec(trainCodec(training).model);
    const letters = test.reduce((sum, text) => sum + text.length, 0);
    const records = test.map((text) => codec.encode(text));
    const layered = test.map((text) => codec.encodeLayered(text));
    // The first repetitions warm up.
    const best = (run) => Math.min(...Array.from({ length: 9 }, () => seconds(run)));
    const sum = (list) => list.reduce((bytes, { length }) => bytes + length, 0);
    print({
      letters,
      bytes: sum(records),
      layeredBytes: sum(layered),
      encode: best(() => test.map((text) => codec.encode(text))),
      decode: best(() => records.map((record) => codec.decode(record))),
      encodeLayered: best(() => test.map((text) => codec.encodeLayered(text))),
      decodeLayered: best(() => layered.map((record) => codec.decodeLayered(record))),
    });
  },
};

benches[what]();
