import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild, root } from "../support/built.js";

type Order = {
  schema: string;
  stages: {
    stage: number;
    firstRound: number;
    lastRound: number;
    texts: number;
    skills: number;
    file?: string;
  }[];
  ordered: number;
  stuck: { texts: number };
  order: string[];
  left: string[];
  files: string[];
};
type Row = { id: string; skills?: string[]; requires?: string[]; teaches?: string[] };

const rowsOf = (text: string): Row[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

/** Reads texts in order by hand; fails when one has more than D new skills or misses something it requires. */
function replay(rows: readonly Row[], maxUnlearned: number): Set<string> {
  const learned = new Set<string>();
  for (const { id, skills, requires = [], teaches = skills ?? [] } of rows) {
    const fresh = new Set(teaches.filter((skill) => !learned.has(skill)));
    if (fresh.size > maxUnlearned) throw new Error(`${id} has ${fresh.size} new skills`);
    if (requires.some((skill) => !learned.has(skill))) throw new Error(`${id} misses something`);
    for (const skill of fresh) learned.add(skill);
  }
  return learned;
}

describe("onset order", () => {
  const folder = temporaryFolder();
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const written = (name: string, path: string) => readFileSync(join(folder, name, path), "utf8");
  beforeAll(requireFreshBuild);

  it.each([
    ["cited-theorems.jsonl", 1, 970],
    ["cited-theorems.jsonl", 2, 1109],
    ["cited-theorems-self.jsonl", 1, 1186],
    ["python-course.jsonl", 1, 146],
    ["javascript-course.jsonl", 2, undefined],
  ])("of %s replays by hand for D = %i", (name, learner, ordered) => {
    const corpus = `examples/${name}`;
    const result = json<Order>(["order", corpus, "--learner", String(learner)]);
    expect(result.schema).toBe("onset/order@2");
    if (ordered !== undefined) expect(result.ordered).toBe(ordered);
    const rows = new Map(rowsOf(readFileSync(join(root, corpus), "utf8")).map((row) => [row.id, row]));
    replay(
      result.order.map((id) => rows.get(id)!),
      learner,
    );
    expect(new Set([...result.order, ...result.left]).size).toBe(result.ordered + result.stuck.texts);
  });

  it("shows how the first texts begin where the corpus has them", () => {
    const verses = file("verses.txt", "in the beginning\n\nin\nin the\n");
    const { order, excerpts } = json<Order & { excerpts: string[] }>(["order", verses, "--words"]);
    expect(order).toEqual(["3", "4", "1"]);
    expect(excerpts).toEqual(["in", "in the", "in the beginning"]);
    const { stdout } = onset(["order", verses, "--words"]);
    expect(stdout).toMatch(/first {2}it begins\n {2}3 {6}in\n {2}4 {6}in the\n/);
  });

  it("writes every line as it stands in the source, whole and by stages", () => {
    const out = join(folder, "book");
    const result = json<Order>(["order", "examples/cited-theorems.jsonl", "--stages", "--out", out]);
    const source = readFileSync(join(root, "examples/cited-theorems.jsonl"), "utf8");
    const lines = (text: string) => text.split("\n").slice(0, -1);
    const ordered = written("book", "ordered.jsonl");
    const stuck = written("book", "stuck.jsonl");
    expect([...lines(ordered), ...lines(stuck)].sort()).toEqual(lines(source).sort());
    expect(rowsOf(ordered).map(({ id }) => id)).toEqual(result.order);
    expect(written("book", "ids.txt")).toBe(result.order.map((id) => `${id}\n`).join(""));
    expect(replay(rowsOf(ordered), 1).size).toBe(508);

    expect(result.stages).toHaveLength(16);
    expect(result.stages[0].file).toBe("stage-01.jsonl");
    const stages = result.stages.map(({ file: name }) => written("book", name!));
    expect(stages.join("")).toBe(ordered);
    stages.forEach((stage, i) => {
      expect(lines(stage)).toHaveLength(result.stages[i].texts);
      // Within a stage any order will do.
      const shuffled = rowsOf(stage).reverse();
      replay([...rowsOf(stages.slice(0, i).join("") || '{"id":"none","skills":[]}'), ...shuffled], 1);
    });
    expect([...result.files].sort()).toEqual(readdirSync(out).sort());
    expect(JSON.parse(written("book", "report.json"))).toEqual(result);
    expect(written("book", "keep-the-order.md")).toContain("shuffle=False");
  });

  it("merges rounds into as many stages as asked for", () => {
    const { stages } = json<Order>(["order", "examples/cited-theorems.jsonl", "--stages", "4"]);
    expect(stages).toHaveLength(4);
    expect(stages[0].firstRound).toBe(1);
    expect(stages.at(-1)!.lastRound).toBe(16);
    for (let i = 1; i < 4; i++) expect(stages[i].firstRound).toBe(stages[i - 1].lastRound + 1);
    for (const { texts } of stages) expect(texts).toBeGreaterThan(100);
    expect(json<Order>(["order", "examples/cited-theorems.jsonl", "--stages", "99"]).stages).toHaveLength(16);
    expect(json<Order>(["order", "examples/cited-theorems.jsonl", "--stages", "1"]).stages).toHaveLength(1);
  });

  it("keeps JSON Lines to the byte: blank lines, damaged lines, carriage returns, marks and gzip", () => {
    const lines = [
      '{"id":"c", "skills":["x","y", "z"],  "note":"Ω – ü"}\r\n',
      "\n",
      "not json\n",
      '{"skills":["y","x"],"id":"b"}\n',
      '{"id":"none","skills":[]}\n',
      '   {"id":"a","skills":["x"]}',
    ];
    for (const [name, bytes] of [
      ["plain.jsonl", Buffer.from(lines.join(""))],
      ["marked.jsonl", Buffer.from(`\ufeff${lines.join("")}`)],
      ["packed.jsonl.gz", gzipSync(Buffer.from(`\ufeff${lines.join("")}`))],
    ] as const) {
      const out = join(folder, `out-${name}`);
      expect(onset(["order", file(name, bytes), "--out", out]).status).toBe(0);
      expect(readFileSync(join(out, "ordered.jsonl"), "utf8")).toBe(`${lines[5]}\n${lines[3]}${lines[0]}`);
    }
  });

  it("keeps rows of delimited text with their header: quotes, several lines, refused rows and gzip", () => {
    const header = "id,skills,note\r\n";
    const rows = [
      'c,"x;y;z","said ""so"",\r\ntwice"\r\n',
      "\r\n",
      "broken,x,y,z,too many\r\n",
      "b,x;y,\r\n",
      "none,,nothing\r\n",
      "a,x,last",
    ];
    for (const [name, mark, pack] of [
      ["plain.csv", "", false],
      ["marked.csv", "\ufeff", false],
      ["packed.csv.gz", "\ufeff", true],
    ] as const) {
      const text = Buffer.from(mark + header + rows.join(""));
      const out = join(folder, `out-${name}`);
      const corpus = file(name, pack ? gzipSync(text) : text);
      const ran = onset(["order", corpus, "--out", out, "--stages"]);
      expect(ran).toMatchObject({ status: 0, stderr: "" });
      expect(readFileSync(join(out, "ordered.csv"), "utf8")).toBe(
        `${header}${rows[5]}\n${rows[3]}${rows[0]}`,
      );
      expect(readFileSync(join(out, "stage-2.csv"), "utf8")).toBe(`${header}${rows[3]}`);
    }
  });

  it("orders the lines of plain text by their words", () => {
    const corpus = file("book.txt", "the cat sat\n\nthe cat\n – \nthe\nentirely unknown words");
    expect(onset(["order", corpus, "--words", "--out", join(folder, "text")]).status).toBe(0);
    expect(written("text", "ordered.txt")).toBe("the\nthe cat\nthe cat sat\n");
    expect(written("text", "stuck.txt")).toBe("entirely unknown words\n");
    expect(written("text", "ids.txt")).toBe("5\n3\n1\n");
  });

  it("orders packed and unpacked corpora alike, all of their lines", () => {
    const packed = "examples/cited-theorems-large.jsonl.gz";
    expect(onset(["order", packed, "--out", join(folder, "large")]).status).toBe(0);
    const source = gunzipSync(readFileSync(join(root, packed))).toString("utf8");
    const lines = written("large", "ordered.jsonl") + written("large", "stuck.jsonl");
    expect(lines.split("\n").sort()).toEqual(source.split("\n").sort());
  });

  it("says what cannot be written: formats without lines, and corpora without an order", () => {
    const array = file("array.json", '[{"skills":["a"]},\n{"skills":["a","b"]}]');
    const ran = onset(["order", array, "--out", join(folder, "never")]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain("only one file of lines can be written in order");
    expect(json<Order>(["order", array]).order).toEqual(["1", "2"]);
    const stuck = file("stuck.jsonl", '{"skills":["a","b"]}\n');
    expect(onset(["order", stuck, "--out", join(folder, "never")]).status).toBe(2);
    expect(json<Order>(["order", stuck])).toMatchObject({ stages: [], ordered: 0, stuck: { texts: 1 } });
    expect(onset(["order", array, "--stages", "0"]).status).toBe(2);
    expect(readdirSync(folder)).not.toContain("never");
  });
});
