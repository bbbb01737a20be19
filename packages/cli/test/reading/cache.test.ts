import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { onset } from "../learn/support.js";
import { useFolder } from "./support.js";

const folder = useFolder();
const content = '{"id":"x","skills":["a"]}\n{"id":"y","skills":["a","b"]}\n{"id":"z","skills":[]}\n';

describe("--cache", () => {
  const learn = (...more: string[]) => {
    const arguments_ = ["learn", "corpus.jsonl", "--runs", "0", "--json", ...more];
    const { status, stdout, stderr } = onset(arguments_, { cwd: folder.path });
    if (status !== 0) throw new Error(stderr);
    const { provenance: _, ...report } = JSON.parse(stdout);
    return report;
  };
  const kept = (): string[] => readdirSync(join(folder.path, "kept"));

  it("gives the report of a reading, keeps one file a corpus and options, and reads again what is damaged or changed", () => {
    folder.put("corpus.jsonl", content);
    const expected = learn();
    expect(learn("--cache", "kept")).toEqual(expected);
    expect(kept().length).toBe(1);
    expect(learn("--cache", "kept")).toEqual(expected);

    const file = join(folder.path, "kept", kept()[0]);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 40));
    expect(learn("--cache", "kept")).toEqual(expected);
    expect(readFileSync(file).equals(whole)).toBe(true);

    // What is opened is the kept file: it is not written again.
    const { ino, mtimeMs } = statSync(file);
    expect(learn("--cache", "kept")).toEqual(expected);
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });

    writeFileSync(
      file,
      Buffer.from(whole.toString("latin1").replace('"duplicateEdges":0', '"duplicateEdges":7'), "latin1"),
    );
    expect(learn("--cache", "kept")).toEqual(expected);
    expect(readFileSync(file).equals(whole)).toBe(true);

    folder.put("corpus.jsonl", content.replace('"b"', '"c"'));
    expect(learn("--cache", "kept").corpus).toEqual(expected.corpus);
    learn("--cache", "kept", "--skills-delimiter", ";");
    expect(kept().length).toBe(3);
  });
});
