import { basename } from "node:path";
import type { Case } from "@onset/reading";
import { DataError } from "../../errors.js";
import type { Reading } from "../../input/read.js";
import { printable } from "../../terminal/characters.js";
import { fetchCorpus } from "./fetch.js";
import type { ClusterRun } from "./open.js";

const filesTold = 1000;

/** What is said of a corpus that a cluster read, wherever it is learned. */
export type ClusterReading = Omit<Reading, "corpus" | "records">;

/** How the corpus was read: columns from its first rows, counts from all. */
export async function readingOf(run: ClusterRun, names: readonly string[]): Promise<ClusterReading> {
  const { source, layout, staged } = run;
  const { sample } = layout;
  return {
    unlabelled: {
      count: staged.unlabelled,
      first: await leftOutIn(run, staged.unlabelled, "not bad", "has no skill"),
    },
    malformed: {
      count: staged.malformed,
      first: await leftOutIn(run, staged.malformed, "bad", "is not a JSON object"),
    },
    duplicateEdges: staged.duplicateEdges,
    read: {
      ...sample.read,
      rows: staged.rows,
      files: source.files.slice(0, filesTold).map(({ name, bytes }) => ({
        name,
        bytes,
        sha256: "",
        format: source.format,
        compression: null,
        encoding: "utf-8",
        conventions: [],
        firstText: 0,
      })),
    },
    doubts: sample.doubts,
    statistics: { ...sample.statistics, rows: staged.rows },
    label:
      names.length === 1 && source.files.length === 1
        ? printable(basename(source.files[0].name))
        : names.map(printable).join(", "),
    sha256: source.listing,
    listing: source.files.slice(0, filesTold).map(({ name, bytes, changed }) => ({
      name,
      bytes,
      changed: new Date(changed).toISOString(),
    })),
    bytes: source.bytes,
    places: null,
    // The texts stay where they are.
    excerpts: async (texts) => Array.from(texts, () => null),
  };
}

/** Where rows are that were left out: by file, as a cluster knows no lines. */
async function leftOutIn(
  { engine, staged }: ClusterRun,
  count: number,
  test: string,
  problem: string,
): Promise<Case[]> {
  if (count === 0) return [];
  const { size } = engine.dialect;
  const query = `select file, count(*) as n from ${engine.written(`${staged.folder}/rows`)}
    where ${test} and (bad or ${size("requires")} + ${size("teaches")} = 0) group by file order by n desc, file limit 5`;
  const cases: Case[] = [];
  for await (const batch of engine.rows(query)) {
    const counts = batch.numbers("n");
    for (const [i, file] of batch.strings("file").entries()) {
      const name = printable(String(file).replace(/^.*\//, ""));
      cases.push({ where: `${counts[i]} in ${name}`, problem });
    }
  }
  return cases;
}

/** The corpus on this machine, as if its files had been read here. */
export async function fetchReading(
  run: ClusterRun,
  names: readonly string[],
  verb: string,
): Promise<Reading> {
  if (run.finish === "remote") {
    throw new DataError(
      `onset ${verb} asks for the texts themselves, so it ends on this machine: say --finish local (it takes about ${Math.ceil(neededGigabytes(run))} GB here), or ask onset learn, which can end in the cluster`,
    );
  }
  return { ...(await readingOf(run, names)), ...(await fetchCorpus(run.engine, run.staged, run.tell)) };
}

function neededGigabytes({ staged }: ClusterRun): number {
  return (12 * (staged.edges + staged.requiredEdges) + 60 * (staged.texts + staged.skills)) / 1e9;
}
