/** What the reader makes of the bytes of records is what the library makes of them as JavaScript objects. */
import { corpusFromRecords } from "@onset/core/corpus";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../../core/test/support/any-character.js";
import { casesOf, readFile, textsOf, useFolder } from "./support.js";

const folder = useFolder();

// Characters that readers of JSON, CSV and SQL trip over, white space of every kind, and all of Unicode.
const troublesome = fc.constantFrom(
  ..." \t\n\r\v\f\0\u0085\u00a0\u1680\u2009\u2028\u2029\u202f\u3000\ufeff\u200b'\"`,;|[]{}()\\/$%*?#~-_",
  ..."aA0éßİıſǆ中か한\u0301\u200d🤦👨‍👩‍👧",
);
const text = fc.string({
  unit: fc.oneof(troublesome, fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 })),
  maxLength: 6,
});
const listNotation = fc
  .array(
    fc.oneof(
      text,
      text.map((name) => `'${name}'`),
      text.map((name) => `"${name}"`),
    ),
    { maxLength: 4 },
  )
  .map((names) => `[${names.join(", ")}]`);
const padded = (inner: fc.Arbitrary<string>) =>
  fc.tuple(troublesome, inner, troublesome).map((parts) => parts.join(""));
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "c", "ab") },
  text,
  padded(fc.constantFrom("a", "b")),
);
const whole = fc.integer();
const item = fc.oneof({ weight: 8, arbitrary: name }, whole, fc.boolean(), fc.constant(null));
const skills = fc.oneof(
  { weight: 6, arbitrary: fc.array(item, { maxLength: 5 }) },
  { weight: 3, arbitrary: fc.array(name, { maxLength: 4 }).map((names) => names.join(";")) },
  listNotation,
  padded(listNotation),
  fc.constantFrom(
    null,
    true,
    5,
    {},
    { a: 1 },
    [],
    [[]],
    [["a"]],
    [{}],
    ["a", { b: 1 }],
    "",
    "[",
    "]",
    "[]",
    "['",
    '"',
    '["]',
  ),
);
const id = fc.oneof({ weight: 4, arbitrary: text }, whole, fc.boolean(), fc.constant(null));

const record = fc.record({ id, skills, other: text }, { requiredKeys: ["skills"] });
const directedRecord = fc.record({ id, requires: skills, teaches: skills }, { requiredKeys: [] });
// A first text that says which fields there are.
const first = { id: "first", skills: ["a"] };
const firstDirected = { id: "first", requires: ["a"], teaches: ["b"] };

async function expectAgreement(records: readonly unknown[], lines: readonly string[]): Promise<void> {
  const read = await readFile(folder.put("records.jsonl", lines.join("")), { skillsDelimiter: ";" });
  const expected = corpusFromRecords(records, { delimiter: ";" });
  expect(textsOf(read.corpus)).toEqual(textsOf(expected.corpus));
  expect([...read.corpus.skillNames]).toEqual(expected.corpus.skillNames);
  expect(read.malformed.count).toBe(expected.malformed);
  expect(read.unlabelled.count).toBe(expected.unlabelled);
  expect(read.duplicateEdges).toBe(expected.duplicateEdges);
  expect(casesOf(read.malformed)).toEqual(
    expected.problems.slice(0, 5).map(({ record, problem }) => `line ${record + 1}: ${problem}`),
  );
}

describe("records read from their bytes", () => {
  it("are the corpus that the library makes of the same records", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 30 }), async (rest) => {
        const records = [first, ...rest];
        await expectAgreement(
          records,
          records.map((value) => `${JSON.stringify(value)}\n`),
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("are the directed corpus that the library makes of the same records", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(directedRecord, { maxLength: 30 }), async (rest) => {
        const records = [firstDirected, ...rest];
        await expectAgreement(
          records,
          records.map((value) => `${JSON.stringify(value)}\n`),
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
