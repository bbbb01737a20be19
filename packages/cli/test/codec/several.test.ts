/** Texts and corpora in several files or a folder: read as one file with all of them would be. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { example, onset } from "../learn/support.js";
import { useFolder } from "../reading/support.js";
import { requireFreshBuild } from "../support/built.js";

const folder = useFolder();
beforeAll(requireFreshBuild);

/** A corpus whole, and in two shards of a folder, one of them packed. */
function shards(name: string, text: string): [whole: string, folder: string, first: string, second: string] {
  const lines = text.trimEnd().split("\n");
  const half = lines.length >> 1;
  const part = (from: number, to: number): string => `${lines.slice(from, to).join("\n")}\n`;
  mkdirSync(join(folder.path, name), { recursive: true });
  const first = folder.put(`${name}/1.jsonl`, part(0, half));
  const second = folder.put(`${name}/2.jsonl.gz`, gzipSync(part(half, lines.length)));
  return [folder.put(`${name}.jsonl`, text), join(folder.path, name), first, second];
}

const run = (...args: string[]): string => {
  const { status, stdout, stderr } = onset(args, { cwd: folder.path });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
};

describe("several files", () => {
  it("train the model of one, and are packed as one", () => {
    const all = gunzipSync(readFileSync(example("wordnet-glosses.jsonl.gz")))
      .toString()
      .split("\n");
    const [whole, inFolder, first, second] = shards("glosses", `${all.slice(0, 1500).join("\n")}\n`);
    const models = [[whole], [first, second], [inFolder]].map((names, i) => {
      run("train", ...names, "-o", `model-${i}`, "--size", "30KB", "--no-prediction");
      return readFileSync(join(folder.path, `model-${i}`));
    });
    expect(models[1].equals(models[0])).toBe(true);
    expect(models[2].equals(models[0])).toBe(true);
    for (const [i, names] of [[whole], [first, second]].entries())
      run("compress", ...names, "--model", "model-0", "--fast", "-o", `pack-${i}`);
    const [one, two] = [0, 1].map((i) => readFileSync(join(folder.path, `pack-${i}`)));
    expect(two.equals(one)).toBe(true);
    expect(run("decompress", "pack-1", "--model", "model-0", "--id", "1499")).not.toBe("");
  });

  it("are associated as one corpus", () => {
    const theorems = readFileSync(example("cited-theorems.jsonl"), "utf8");
    const [whole, inFolder, first, second] = shards("theorems", theorems);
    const [one, two, three] = [[whole], [first, second], [inFolder]].map((names) => {
      const {
        provenance: _,
        reading: __,
        ...rest
      } = JSON.parse(run("associate", ...names, "--runs", "0", "--json"));
      return rest;
    });
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });

  it("are refused where one of them cannot be read, or is named twice", () => {
    const [, , first] = shards("broken", '{"text":"a"}\n{"text":"b"}\n');
    const bad = folder.put("bad.jsonl", '{"text":"a"}\n{"text"\n');
    const train = (...names: string[]) => onset(["train", ...names, "-o", join(folder.path, "model")]);
    expect(train(first, bad)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("bad.jsonl, line 2"),
    });
    expect(train(first, first)).toMatchObject({ status: 2, stderr: expect.stringContaining("named twice") });
  });
});
