/** The verbs of the codec, through the built command. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { TrainReport } from "../../src/verbs/train/report.js";
import { onset } from "../learn/support.js";
import { useFolder } from "../reading/support.js";
import { requireFreshBuild } from "../support/built.js";

const folder = useFolder();
const things = ["gate", "ship", "door", "lamp", "bridge", "engine", "valve"];
const texts = Array.from({ length: 900 }, (_, i) => {
  const thing = things[i % 7];
  return `the ${thing} ${i % 5} ${i % 3 === 0 ? "opens" : "closes"} at ${i % 24}:00, says "${things[(i * 5) % 7]}"`;
});
const run = (...arguments_: string[]) => onset(arguments_, { cwd: folder.path });
const at = (name: string) => join(folder.path, name);

beforeAll(() => {
  requireFreshBuild();
  writeFileSync(at("log.jsonl"), texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
  writeFileSync(at("more.txt"), "the gate is new\n\n  spaced\tline \n");
  const trained = run("train", "log.jsonl", "--size", "20KB", "--json", "-o", "log.onset");
  if (trained.status !== 0) throw new Error(trained.stderr);
  writeFileSync(at("train.json"), trained.stdout);
  const compressed = run("compress", "log.jsonl", "--model", "log.onset", "-o", "log.pack");
  if (compressed.status !== 0) throw new Error(compressed.stderr);
});

describe("onset train", () => {
  it("tells what was learned, what the model holds and what it measured on texts held back", () => {
    const report = JSON.parse(readFileSync(at("train.json"), "utf8")) as TrainReport;
    expect(report.schema).toBe("onset/train@2");
    expect(report.model.bytes).toBe(readFileSync(at("log.onset")).length);
    expect(report.model.bytes).toBeLessThanOrEqual(20_000);
    expect(report.training.texts + report.rate!.texts).toBe(texts.length);
    expect(report.training.learned + report.training.foundation).toBeLessThanOrEqual(report.training.skills);
    expect(report.rate!.exact!).toBeLessThan(2);
    expect(report.rate!.meaning!).toBeLessThan(report.rate!.exact!);
    expect(report.training.learned).toBeGreaterThan(0);
    expect(report.emergence.predictedLearned).toBeGreaterThan(0);
    for (const { expected, low, high } of [report.prediction!.exact, report.prediction!.layered!]) {
      expect(low).toBeLessThan(expected);
      expect(expected).toBeLessThan(high);
    }
    expect(Object.keys(report.training)).not.toContain("words");
  });

  it("shows the rate over the texts, and gives the same file for the same texts", () => {
    const { stdout, status } = run("train", "log.jsonl", "--size", "20KB", "--curve", "-o", "again.onset");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}learned {5}\d+ of the other \d+ words \([\d.]+%\); by theory/m);
    expect(stdout).toMatch(/^ {2}rounds {6}[▁▂▃▄▅▆▇█]+ \d+ rounds, at most/m);
    expect(stdout).toMatch(/predicted \(95% interval\) +measured\n/);
    expect(stdout).toMatch(
      /^ {2}bits per character, exact +\d\.\d{3} \(\d\.\d{3} to \d\.\d{3}\) +\d\.\d{3}$/m,
    );
    // Six parts of the texts at most, those too small to learn from left out.
    expect(
      stdout.match(/^ +[\d.]+ +[\d,]+ +[\d.]+% +[\d.]+% {2}\d\.\d{3} {2}[█▏▎▍▌▋▊▉]+$/gm)!.length,
    ).toBeGreaterThan(2);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(Buffer.compare(readFileSync(at("again.onset")), readFileSync(at("log.onset")))).toBe(0);
  });

  it("tells so where nothing is unknown, and where nothing can be predicted or is not to be", () => {
    writeFileSync(
      at("lines.txt"),
      Array.from({ length: 99 }, (_, i) => "-+*/".repeat(9 + (i % 3))).join("\n"),
    );
    const lines = run("train", "lines.txt", "--curve", "-o", "lines.onset").stdout;
    expect(lines).toMatch(/^ {2}learned {5}nothing: no word is unknown at the start$/m);
    expect(lines).not.toMatch(/Infinity|NaN|undefined/);
    writeFileSync(at("few.txt"), texts.slice(0, 60).join("\n"));
    const few = run("train", "few.txt", "-o", "few.onset").stdout;
    expect(few).toMatch(/^ {2}predicted {3}nothing: half of the texts are too little to train with$/m);
    expect(few).toMatch(/^ {2}bits per character, exact +\d\.\d{3}$/m);
    const none = run("train", "log.jsonl", "--size", "20KB", "--no-prediction", "--json", "-o", "none.onset");
    expect(JSON.parse(none.stdout).prediction).toBeNull();
  });

  it("says how much text it needs, and what is wrong with the command line", () => {
    const few = run("train", "more.txt", "-o", "few.onset");
    expect([few.status, few.stdout]).toEqual([1, ""]);
    expect(few.stderr).toMatch(/is too little to learn from: it takes at least 20 texts and 2000 letters/);
    expect(run("train", "log.jsonl", "--size", "10", "-o", "x").stderr).toBe(
      "onset: --size: expected at least 10KB\n",
    );
    expect(run("train", "log.jsonl", "--size", "many", "-o", "x").stderr).toMatch(/350KB or 1MB/);
    expect(readdirSync(folder.path).filter((name) => name.startsWith("x"))).toEqual([]);
  });
});

