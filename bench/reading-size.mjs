/**
 * The whole of `onset learn --runs 0 --known LIST` at ten times the size of most corpora, from every way to keep one (a
 * list, because of a corpus that starts nothing the command searches the tipping point, which is learning it many times):
 *
 *     node bench/reading-size.mjs [texts, 10,000,000] [skills, 1,000,000] [ways, all: jsonl csv parquet cache]
 *
 * Texts of 5 to 20 skills, 70 % Zipf, 30 % uniform. CSV and Parquet are written by DuckDB; skills are a column of strings
 * with semicolons between, in Parquet a list. Goals, of CPU and of the peak of the process: 0.3 us and 20 bytes an edge from
 * JSON Lines, 0.3 us from Parquet, 0.1 us and 10 bytes from the cache. The files stay in the folder of ONSET_BENCH when
 * it is set.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeJsonLines } from "./reading-corpus.mjs";

const [texts = 10_000_000, skills = 1_000_000] = process.argv.slice(2, 4).map(Number);
const ways = process.argv[4]?.split(",") ?? ["jsonl", "csv", "parquet", "cache"];
const main = fileURLToPath(new URL("../packages/cli/bundle/main.js", import.meta.url));
const told = `data:text/javascript,process.on("exit",()=>{const r=process.resourceUsage();process.stderr.write("used: "+JSON.stringify({cpu:(r.userCPUTime+r.systemCPUTime)/1e6,kib:r.maxRSS})+"\\n")})`;
const goals = {
  jsonl: { microseconds: 0.3, bytes: 20 },
  csv: {},
  parquet: { microseconds: 0.3 },
  cache: { microseconds: 0.1, bytes: 10 },
};

function learn(path, more = []) {
  const args = [
    "--import",
    told,
    main,
    "learn",
    path,
    "--runs",
    "0",
    "--known",
    known,
    "--json",
    "--verbose",
    ...more,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`onset learn ${path} ended with ${status}: ${stderr}`);
  const stages = stderr.match(/^[a-z ]+: [\d.]+ s$/gm) ?? [];
  return {
    report: JSON.parse(stdout),
    used: JSON.parse(/^used: (.*)$/m.exec(stderr)[1]),
    stages,
  };
}

function tell(way, { report, used, stages }) {
  const { edges } = report.corpus;
  const [microseconds, bytes] = [(used.cpu * 1e6) / edges, (used.kib * 1024) / edges];
  const goal = (value, most, unit) =>
    most === undefined ? "" : ` (goal ${most} ${unit}: ${value <= most ? "met" : "missed"})`;
  console.log(
    `${way.padEnd(8)} ${microseconds.toFixed(3)} us of CPU an edge${goal(microseconds, goals[way].microseconds, "us")}, ` +
      `${bytes.toFixed(1)} bytes an edge${goal(bytes, goals[way].bytes, "bytes")}; ` +
      `${edges} edges, learned ${report.learned.skills} of ${report.corpus.skills} in ${report.learned.rounds} rounds`,
  );
  console.log(`         ${stages.join(", ")}`);
}

const folder = process.env.ONSET_BENCH ?? mkdtempSync(join(tmpdir(), "onset-bench-"));
mkdirSync(folder, { recursive: true });
const path = (name) => join(folder, name);
const known = path("known.txt");
writeFileSync(known, "s0\ns1\ns2\n");
try {
  if (!existsSync(path("corpus.jsonl"))) writeJsonLines(path("corpus.jsonl"), texts, skills);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET memory_limit = '3GB'; SET threads = 1; SET preserve_insertion_order = true");
  const rows = `read_json('${path("corpus.jsonl")}', format = 'newline_delimited', columns = {id: 'VARCHAR', skills: 'VARCHAR[]'})`;
  const copies = {
    csv: `COPY (SELECT id, array_to_string(skills, ';') AS skills FROM ${rows}) TO '${path("corpus.csv")}' (HEADER)`,
    parquet: `COPY (SELECT id, skills FROM ${rows}) TO '${path("corpus.parquet")}' (FORMAT parquet)`,
  };
  for (const [name, copy] of Object.entries(copies)) {
    if (ways.includes(name) && !existsSync(path(`corpus.${name}`))) await connection.run(copy);
  }
  connection.closeSync();
  for (const name of ["jsonl", "csv", "parquet"].filter((way) => ways.includes(way))) {
    console.log(`${name}: ${(statSync(path(`corpus.${name}`)).size / 1e6).toFixed(0)} MB`);
    tell(name, learn(path(`corpus.${name}`)));
  }
  if (ways.includes("cache")) {
    const cached = ["--cache", path("kept")];
    learn(path("corpus.jsonl"), cached);
    tell("cache", learn(path("corpus.jsonl"), cached));
  }
} finally {
  if (process.env.ONSET_BENCH === undefined) rmSync(folder, { recursive: true, force: true });
}
