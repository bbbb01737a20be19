/** Files that are broken on purpose, the same ones for the same seed on every engine. */
import { stream } from "@onset/core/base";

export const brokenFormats = ["csv", "tsv", "jsonl", "json", "text"] as const;
export type BrokenFormat = (typeof brokenFormats)[number];

export type BrokenFile = { readonly name: string; readonly bytes: Uint8Array };

type Random = { below(count: number): number; pick<T>(values: readonly T[]): T };

/** A broken file by its number: seldom not broken at all, usually in one to four places. */
export function brokenFile(format: BrokenFormat, seed: number): BrokenFile {
  const random = randomOf(format, seed);
  const bytes = [...new TextEncoder().encode(contents[format](random))];
  for (let times = random.pick([0, 1, 1, 2, 2, 3, 4]); times > 0; times--) breakOnce(bytes, random);
  const extension = format === "text" ? "txt" : format;
  return { name: `file-${seed}.${extension}`, bytes: Uint8Array.from(bytes) };
}

/** Breaks bytes that a program wrote, such as a Parquet file. */
export function brokenBytes(whole: Uint8Array, seed: number): Uint8Array {
  const random = randomOf("csv", seed);
  const bytes = whole.slice();
  const cut = random.below(4) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
  for (let times = random.below(4); times > 0; times--) {
    if (cut.length > 0) cut[random.below(cut.length)] = random.below(256);
  }
  return cut;
}

function randomOf(format: BrokenFormat, seed: number): Random {
  const rng = stream(seed, format);
  const below = (count: number): number => rng.nextInteger(count);
  return { below, pick: (values) => values[below(values.length)]! };
}

const names = [
  "add",
  "carry",
  "größe",
  "a b",
  "日本",
  "x;y",
  "p|q",
  '"q"',
  "'s'",
  "#tag",
  "[l]",
  "",
  " ",
  "1",
  "1.0",
  "\ufffd",
  "😀",
];
const texts = [
  "In the beginning.",
  'He said "no".',
  '"Hello," she said.',
  "",
  "a\tb",
  "two\nlines",
  "é",
  "—",
];

function cell(value: string, delimiter: string, random: Random): string {
  const needs = value.includes(delimiter) || value.includes('"') || value.includes("\n");
  return needs || random.below(8) === 0 ? `"${value.replaceAll('"', '""')}"` : value;
}

function skillsOf(random: Random): string[] {
  return Array.from({ length: random.below(4) }, () => random.pick(names));
}

function table(delimiter: string, end: (random: Random) => string) {
  return (random: Random): string => {
    const header = random.pick([
      ["id", "text", "skills"],
      ["skills"],
      ["tags", "id"],
      ["id", "skills", "skills"],
      ["1", "2", "3"],
    ]);
    const rows = Array.from({ length: random.below(12) }, (_, row) =>
      header.map((name) =>
        cell(
          name === "id"
            ? String(row)
            : name === "text"
              ? random.pick(texts)
              : skillsOf(random).join(random.pick([";", "|", ", "])),
          delimiter,
          random,
        ),
      ),
    );
    return [header, ...rows].map((cells) => cells.join(delimiter) + end(random)).join("");
  };
}

function record(random: Random, row: number): string {
  const value: unknown = random.pick<unknown>([
    skillsOf(random),
    skillsOf(random).join(";"),
    5,
    null,
    { a: 1 },
    [1, true, null],
    [[1]],
  ]);
  const key = random.pick(["skills", "skills", "skills", "tags"]);
  const extra = random.pick([
    "",
    ',"n":1.50',
    ',"skills":["again"]',
    ',"m":{"tags":["x"]}',
    ',"e":"\\u00e9\\ud800"',
    ',"f":NaN',
  ]);
  return `{"id":${random.pick([String(row), `"${row}"`, "12345678901234567891"])},"${key}":${JSON.stringify(value)}${extra}}`;
}

const lineEnd = (random: Random): string => random.pick(["\n", "\n", "\r\n", "\n\n"]);
const anyEnd = (random: Random): string => random.pick(["\n", "\n", "\r\n", "\r", "\n\n"]);

const contents: Readonly<Record<BrokenFormat, (random: Random) => string>> = {
  csv: (random) => table(random.pick([",", ";", "|"]), random.below(4) === 0 ? anyEnd : () => "\n")(random),
  tsv: (random) => table("\t", random.below(4) === 0 ? anyEnd : () => "\n")(random),
  jsonl: (random) =>
    Array.from({ length: random.below(12) }, (_, row) => record(random, row) + lineEnd(random)).join(""),
  json: (random) =>
    `[${Array.from({ length: random.below(12) }, (_, row) => record(random, row)).join(random.pick([",", ",\n", " , "]))}]`,
  text: (random) =>
    Array.from({ length: random.below(12) }, () => random.pick(texts) + anyEnd(random)).join(""),
};

const breaks: readonly ((bytes: number[], at: number, random: Random) => void)[] = [
  (bytes, at, random) => bytes.splice(at, 0, random.pick([0x22, 0x22, 0x27, 0x5b, 0x7b, 0x5d, 0x2c])),
  (bytes, at, random) => bytes.splice(at, 0, ...random.pick([[0x0d], [0x0a], [0x0d, 0x0a], [0x0d, 0x0d]])),
  (bytes, at) => bytes.splice(at, 0, 0),
  (bytes, at, random) => bytes.splice(at, 0, random.pick([0xff, 0xe9, 0xc3, 0xed, 0x80, 0xf5])),
  (bytes, at) => bytes.splice(at),
  (bytes, at, random) => bytes.splice(at, 1 + random.below(4)),
  (bytes, at, random) => {
    if (at < bytes.length) bytes[at] = random.below(256);
  },
  (bytes) => bytes.unshift(0xef, 0xbb, 0xbf),
  (bytes, at, random) => bytes.splice(at, 0, ...bytes.slice(0, random.below(bytes.length + 1))),
];

function breakOnce(bytes: number[], random: Random): void {
  random.pick(breaks)(bytes, random.below(bytes.length + 1), random);
}
