/** The tables of --out: read back they say what the report says, and the order of learning can be followed. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StudyOptions } from "@onset/core/analysis";
import { unguardedCell } from "@onset/core/base";
import { describe, expect, it } from "vitest";
import { Outputs } from "../../src/files/outputs.js";
import { beginningsOf, learnFiles } from "../../src/verbs/learn/tables.js";
import { readFile, textsOf, useFolder } from "../reading/support.js";
import { example, type Learned, learn, learnExample, onset, readExample } from "./support.js";

const folder = useFolder();

/** Reads CSV by RFC 4180, character by character. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const row = rows.at(-1)!;
    const character = text[i];
    if (quoted && character === '"' && text[i + 1] === '"') row[row.length - 1] += text[i++];
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ",") row.push("");
    else if (!quoted && character === "\n") rows.push([""]);
    else row[row.length - 1] += character;
  }
  expect(rows.pop()).toEqual([""]);
  const [header, ...body] = rows;
  for (const row of body) expect(row).toHaveLength(header.length);
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

async function tablesOf({ reading, study, report, words }: Learned) {
  const out = join(folder.path, "out");
  const outputs = await Outputs.open({ reads: [] }, new AbortController().signal);
  await outputs.writeFolder(out, learnFiles(reading, study, report, words, await beginningsOf(reading)));
  const read = (name: string): string => readFileSync(join(out, name), "utf8");
  expect(JSON.parse(read("report.json"))).toEqual(JSON.parse(JSON.stringify(report)));
  return { skills: parseCsv(read("skills.csv")), texts: parseCsv(read("texts.csv")) };
}

const settings: [string, string, StudyOptions][] = [
  ["theorems", "cited-theorems.jsonl", {}],
  ["theorems, two at a time", "cited-theorems.jsonl", { maxUnlearned: 2 }],
  ["theorems, some known", "cited-theorems.jsonl", { known: { kind: "top", count: 30 } }],
  ["theorems, some texts held back", "cited-theorems.jsonl", { holdout: 0.25 }],
  ["a course", "python-course.jsonl", {}],
  ["a course, some exercises held back", "python-course.jsonl", { holdout: 0.1 }],
  ["a course, two concepts at a time", "javascript-course.jsonl", { maxUnlearned: 2 }],
];

describe("the tables of skills and texts", () => {
  it.each(settings)("agree with the report: %s", async (_, name, some) => {
    const learned = await learnExample(name, some);
    const { report } = learned;
    const { skills, texts } = await tablesOf(learned);
    const count = (rows: Record<string, string>[], test: (row: Record<string, string>) => boolean): number =>
      rows.filter(test).length;

    expect(skills).toHaveLength(report.corpus.skills);
    expect(count(skills, ({ known }) => known === "1")).toBe(report.learner.known);
    const learnedRows = skills.filter(({ known, round }) => known === "0" && round !== "");
    expect(learnedRows).toHaveLength(report.learned.skills);
    const perRound = report.learned.perRound.map((_, i) =>
      count(learnedRows, ({ round }) => Number(round) === i + 1),
    );
    expect(perRound).toEqual(report.learned.perRound);
    expect(count(skills, ({ round }) => round === "")).toBe(report.stuck.skills);
    const inTexts = skills.reduce((sum, row) => sum + Number(row.texts), 0);
    expect(inTexts).toBe(report.corpus.edges);

    expect(texts).toHaveLength(report.corpus.texts);
    const training = texts.filter(({ held_back }) => held_back === "0");
    expect(training).toHaveLength(report.learner.trainingTexts);
    expect(count(training, ({ unlearned }) => unlearned === "0")).toBe(report.learned.texts);
    if (report.testError !== null) {
      const held = texts.filter(({ held_back }) => held_back === "1");
      expect(held).toHaveLength(report.testError.texts);
      expect(count(held, ({ unlearned }) => unlearned !== "0") / held.length).toBe(report.testError.measured);
    }
  });

  it.each(settings)(
    "give an order in which no text ever teaches more than it may: %s",
    async (_, name, some) => {
      const reading = await readExample(name);
      const learned = await learnExample(name, some);
      const { skills, texts } = await tablesOf(learned);
      const isDirected = reading.corpus.directed !== undefined;
      const textOf = new Map(textsOf(reading.corpus).map(([text, ...lists]) => [text, lists]));
      expect(textOf.size).toBe(reading.corpus.needs.textCount);
      const held = new Set(texts.filter(({ held_back }) => held_back === "1").map(({ text }) => text));

      const known = new Set(skills.filter((row) => row.known === "1").map(({ skill }) => skill));
      for (const [, rows] of [...byRound(skills)].sort(([a], [b]) => a - b)) {
        // A round teaches from what was known at its start.
        const start = new Set(known);
        for (const row of rows) {
          const text = row.learned_from;
          expect(held.has(text)).toBe(false);
          const [first, second] = textOf.get(text)!;
          const taught = isDirected ? second : first;
          expect(taught).toContain(row.skill);
          const fresh = taught.filter((skill) => !start.has(skill));
          expect(fresh.length).toBeGreaterThan(0);
          expect(fresh.length).toBeLessThanOrEqual(some.maxUnlearned ?? 1);
          if (isDirected) expect(first.filter((skill) => !start.has(skill))).toEqual([]);
          known.add(row.skill);
        }
      }
      // And it goes on until nothing more can be learned.
      for (const [text, [first, second]] of textOf) {
        if (held.has(text)) continue;
        const fresh = (isDirected ? second : first).filter((skill) => !known.has(skill)).length;
        const ready = !isDirected || first.every((skill) => known.has(skill));
        expect(ready && fresh > 0 && fresh <= (some.maxUnlearned ?? 1), text).toBe(false);
      }
    },
  );

  it("hold names with commas, quotes and line ends", async () => {
    const records = [
      { id: 'a "quoted" text, with\na line end', skills: ["one, two"] },
      { id: "\r", skills: ["one, two", '"'] },
      { id: "", skills: ['"', "line\r\nend"] },
    ];
    const path = folder.put("names.jsonl", records.map((record) => JSON.stringify(record)).join("\n"));
    const { skills, texts } = await tablesOf(await learn(await readFile(path)));
    // An apostrophe stands before what a spreadsheet would compute, here a carriage return.
    expect(texts.map(({ text }) => unguardedCell(text))).toEqual(records.map(({ id }) => id));
    expect(skills.map(({ skill, round, learned_from }) => [skill, round, learned_from])).toEqual([
      ['"', "2", "'\r"],
      ["line\r\nend", "3", ""],
      ["one, two", "1", 'a "quoted" text, with\na line end'],
    ]);
  });
});

function byRound(skills: Record<string, string>[]): Map<number, Record<string, string>[]> {
  const rounds = new Map<number, Record<string, string>[]>();
  for (const row of skills) {
    if (row.known === "1" || row.round === "") continue;
    const round = Number(row.round);
    if (!rounds.has(round)) rounds.set(round, []);
    rounds.get(round)!.push(row);
  }
  return rounds;
}

describe("onset learn --out", () => {
  it("writes the report and both tables, and prints the same as without", () => {
    const out = join(folder.path, "deep/er");
    const args = ["learn", example("cited-theorems.jsonl"), "--runs", "5", "--rewirings", "2", "--json"];
    const ran = onset([...args, "--out", out]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(out).sort()).toEqual([
      "gaps.csv",
      "report.html",
      "report.json",
      "skills.csv",
      "texts.csv",
      "twins.csv",
    ]);
    expect(readFileSync(join(out, "report.json"), "utf8")).toBe(ran.stdout);
    const { provenance: _, ...without } = JSON.parse(onset(args).stdout);
    expect(JSON.parse(ran.stdout)).toMatchObject(without);
  });

  it("replaces what an earlier run wrote and touches nothing else", () => {
    const out = join(folder.path, "again");
    mkdirSync(out);
    writeFileSync(join(out, "notes.txt"), "mine");
    writeFileSync(join(out, "skills.csv"), "old");
    const args = ["learn", example("python-course.jsonl")];
    expect(onset([...args, "--out", out])).toEqual(onset(args));
    expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(out, "skills.csv"), "utf8")).toContain("\nbasics,");
    expect(readdirSync(out)).toHaveLength(7);
  });

  it("leaves nothing behind when it cannot write", async () => {
    const out = join(folder.path, "blocked");
    mkdirSync(join(out, "report.json"), { recursive: true });
    const ran = onset(["learn", example("python-course.jsonl"), "--out", out]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toMatch(
      /^onset: cannot write "[^\n]*blocked.report.json" \(there is a folder of this name, EISDIR\)\n$/,
    );
    expect(readdirSync(out)).toEqual(["report.json"]);
  });
});
