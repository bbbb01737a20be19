/**
 * Apache Spark beside the embedded engine: both read and learn the same corpora, and every round and teaching text is
 * compared, skill by skill. One row a corpus: seconds of wall clock and of CPU (of the server and of this process), bytes
 * shuffled, rounds a minute. Spark runs on this machine, two tasks at a time.
 *
 *     node bench/spark.mjs [--memory 2g] [--holdable 1e7] CORPUS[,D[,K]]...
 *     node bench/spark.mjs --skills 50000 --texts 122700 --seed 227
 *
 * D is the learner's number of new skills, K that of the most frequent skills that are known from the start. The second
 * form draws a corpus: sizes of texts by Poisson's law of mean 5, skills chosen uniformly. `--holdable 0` scans the texts
 * for every round.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { corpusLearner } from "@onset/core/analysis";
import { stream } from "@onset/core/base";
import { uniformGraph } from "@onset/core/graph";
import { learnTexts, none } from "@onset/core/learning";
import { readCorpus } from "@onset/reading";
import { fetchCorpus } from "../packages/cli/dist/engines/cluster/fetch.js";
import { layoutOf } from "../packages/cli/dist/engines/cluster/layout.js";
import {
  knownRemotely,
  measureBeginning,
  measureEnding,
} from "../packages/cli/dist/engines/cluster/results.js";
import { learnRemotely } from "../packages/cli/dist/engines/cluster/rounds.js";
import { listSource } from "../packages/cli/dist/engines/cluster/source.js";
import { stageCorpus } from "../packages/cli/dist/engines/cluster/stage.js";
import { ConnectSession, parseAddress } from "../packages/cli/dist/engines/connect/index.js";
import { sparkEngine, sparkSettings } from "../packages/cli/dist/engines/sql/spark-engine.js";
import { fileSource } from "../packages/cli/dist/input/file-source.js";
import { startSpark } from "../scripts/spark.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    memory: { type: "string", default: "2g" },
    partitions: { type: "string" },
    "java-options": { type: "string" },
    skills: { type: "string" },
    texts: { type: "string" },
    seed: { type: "string", default: "1" },
    holdable: { type: "string", default: "1e7" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "onset-bench-spark-"));
const tell = () => () => {};

/** Writes a random corpus. */
function writeRandom(skills, texts, seed) {
  const graph = uniformGraph({ kind: "poisson", mean: 5 }, texts, skills, stream(seed));
  const path = join(folder, `poisson-5 ${skills} skills ${texts} texts seed ${seed}.jsonl`);
  const file = openSync(path, "w");
  const { textOffsets: offsets, textSkills: list } = graph;
  let lines = [];
  for (let text = 0; text < texts; text++) {
    const named = Array.from(list.subarray(offsets[text], offsets[text + 1]), (skill) => `"s${skill}"`);
    lines.push(`{"skills":[${named.join(",")}]}\n`);
    if (lines.length === 10_000 || text === texts - 1) {
      writeSync(file, lines.join(""));
      lines = [];
    }
  }
  closeSync(file);
  return path;
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

const uiPort = await freePort();
const spark = await startSpark({ memory: values.memory, uiPort, javaOptions: values["java-options"] });
const api = `http://127.0.0.1:${uiPort}/api/v1/applications`;

/** A new connection each time: the server closes those that were idle. */
async function answerOf(address) {
  return (await fetch(address, { headers: { connection: "close" } })).json();
}

/** What the server has done so far: seconds of CPU, bytes shuffled. */
async function spent() {
  const [{ id }] = await answerOf(api);
  const executors = await answerOf(`${api}/${id}/allexecutors`);
  const ticks = readFileSync(`/proc/${spark.server.pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  const { user, system } = process.cpuUsage();
  return {
    wall: performance.now() / 1e3,
    server: (Number(ticks[11]) + Number(ticks[12])) / 100,
    here: (user + system) / 1e6,
    shuffled: executors.reduce((sum, { totalShuffleWrite }) => sum + totalShuffleWrite, 0),
  };
}

async function measured(work) {
  const before = await spent();
  const result = await work();
  const after = await spent();
  const of = Object.fromEntries(Object.keys(before).map((key) => [key, after[key] - before[key]]));
  return { result, ...of };
}

function equal(what, a, b) {
  if (a.length !== b.length) throw new Error(`${what}: expected ${a.length}, got ${b.length}`);
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) throw new Error(`${what} ${i}: expected ${a[i]}, got ${b[i]}`);
  }
}

const time = ({ wall, server, here }) => `${wall.toFixed(1)} (${(server + here).toFixed(1)})`;
const bytes = ({ shuffled }) =>
  shuffled < 1e6 ? `${Math.round(shuffled / 1e3)} kB` : `${(shuffled / 1e6).toFixed(1)} MB`;

async function compare(path, maxUnlearned = 1, knownTop = 0) {
  const embedded = await measured(async () => {
    const reading = await readCorpus([fileSource(path, basename(path), statSync(path).size)], {});
    const known = knownTop > 0 ? { kind: "top", count: knownTop } : { kind: "none" };
    const learner = corpusLearner(reading.corpus, { maxUnlearned, known });
    return { ...reading, learner, learned: learnTexts(learner.texts, learner.options) };
  });
  const { corpus, records, learned, learner } = embedded.result;
  const session = await ConnectSession.open(parseAddress(spark.address));
  try {
    const size = statSync(path).size;
    const partitions = values.partitions ?? String(Math.max(4, Math.ceil((4 * size) / 64e6)));
    await session.configure({ ...sparkSettings, "spark.sql.shuffle.partitions": partitions });
    const engine = sparkEngine(session);
    const staging = await measured(async () => {
      const source = await listSource(engine, [path], undefined);
      const layout = await layoutOf(engine, source, {});
      return stageCorpus(engine, source, layout, join(folder, "workspace"), false, tell);
    });
    const staged = staging.result;
    const local = await measured(async () => {
      const fetched = await fetchCorpus(engine, staged, tell);
      const { texts, options } = corpusLearner(fetched.corpus, {
        maxUnlearned,
        known: learner.known.count > 0 ? { kind: "top", count: knownTop } : { kind: "none" },
      });
      return { fetched, learned: learnTexts(texts, options) };
    });
    const rowsOf = (textOfSkill, of) =>
      Float64Array.from(textOfSkill, (text) => (text === none ? -1 : of[text]));
    const rows = rowsOf(learned.textOfSkill, records);
    equal("local finish, round of skill", learned.roundOfSkill, local.result.learned.roundOfSkill);
    equal(
      "local finish, text of skill",
      rows,
      rowsOf(local.result.learned.textOfSkill, local.result.fetched.records),
    );
    const arrived = local.result.fetched.corpus.skillNames[Symbol.iterator]();
    for (const name of corpus.skillNames) {
      const { value } = arrived.next();
      if (name !== value) throw new Error(`name: expected ${name}, got ${value}`);
    }
    const asked = knownTop > 0 ? { top: knownTop } : null;
    const { flags } = await knownRemotely(engine, staged, asked);
    const beginning = await measured(() =>
      measureBeginning(engine, staged, { maxUnlearned, known: flags }, tell),
    );
    const rounds = await measured(() =>
      learnRemotely(engine, staged, { maxUnlearned, known: flags }, "bench", {
        tell,
        resume: false,
        checkpointEvery: 30_000,
        compactAbove: 1e6,
        holdable: Number(values.holdable),
        finish: null,
        now: Date.now,
      }),
    );
    equal("round of skill", learned.roundOfSkill, rounds.result.roundOfSkill);
    const ending = await measured(() =>
      measureEnding(engine, staged, rounds.result.roundOfSkill, maxUnlearned, tell),
    );
    equal("text of skill", rows, ending.result.rowOfSkill);
    await engine.remove(join(folder, "workspace"));
    const count = rounds.result.learnedPerRound.length;
    const perMinute = (60 * count) / rounds.wall;
    const asks = `D = ${maxUnlearned}${knownTop > 0 ? `, ${knownTop} known` : ""}`;
    const cells = [
      `${basename(path)}, ${asks}`,
      staged.edges,
      learned.learnedCount,
      `${count} / ${rounds.result.scans}`,
      time(embedded),
      ...[staging, local, beginning, rounds, ending].map((part) => `${time(part)} ${bytes(part)}`),
      perMinute.toFixed(0),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  } finally {
    await session.close();
  }
}

const columns = [
  "corpus",
  "edges",
  "learned",
  "rounds / scans",
  "embedded",
  "staging",
  "fetching, finish here",
  "first scan",
  "rounds there",
  "last scan",
  "rounds a minute",
];
console.log(`wall seconds (CPU seconds) bytes shuffled\n\n| ${columns.join(" | ")} |`);
console.log(`|${" --- |".repeat(columns.length)}`);
try {
  const cases = positionals.map((given) => {
    const [path, ...numbers] = given.split(",");
    return [resolve(path), ...numbers.map(Number)];
  });
  if (values.skills !== undefined) {
    cases.push([writeRandom(Number(values.skills), Number(values.texts), Number(values.seed))]);
  }
  for (const each of cases) await compare(...each);
} finally {
  await spark.stop();
  rmSync(folder, { recursive: true, force: true });
}
