/** Corpora and packs that need not fit into the memory, and files that are damaged. */
import { spawn, spawnSync } from "node:child_process";
import { openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadCodec, PackReader, PackWriter, trainCodec } from "@onset/core/codec";
import { beforeAll, describe, expect, it } from "vitest";
import { linesOfRecords } from "../../src/codec/lines.js";
import { openTexts } from "../../src/codec/texts.js";
import { Workspace } from "../../src/files/workspace.js";
import { Progress } from "../../src/terminal/progress.js";
import { onset } from "../learn/support.js";
import { useFolder } from "../reading/support.js";
import { main } from "../support/built.js";

const folder = useFolder();
const at = (name: string): string => join(folder.path, name);
const run = (...arguments_: string[]) => onset(arguments_, { cwd: folder.path });
const bytesOf = (name: string): string => readFileSync(at(name)).toString("base64");
const progress = new Progress({ verbose: false, quiet: true });

const things = ["gate", "ship", "door", "lamp", "bridge", "engine", "valve"];
const few = Array.from(
  { length: 3000 },
  (_, i) => `the ${things[i % 7]} "${i % 50}", says ${things[(i * 5) % 7]}, opens at ${i % 24}:00`,
);
/** Enough that no pipe takes their records or texts at once. */
const many = Array.from({ length: 20_000 }, (_, i) => few[(i * 7) % few.length]);

const jsonl = (texts: readonly string[]): string =>
  texts.map((text) => `${JSON.stringify({ text })}\n`).join("");
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

beforeAll(() => {
  writeFileSync(at("m.onset"), trainCodec(few, { size: 20_000 }).model);
  writeFileSync(at("other.onset"), trainCodec(few.slice(100), { size: 12_000 }).model);
  folder.put("few.jsonl", jsonl(few));
  folder.put("many.jsonl", jsonl(many));
  for (const [corpus, pack] of [
    ["few.jsonl", "few.pack"],
    ["many.jsonl", "many.pack"],
  ] as const) {
    const { status, stderr } = run("compress", corpus, "--model", "m.onset", "-o", pack);
    if (status !== 0) throw new Error(stderr);
  }
});

describe("a corpus that is compressed", () => {
  it("gives the same texts in every format, packed or not, and from standard input", async () => {
    folder.put("few.json", JSON.stringify(few.map((text) => ({ text }))));
    folder.put("few.txt", few.map((text) => `${text}\n`).join(""));
    folder.put("few.csv", `id,text\r\n${few.map((text, i) => `${i},${quoted(text)}\r\n`).join("")}`);
    folder.put(
      "uneven.csv",
      `id,text\n${few.map((text, i) => `${i},${quoted(text)}${i % 2 ? "\n" : "\r"}`).join("")}`,
    );
    folder.put("few.csv.gz", gzipSync(`text\n${few.map((text) => `${quoted(text)}\n`).join("")}`));
    folder.put("few.jsonl.gz", gzipSync(jsonl(few)));
    folder.put("marked.jsonl", `\ufeff${jsonl(few)}`);
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `copy (select * from read_json('${at("few.jsonl")}')) to '${at("few.parquet")}' (format parquet)`,
    );
    connection.closeSync();
    for (const name of [
      "few.json",
      "few.txt",
      "few.csv",
      "uneven.csv",
      "few.csv.gz",
      "few.jsonl.gz",
      "marked.jsonl",
      "few.parquet",
    ]) {
      expect([name, await textsOf(name)]).toEqual([name, few]);
    }
    const { status } = onset(["compress", "-", "--model", "m.onset", "-o", "again.pack"], {
      cwd: folder.path,
      input: gzipSync(jsonl(few)),
    });
    expect(status).toBe(0);
    expect(bytesOf("again.pack")).toBe(bytesOf("few.pack"));
  });

  it.each(["many.jsonl", "many.txt"])("is read some texts at a time, from %s", async (name) => {
    folder.put("many.txt", many.map((text) => `${text}\n`).join(""));
    const lengths: number[] = [];
    await withTexts(name, async (parts) => {
      for await (const part of parts) lengths.push(part.length);
    });
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(many.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2048);
    // Who has seen enough may stop.
    await withTexts(name, async (parts) => {
      for await (const part of parts) {
        expect(part[0]).toBe(many[0]);
        break;
      }
    });
  });

  it.each([
    ["bad.jsonl", `${jsonl(few)}{"text": 5}\n`, 'bad.jsonl, line 3001: "text" is not a string'],
    ["bad.csv", `a,text\n${"1,x\n".repeat(5000)}2\n3,y\n`, "bad.csv, line 5002: has too few columns"],
    ["bad.txt", "fine\n\xff\n", "bad.txt, line 2: is not valid UTF-8"],
    [
      "bad.json",
      `[${'{"text":"x"},'.repeat(5000)}{"text":[]}]`,
      'bad.json, record 5001: "text" is not a string',
    ],
    [
      "broken.json",
      `[${'{"text":"x"},\n'.repeat(50_000)}{"text":"x"}{]`,
      "broken.json: the file ends inside record 50001 or before its last bracket",
    ],
    ["none.csv", "a,text\n", "none.csv: found no text"],
  ])("may have a row that cannot be read, as %s: that is an error", async (name, content, message) => {
    folder.put(name, Buffer.from(content, "latin1"));
    await expect(textsOf(name)).rejects.toThrow(message);
  });

  it("is not taken for whole when its middle is damaged: no text is lost in silence", async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = "select 'row ' || range || md5(range::varchar) as text from range(200000)";
    const path = at("damaged.parquet");
    await connection.run(`copy (${rows}) to '${path}' (format parquet, row_group_size 20000)`);
    connection.closeSync();
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    for (let i = middle; i < middle + 2000; i++) bytes[i] ^= 0x55;
    writeFileSync(path, bytes);
    await expect(textsOf("damaged.parquet")).rejects.toThrow("damaged.parquet: its Parquet data are damaged");
  });

  it("makes no pack when a row cannot be read, and an earlier one is as it was", () => {
    const kept = bytesOf("few.pack");
    folder.put("late.jsonl", `${jsonl(many)}{"text": 5}\n`);
    for (const [output, ...more] of [["few.pack", "--append"], ["none.pack"]] as const) {
      const { status, stdout, stderr } = run(
        "compress",
        "late.jsonl",
        "--model",
        "m.onset",
        "-o",
        output,
        ...more,
      );
      expect([status, stdout, stderr]).toEqual([
        1,
        "",
        'onset: late.jsonl, line 20001: "text" is not a string\n',
      ]);
    }
    expect(bytesOf("few.pack")).toBe(kept);
    expect(readdirSync(folder.path).filter((name) => /none\.pack|tmp/.test(name))).toEqual([]);
  });
});