describe("onset compress and decompress", () => {
  it("give every text back, or one by its number", () => {
    const all = run("decompress", "log.pack", "--model", "log.onset");
    expect(all.stdout).toBe(texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(""));
    expect(run("decompress", "log.pack", "--model", "log.onset", "--id", "17", "--plain").stdout).toBe(
      `${texts[17]}\n`,
    );
    const written = run("decompress", "log.pack", "--model", "log.onset", "-o", "back.jsonl");
    expect([written.status, written.stdout]).toEqual([0, ""]);
    expect(readFileSync(at("back.jsonl"), "utf8")).toBe(all.stdout);
  });

  it("add to a pack, keeping empty lines and all spaces", () => {
    writeFileSync(at("two.pack"), readFileSync(at("log.pack")));
    const added = run("compress", "more.txt", "--model", "log.onset", "-o", "two.pack", "--append", "--json");
    expect(JSON.parse(added.stdout)).toMatchObject({ schema: "onset/compress@1", texts: 3, records: 903 });
    const back = run("decompress", "two.pack", "--model", "log.onset", "--plain").stdout.split("\n");
    expect(back.slice(900)).toEqual(["the gate is new", "", "  spaced\tline ", ""]);
  });

  it("keep two layers, of which the first can be read alone", () => {
    run("compress", "log.jsonl", "--model", "log.onset", "--mode", "layered", "-o", "layers.pack");
    const texts_ = run("decompress", "layers.pack", "--model", "log.onset").stdout;
    expect(texts_).toBe(run("decompress", "log.pack", "--model", "log.onset").stdout);
    const first = run("decompress", "layers.pack", "--model", "log.onset", "--meaning", "--id", "5").stdout;
    const { meaning } = JSON.parse(first) as { meaning: string[] };
    run("compress", "log.jsonl", "--model", "log.onset", "--mode", "meaning", "-o", "set.pack");
    const set = JSON.parse(run("decompress", "set.pack", "--model", "log.onset", "--id", "5").stdout);
    expect([...new Set(meaning)].sort()).toEqual(set.meaning);
    expect(run("decompress", "log.pack", "--model", "log.onset", "--meaning").stderr).toBe(
      "onset: --meaning: log.pack holds exact texts, whose records have no layers\n",
    );
    run("train", "log.jsonl", "--size", "20KB", "--no-layers", "--holdout", "0", "-o", "flat.onset");
    expect(run("compress", "log.jsonl", "--model", "flat.onset", "--mode", "layered", "-o", "x").stderr).toBe(
      "onset: --mode layered: flat.onset was trained with --no-layers\n",
    );
  });

  it("keep the meaning alone", () => {
    run("compress", "log.jsonl", "--model", "log.onset", "--mode", "meaning", "-o", "meaning.pack");
    const { stdout } = run("decompress", "meaning.pack", "--model", "log.onset", "--id", "0");
    expect(JSON.parse(stdout)).toHaveProperty("meaning");
    const wrong = run("compress", "log.jsonl", "--model", "log.onset", "-o", "meaning.pack", "--append");
    expect(wrong.stderr).toBe("onset: meaning.pack: holds records of the mode meaning, not exact\n");
  });

  it("regenerate a text that means the same", () => {
    run("compress", "log.jsonl", "--model", "log.onset", "--mode", "meaning", "-o", "regenerate.pack");
    const text = run("regenerate", "regenerate.pack", "--model", "log.onset", "--id", "5", "--plain").stdout;
    writeFileSync(at("regenerated.txt"), text);
    run("compress", "regenerated.txt", "--model", "log.onset", "--mode", "meaning", "-o", "same.pack");
    const meaningOf = (pack: string, id: string) =>
      run("decompress", pack, "--model", "log.onset", "--plain", "--id", id).stdout;
    expect(meaningOf("same.pack", "0")).toBe(meaningOf("regenerate.pack", "5"));
    const exact = run("regenerate", "log.pack", "--model", "log.onset");
    expect([exact.status, exact.stderr]).toEqual([
      2,
      "onset: log.pack holds exact texts: get them with onset decompress\n",
    ]);
  });

  it("refuse a damaged pack, another model and a record that is not there, in one line", () => {
    const damaged = readFileSync(at("log.pack"));
    damaged[100] ^= 1;
    writeFileSync(at("bad.pack"), damaged);
    const bad = run("decompress", "bad.pack", "--model", "log.onset");
    expect([bad.status, bad.stdout]).toEqual([1, ""]);
    expect(bad.stderr).toBe("onset: bad.pack: pack, records 0 to 255: are damaged\n");
    run("train", "log.jsonl", "--size", "10KB", "--holdout", "0", "-o", "other.onset");
    const other = run("decompress", "log.pack", "--model", "other.onset");
    expect([other.status, other.stderr]).toEqual([
      1,
      expect.stringMatching(/was made with the model [0-9a-f]{16}; /),
    ]);
    const missing = run("decompress", "log.pack", "--model", "log.onset", "--id", "900");
    expect([missing.status, missing.stderr]).toEqual([
      2,
      "onset: --id 900: log.pack has 900 records, numbered from 0\n",
    ]);
    expect(run("decompress", "log.pack", "--model", "log.pack").stderr).toMatch(
      /^onset: log.pack: model file: is none/,
    );
    expect(run("decompress", "no.pack", "--model", "log.onset").status).toBe(2);
  });
});

describe("onset inspect", () => {
  it("tells what a model and a pack hold", () => {
    const model = JSON.parse(run("inspect", "log.onset", "--json").stdout);
    expect(model).toMatchObject({ schema: "onset/inspect@1", kind: "model", origin: { maxUnlearned: 1 } });
    const pack = JSON.parse(run("inspect", "log.pack", "--json").stdout);
    expect(pack).toMatchObject({ kind: "pack", records: 900, mode: "exact", modelHash: model.modelHash });
    for (const file of ["log.onset", "log.pack"]) {
      const { status, stdout } = run("inspect", file);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(model.modelHash));
    }
  });
});
