/** The JSON Schemas that the package carries are those of the types, and real output meets them, field by field. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error A script without types.
import { folder, makeSchemas } from "../../../../scripts/schemas.mjs";
import { onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";
import { printed as printedOnce } from "../support/printed.js";

beforeAll(requireFreshBuild);

const schemas: Record<string, string> = Object.fromEntries(
  readdirSync(folder as string).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
);

/** A schema that takes no field it does not name: what a test wants and a reader of future versions does not. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return inner.type === "object" && "properties" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const checkers = new Map<string, ReturnType<typeof ajv.compile>>();

/** What is wrong with a document by its closed schema; empty when nothing is. */
function faults(name: string, document: unknown): string[] {
  const check = checkers.get(name) ?? ajv.compile(closed(JSON.parse(schemas[`${name}.json`])) as AnySchema);
  checkers.set(name, check);
  if (check(document)) return [];
  return check.errors!.map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

const files = temporaryFolder();
const small = join(files, "small.jsonl");
const texts = join(files, "texts.jsonl");
const model = join(files, "model.onset");

beforeAll(() => {
  const lists = [["add"], ["add", "carry"], ["add", "carry", "borrow"], ["x", "y"], ["x", "y", "z"]];
  writeFileSync(small, lists.map((skills, i) => `${JSON.stringify({ id: `t${i}`, skills })}\n`).join(""));
  const words = ["red", "green", "old", "new", "small", "large", "boat", "house", "river", "road"];
  const line = (i: number) =>
    `the ${words[i % 10]} ${words[(i * 7) % 10]} of the ${words[(i * 3) % 10]} is ${words[(i * i) % 10]}`;
  const lines = Array.from({ length: 400 }, (_, i) => `${JSON.stringify({ text: line(i) })}\n`);
  writeFileSync(texts, lines.join(""));
});

function printed(...args: string[]): unknown {
  const { stdout, stderr, status } = printedOnce([...args, "--json"]);
  expect([0, 1], stderr).toContain(status);
  return JSON.parse(stdout);
}

describe("the JSON Schemas", () => {
  it("are those of the types: npm run schemas makes them anew", () => {
    expect(schemas).toEqual(makeSchemas());
  });

  it("are printed by name, and listed", () => {
    expect(onset(["schema", "learn"]).stdout).toBe(schemas["learn.json"]);
    const names = onset(["schema"])
      .stdout.trim()
      .split("\n")
      .map((line) => line.split(" ")[0]);
    expect(names.map((name) => `${name}.json`).sort()).toEqual(Object.keys(schemas).sort());
    const wrong = onset(["schema", "lern"]);
    expect(wrong).toMatchObject({ status: 2, stdout: "" });
    expect(wrong.stderr).toContain("learn");
  });

  it("find a field that is missing, one that they do not know, and one of another type", () => {
    const document = printed("next", small) as Record<string, unknown>;
    expect(faults("next", document)).toEqual([]);
    const { count: _, ...less } = document;
    expect(faults("next", less).join()).toContain("count");
    expect(faults("next", { ...document, more: 1 }).join()).toContain("more");
    expect(faults("next", { ...document, count: "1" }).join()).toContain("number");
  });
});

const verbs: readonly (readonly [name: string, ...args: string[]])[] = [
  ["learn", "learn", small, "--runs", "10"],
  ["learn", "learn", "examples/python-course.jsonl", "--holdout", "20%", "--known-top", "3"],
  ["learn", "learn", "examples/cited-theorems.jsonl", "--learner", "2", "--merge-twins", "--runs", "0"],
  ["next", "next", "examples/python-course.jsonl"],
  ["why", "why", small, "carry"],
  ["why", "why", small, "x"],
  ["why", "why", small, "add", "--known-top", "1"],
  ["unlock", "unlock", small],
  ["unlock", "unlock", small, "--texts", small],
  ["order", "order", small, "--stages"],
  ["forecast", "forecast", "examples/cited-theorems.jsonl", "--times", "2"],
  ["clean", "clean", small],
  ["diff", "diff", small, "examples/cited-theorems.jsonl"],
  ["check", "check", small, "--max-stuck", "1", "--min-margin", "0.1", "--runs", "10"],
  ["threshold", "threshold", "poisson:5"],
  ["threshold", "threshold", "regular:6", "--skill-degrees", "regular:3"],
  ["evolve", "evolve", "poisson:5", "--ratio", "2.5"],
  ["simulate", "simulate", "poisson:3", "--ratio", "1", "--skills", "100", "--trials", "5"],
  ["finetune", "finetune", "--level", "1.6:4", "--level", "1.3:2:3"],
  ["associate", "associate", "poisson:3", "--ratio", "0.95"],
  ["associate", "associate", small],
  ["reproduce", "reproduce", "--list"],
];

describe("the output of a verb", () => {
  it.each(verbs.map(([name, ...args]) => ({ name, args, line: args.map((arg) => basename(arg)).join(" ") })))(
    "meets its schema: onset $line",
    ({ name, args }) => {
      const document = printed(...args);
      expect(faults(name, document)).toEqual([]);
      expect(document).toHaveProperty("provenance.tool");
    },
  );
});

describe("files and the codec", () => {
  it("write what their schemas say: tables, mappings, rows, models, packs, received texts", () => {
    const out = join(files, "out");
    const withText = join(files, "with-text.jsonl");
    writeFileSync(withText, '{"id":"t1","text":"Add please","skills":["add"]}\n');
    for (const [corpus, folder, table, name] of [
      [small, "bare", "skills.csv", "skills-row"],
      [small, "bare", "texts.csv", "texts-row"],
      [withText, "text", "skills.csv", "skills-row"],
      [withText, "text", "texts.csv", "texts-row"],
    ] as const) {
      printed("learn", corpus, "--out", join(out, folder), "--runs", "0");
      const [header, ...rows] = readFileSync(join(out, folder, table), "utf8")
        .trim()
        .split("\n");
      const columns = header.split(",");
      const { properties, required } = JSON.parse(schemas[`${name}.json`]);
      expect(columns).toEqual(corpus === small ? required : Object.keys(properties));
      for (const row of rows) expect(faults(name, recordOf(columns, row))).toEqual([]);
    }
    printed("clean", small, "--out", out);
    expect(faults("mapping", JSON.parse(readFileSync(join(out, "mapping.json"), "utf8")))).toEqual([]);
    const undone = ["--undo", join(out, "mapping.json"), "--out", join(files, "back")];
    expect(faults("clean", printed("clean", join(out, "cleaned.jsonl"), ...undone))).toEqual([]);

    const code = { channel: "erasure", parameter: 0.1, code: ["ldpc", "lt"], rate: 0.5, packets: 32 };
    const grids = [{ law: "poisson:3", ratio: 1, skills: 50 }, code].map((grid, i) => {
      const path = join(files, `grid-${i}.json`);
      writeFileSync(path, JSON.stringify({ ...grid, trials: 3 }));
      return path;
    });
    for (const [i, grid] of grids.entries()) {
      const rows = join(files, `rows-${i}.jsonl`);
      expect(faults("sweep", printed("sweep", grid, "--out", rows, "--workers", "1"))).toEqual([]);
      for (const line of readFileSync(rows, "utf8").trim().split("\n"))
        expect(faults("sweep-line", JSON.parse(line))).toEqual([]);
    }

    expect(faults("train", printed("train", texts, "-o", model, "--curve", "--size", "20KB"))).toEqual([]);
    const pack = join(files, "texts.pack");
    expect(faults("compress", printed("compress", texts, "--model", model, "-o", pack))).toEqual([]);
    for (const file of [model, pack]) expect(faults("inspect", printed("inspect", file))).toEqual([]);
    const received = join(files, "received.jsonl");
    const sending = ["--model", model, "--trials", "40", "-o", received];
    expect(faults("transmit", printed("transmit", texts, ...sending))).toEqual([]);
    for (const line of readFileSync(received, "utf8").trim().split("\n"))
      expect(faults("received-line", JSON.parse(line))).toEqual([]);
  }, 120_000);
});

/** A line of a table as an object: numbers where the cell is one, null where it is empty. */
function recordOf(columns: readonly string[], line: string): Record<string, string | number | null> {
  const cells = line
    .split(",")
    .map((cell) => (cell === "" ? null : /^\d+(\.\d+)?(e-?\d+)?$/.test(cell) ? Number(cell) : cell));
  return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]));
}