describe("a pack that is added to", () => {
  it("is in the end the one that all texts at once would have made", () => {
    folder.put("start.jsonl", jsonl(many.slice(0, 7000)));
    folder.put("rest.jsonl", jsonl(many.slice(7000)));
    run("compress", "start.jsonl", "--model", "m.onset", "-o", "grown.pack", "--append");
    run("compress", "rest.jsonl", "--model", "m.onset", "-o", "grown.pack", "--append");
    expect(bytesOf("grown.pack")).toBe(bytesOf("many.pack"));
  });

  it("is refused with another model in the words of every other verb, and when it is damaged", () => {
    const asked = ["--model", "other.onset"];
    const added = run("compress", "few.jsonl", ...asked, "-o", "few.pack", "--append");
    expect(added.stderr).toMatch(
      /^onset: few.pack: was made with the model [0-9a-f]{16}; other.onset is [0-9a-f]{16}\n$/,
    );
    expect(run("decompress", "few.pack", ...asked).stderr).toBe(added.stderr);
    const damaged = readFileSync(at("few.pack"));
    damaged[5000] ^= 1;
    folder.put("damaged.pack", damaged);
    const { status, stderr } = run(
      "compress",
      "few.jsonl",
      "--model",
      "m.onset",
      "-o",
      "damaged.pack",
      "--append",
    );
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^onset: damaged.pack: pack, records \d+ to \d+: are damaged\n$/),
    ]);
    expect(bytesOf("damaged.pack")).toBe(damaged.toString("base64"));
  });
});

