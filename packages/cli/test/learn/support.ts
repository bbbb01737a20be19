/** Learns corpora in this process, as the command does, and through the built command. */
import { join } from "node:path";
import { type Study, type StudyOptions, studyCorpus } from "@onset/core/analysis";
import type { Corpus } from "@onset/core/corpus";
import type { SkillTextGraph } from "@onset/core/graph";
import { type Report, studyReport } from "@onset/core/report";
import type { Reading } from "../../src/input/read.js";
import { readingFacts } from "../../src/input/report.js";
import { provenanceOf } from "../../src/provenance.js";
import { type LearnReport, learnReport } from "../../src/verbs/learn/json.js";
import { readFile } from "../reading/support.js";
import { root } from "../support/built.js";
import { type Ran, type RunOptions, onset as run } from "../support/command.js";

/** The path of a bundled corpus. */
export function example(name: string): string {
  return join(root, "examples", name);
}

export type Learned = {
  readonly reading: Reading;
  readonly study: Study;
  readonly report: LearnReport;
  readonly words: Report;
};

/** Those of the command, except that nothing is measured that takes a second: robustness, rewired corpora, risk, errors. */
const defaults: StudyOptions = { seed: 1, runs: 0, rewirings: 0, lost: 0, labelErrors: 0 };

/** A corpus of a random graph; names are numbers. */
export function corpusOf(needs: SkillTextGraph): Corpus {
  const digits = String(needs.skillCount).length;
  return {
    textNames: Array.from({ length: needs.textCount }, (_, text) => `text ${text}`),
    skillNames: Array.from({ length: needs.skillCount }, (_, skill) => String(skill).padStart(digits, "0")),
    needs,
  };
}

/** What a reader would hand over with a corpus. */
export function readingOf(corpus: Corpus): Reading {
  const nothing = { count: 0, first: [] };
  const file = { label: "synthetic", sha256: "", bytes: 0 };
  const records = Uint32Array.from(Array.from(corpus.textNames, (_, text) => text));
  return {
    corpus,
    ...file,
    unlabelled: nothing,
    malformed: nothing,
    duplicateEdges: 0,
    records,
    recipe: null,
    places: null,
    excerpts: async (texts) => Array.from(texts, () => null),
    doubts: [],
    read: { files: [], columns: [], names: { column: null }, rows: corpus.needs.textCount },
    statistics: {
      rows: corpus.needs.textCount,
      repeatedKeys: 0,
      repeatedIds: 0,
      watchedIds: 0,
      repeatedId: null,
      rowsWithoutId: 0,
    },
  };
}

/** Learns what was read. */
export async function learn(reading: Reading, settings: StudyOptions = {}): Promise<Learned> {
  const all = { ...defaults, ...settings };
  const study = await studyCorpus(reading.corpus, all);
  const provenance = provenanceOf(all.seed ?? 1, reading, ["learn", reading.label]);
  let words: Report | null = null;
  return {
    reading,
    study,
    report: learnReport(reading, study, provenance),
    // What unlocks the rest is searched for the words alone: a third of the time.
    get words() {
      words ??= studyReport(readingFacts(reading), study);
      return words;
    },
  };
}

const learned = new Map<string, Promise<Learned>>();

/** Reads and learns a bundled corpus, once for the same settings. */
export function learnExample(name: string, settings: StudyOptions = {}): Promise<Learned> {
  const key = JSON.stringify([name, settings]);
  const found = learned.get(key) ?? readExample(name).then((reading) => learn(reading, settings));
  learned.set(key, found);
  return found;
}

const readings = new Map<string, Promise<Reading>>();

/** Reads a bundled corpus, once. */
export function readExample(name: string): Promise<Reading> {
  const found = readings.get(name) ?? readFile(example(name));
  readings.set(name, found);
  return found;
}

/** Runs the built command without colours, in a terminal of 100 columns. */
export function onset(args: readonly string[], options: RunOptions = {}): Ran {
  return run(args, { columns: 100, ...options });
}