describe("a pack that is decompressed", () => {
  it("is printed in pieces that need not fit into the memory together", async () => {
    const codec = loadCodec(readFileSync(at("m.onset")));
    const file = readFileSync(at("many.pack"));
    let reads = 0;
    const pack = await PackReader.open({
      size: file.length,
      read: async (begin, end) => {
        reads++;
        return file.subarray(begin, end);
      },
    });
    expect(reads).toBe(3);
    const workspace = new Workspace(new AbortController().signal);
    let [pieces, letters] = [0, 0];
    const context = { workspace, progress };
    for await (const piece of linesOfRecords({ path: "p", pack, id: undefined }, context, (record) =>
      codec.decode(record),
    )) {
      pieces++;
      letters += piece.length;
      expect(piece.length).toBeLessThan(66_000);
      // What is read is never ahead of what is printed by more than a block.
      expect(reads - 3).toBeLessThanOrEqual(Math.ceil(letters / (256 * 20)) + 1);
    }
    expect(pieces).toBeGreaterThan(10);
    expect(letters).toBe(many.reduce((sum, text) => sum + text.length + 1, 0));
    expect(reads - 3).toBe(pack.blockCount);
  });

  it("ends without a word when its reader has seen enough", async () => {
    const child = spawn(process.execPath, [main, "decompress", "many.pack", "--model", "m.onset"], {
      cwd: folder.path,
    });
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += data));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("says so in one line when there is no room for what it prints", () => {
    // A device that is always full.
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(
      process.execPath,
      [main, "decompress", "few.pack", "--model", "m.onset"],
      { cwd: folder.path, stdio: ["ignore", full, "pipe"], encoding: "utf8" },
    );
    expect([status, stderr]).toEqual([
      1,
      "onset: cannot write to standard output (the disk is full, ENOSPC)\n",
    ]);
  });

  it("stops at Ctrl-C", async () => {
    const { signal, abort } = controlled();
    const workspace = new Workspace(signal);
    const codec = loadCodec(readFileSync(at("m.onset")));
    const writer = new PackWriter(codec.modelHash);
    for (const text of many) writer.add(codec.encode(text));
    const file = writer.finish();
    const pack = await PackReader.open({
      size: file.length,
      read: async (begin, end) => file.subarray(begin, end),
    });
    let seen = 0;
    const lines = linesOfRecords({ path: "p", pack, id: undefined }, { workspace, progress }, () => {
      if (++seen === 500) abort();
      // Long enough to be due for a look at the signal.
      const until = performance.now() + 0.2;
      while (performance.now() < until);
      return "";
    });
    await expect(
      (async () => {
        for await (const _ of lines);
      })(),
    ).rejects.toThrow(expect.objectContaining({ name: "Interrupted" }));
    expect(seen).toBeLessThan(many.length);
  });

  it("prints nothing when a block is damaged, and by their numbers the records of the others", () => {
    const damaged = readFileSync(at("many.pack"));
    damaged[damaged.length >> 1] ^= 8;
    folder.put("half.pack", damaged);
    const all = run("decompress", "half.pack", "--model", "m.onset");
    expect([all.status, all.stdout]).toEqual([1, ""]);
    expect(all.stderr).toMatch(/^onset: half.pack: pack, records \d+ to \d+: are damaged\n$/);
    const written = run("decompress", "half.pack", "--model", "m.onset", "-o", "half.jsonl");
    expect([written.status, readdirSync(folder.path).includes("half.jsonl")]).toEqual([1, false]);
    const one = run("decompress", "half.pack", "--model", "m.onset", "--id", "19999", "--plain");
    expect([one.status, one.stdout]).toEqual([0, `${many[19_999]}\n`]);
  });
});

describe("onset inspect", () => {
  it("tells which records of a damaged pack are lost, and exits with 1", () => {
    const damaged = readFileSync(at("few.pack"));
    damaged[3000] ^= 1;
    folder.put("bad.pack", damaged);
    const { status, stdout, stderr } = run("inspect", "bad.pack");
    expect([status, stderr]).toEqual([1, ""]);
    const [, first, last] = /damaged +records (\d+) to (\d+)\n/.exec(stdout)!;
    expect(Number(last) - Number(first)).toBe(255);
    expect(stdout).toMatch(/3,000 records in 12 blocks, 1 damaged/);
    expect(stdout).toMatch(/256 of 3,000 records are lost; onset decompress --id gets any of the others/);
    const report = JSON.parse(run("inspect", "bad.pack", "--json").stdout);
    expect(report.damaged).toEqual([
      { first: Number(first), records: 256, problem: `pack, records ${first} to ${last}: are damaged` },
    ]);
    expect(report.lengths.reduce((sum: number, records: number) => sum + records, 0)).toBe(3000 - 256);
  });

  it("says in one line what is wrong with a file that cannot be opened", () => {
    const pack = readFileSync(at("few.pack"));
    const model = readFileSync(at("m.onset"));
    const changed = (bytes: Buffer, place: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy[place] ^= 1;
      return copy;
    };
    for (const [name, bytes, message] of [
      ["a", pack.subarray(0, 9000), "pack: is cut off or its last bytes are damaged"],
      ["b", changed(pack, 13), "pack: its header is damaged"],
      ["c", changed(pack, pack.length - 20), "pack: its index is damaged"],
      ["d", model.subarray(0, 2000), `model file: claims ${model.length} bytes, has 2000`],
      ["e", changed(model, model.length - 1), "model file: section N is damaged"],
      ["f", Buffer.from("some text"), "is neither a model nor a pack, or its first bytes are damaged"],
      ["g", Buffer.alloc(0), "is neither a model nor a pack, or its first bytes are damaged"],
    ] as const) {
      folder.put(name, bytes);
      const { status, stdout, stderr } = run("inspect", name);
      const told = stderr.replace(/section \d+/, "section N");
      expect([status, stdout, told]).toEqual([1, "", `onset: ${name}: ${message}\n`]);
    }
  });

  it("shows how long records are, within 80 columns", () => {
    for (const file of ["many.pack", "m.onset"]) {
      const { stdout } = onset(["inspect", file], { cwd: folder.path, env: { COLUMNS: "80" } });
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(stdout).toMatch(/█/);
    }
  });
});

/** Reads the texts of a file as onset compress does. */
async function withTexts<T>(
  name: string,
  read: (parts: AsyncIterable<readonly string[]>) => Promise<T>,
): Promise<T> {
  const workspace = new Workspace(new AbortController().signal);
  try {
    return await read((await openTexts([at(name)], {}, workspace, progress)).parts);
  } finally {
    await workspace.remove();
  }
}

function textsOf(name: string): Promise<string[]> {
  return withTexts(name, async (parts) => {
    const texts: string[] = [];
    for await (const part of parts) texts.push(...part);
    return texts;
  });
}

function controlled(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
