import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../../core/test/support/any-character.js";
import { readText, textsOf } from "../support/read.js";

const lines = (...records: string[]): string => records.map((record) => `${record}\n`).join("");

describe("JSON Lines", () => {
  it("are read with names, skills, and texts without skills and malformed lines counted with their place", async () => {
    const reading = await readText(
      "a.jsonl",
      lines(
        '{"id":"x","skills":["b"," a ",null,""]}',
        "",
        '{"id":"y","skills":[]}',
        "[1]",
        '{"id":',
        '{"skills":["a"]}',
      ),
    );
    expect(textsOf(reading.corpus)).toEqual([
      ["x", ["a", "b"]],
      ["5", ["a"]],
    ]);
    expect(reading.unlabelled).toEqual({ count: 1, first: [{ where: "line 3", problem: "has no skill" }] });
    expect(reading.malformed).toEqual({
      count: 2,
      first: [
        { where: "line 4", problem: "is not a JSON object" },
        { where: "line 5", problem: "is not valid JSON" },
      ],
    });
    expect(reading.read.rows).toBe(5);
  });

  it("give items the same skills in whatever form they stand, and skills of refused lines to nobody", async () => {
    const mixed = Array.from({ length: 200 }, (_, i) => (i % 65 === 64 ? `"s\\u0041${i}"` : `"s${i}"`)).join(
      ", ",
    );
    const reading = await readText(
      "mixed.jsonl",
      lines(
        '{"id":"1","skills":["abcdefgh","abcdefgh1","a\\u0000","a","caf\\u00e9","café"]}',
        '{"id":"2","skills":["a" ,1,true,"caf\\u00e9\\u00a0", "a\\u0000"]}',
        `{"id":"3","skills":[${mixed}]}`,
        '{"id":"4","skills":["refused","half',
        '{"id":"5","skills":["refused",{}]}',
      ),
    );
    const texts = textsOf(reading.corpus);
    expect(texts.slice(0, 2)).toEqual([
      ["1", ["a", "a\0", "abcdefgh", "abcdefgh1", "café"]],
      ["2", ["1", "a", "a\0", "café", "true"]],
    ]);
    expect(texts[2][1]).toHaveLength(200);
    expect(texts[2][1]).toContain("sA64");
    expect([...reading.corpus.skillNames]).not.toContain("refused");
    expect([reading.malformed.count, reading.duplicateEdges]).toEqual([2, 1]);
  });

  it("keep every skill of texts with many, one after the other", async () => {
    const sizes = [1, 300, 2, 5000, 70];
    const names = (size: number): string[] => Array.from({ length: size }, (_, i) => `skill ${i}`);
    const reading = await readText(
      "long.jsonl",
      lines(...sizes.map((size) => JSON.stringify({ skills: names(size) }))),
    );
    expect(textsOf(reading.corpus).map(([, skills]) => skills.length)).toEqual(sizes);
    expect(reading.duplicateEdges).toBe(0);
  });

  it.each(["long.jsonl", "long.json"])("may begin with a record of megabytes, in %s", async (name) => {
    const skills = Array.from({ length: 400_000 }, (_, i) => `s${i}`);
    const records = [
      { id: "long", skills },
      { id: "short", skills: ["s1"] },
    ].map((record) => JSON.stringify(record));
    const text = name.endsWith("l") ? lines(...records) : `[${records.join()}]`;
    const { corpus } = await readText(name, text);
    expect(textsOf(corpus).map(([id, all]) => [id, all.length])).toEqual([
      ["long", 400_000],
      ["short", 1],
    ]);
  });

  it("keep the notation of numbers in skills and names", async () => {
    const { corpus } = await readText(
      "n.jsonl",
      lines('{"id":1.0,"skills":[12345678901234567891,1.0,1,-0,1e5,true]}'),
    );
    expect(textsOf(corpus)).toEqual([["1.0", ["-0", "1", "1.0", "12345678901234567891", "1e5", "true"]]]);
  });

  it("take what a key says last where it stands twice, and count the rows of which that is so", async () => {
    const reading = await readText(
      "d.jsonl",
      lines('{"id":"x","skills":["a"],"skills":["b"],"id":"y"}', '{"skills":["c"]}'),
    );
    expect(textsOf(reading.corpus)[0]).toEqual(["y", ["b"]]);
    expect([...reading.corpus.skillNames]).toEqual(["b", "c"]);
    expect(reading.statistics.repeatedKeys).toBe(1);
  });

  it("take NaN and the infinities for missing, and refuse half of a surrogate pair and bytes that are not UTF-8", async () => {
    const bad = new TextEncoder().encode(
      lines(
        '{"id":"x","mass":NaN,"skills":["a",NaN,-Infinity]}',
        '{"skills":["\\ud800"]}',
        '{"skills":["\\ud83d\\ude00"]}',
        '{"skills":["#"]}',
      ),
    );
    bad[bad.lastIndexOf(0x23)] = 0xe4;
    const reading = await readText("b.jsonl", bad);
    expect(textsOf(reading.corpus)).toEqual([
      ["x", ["a"]],
      ["3", ["\u{1f600}"]],
    ]);
    expect(reading.malformed.first).toEqual([
      { where: "line 2", problem: '"skills" holds half of a surrogate pair, which is no character' },
      { where: "line 4", problem: "is not valid UTF-8" },
    ]);
  });

  it("say what kind of thing stands where skills should be", async () => {
    const values = ["5", "true", '{"a":1}', "[[1]]", '[{"a":1}]'];
    const reading = await readText(
      "k.jsonl",
      lines('{"skills":["a"]}', ...values.map((value) => `{"skills":${value}}`)),
    );
    expect(reading.malformed.first.map(({ problem }) => problem)).toEqual([
      '"skills" is a number',
      '"skills" is a boolean',
      '"skills" is an object',
      '"skills" holds a list',
      '"skills" holds an object',
    ]);
    expect([...reading.corpus.skillNames]).toEqual(["a"]);
  });

  it("are valid JSON or malformed exactly as JSON.parse says, whatever is broken", async () => {
    const record = fc.record({
      id: fc.string(),
      skills: fc.array(fc.string({ unit: anyCharacter })),
      x: fc.json().map((text) => JSON.parse(text)),
    });
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(2),
      put: fc.constantFrom("", '"', "\\", "{", "}", "[", "]", ",", ":", "e", "0", "\\u12"),
    });
    await fc.assert(
      fc.asyncProperty(record, fc.array(edit, { maxLength: 2 }), async (value, edits) => {
        let line = JSON.stringify(value);
        for (const { at, cut, put } of edits) {
          const from = at % line.length;
          line = line.slice(0, from) + put + line.slice(from + cut);
        }
        if (/[\r\n]/.test(line) || line.trim() === "") return;
        const good = '{"id":"good","skills":["good"]}';
        const reading = await readText("p.jsonl", lines(good, line));
        expect(reading.corpus.needs.textCount + reading.unlabelled.count + reading.malformed.count).toBe(2);
        let expected: { id?: unknown; skills?: unknown } | null = null;
        try {
          expected = JSON.parse(line);
        } catch {}
        if (expected === null || typeof expected !== "object" || Array.isArray(expected)) {
          expect(reading.malformed.count).toBe(1);
          return;
        }
        const { skills } = expected;
        if (!Array.isArray(skills) || !skills.every((skill) => typeof skill === "string")) return;
        if (JSON.stringify(expected).includes("\\ud")) return;
        const names = [
          ...new Set(skills.map((skill: string) => skill.trim()).filter((skill) => skill !== "")),
        ].sort();
        expect(textsOf(reading.corpus)[1]?.[1] ?? []).toEqual(names);
      }),
      { numRuns: 500 },
    );
  });

  it("do not depend on where the pieces of the source end", async () => {
    const content = lines(
      '{"id":"é1","skills":["ä","b\\n"]}',
      "{",
      '{"id":"2","skills":["ö"]}',
      '{"skills":"x, y"}',
    );
    const bytes = new TextEncoder().encode(content);
    const whole = await readText("w.jsonl", bytes);
    const { readCorpus } = await import("../../src/index.js");
    for (let size = 1; size < bytes.length; size += 3) {
      const reading = await readCorpus([
        {
          name: "w.jsonl",
          size: bytes.length,
          async *stream() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
          },
          read: async (start, end) => bytes.slice(start, end),
        },
      ]);
      expect(textsOf(reading.corpus)).toEqual(textsOf(whole.corpus));
      expect(reading.malformed).toEqual(whole.malformed);
    }
  });
});

describe("a document of JSON", () => {
  const records = '{"id":"x","skills":["a"]} , {"id":"y","skills":"a, b"}';
  const expected = [
    ["x", ["a"]],
    ["y", ["a", "b"]],
  ];

  it.each([
    ["a list of records", `[${records}]`],
    ["a list inside an object", `{"version": 2, "data": [${records}], "end": [1]}`],
    ["a map from names to records", '{"x": {"skills": ["a"]}, "y": {"skills": ["a", "b"]}}'],
    ["a map from names to lists of skills", '{"x": ["a"],\n "y": ["a", "b"]}'],
  ])("may be %s", async (_, content) => {
    expect(textsOf((await readText("d.json", content, { format: "json" })).corpus)).toEqual(expected);
  });

  it("may be one record, or hold one object a line", async () => {
    const one = await readText("d.json", '{\n "id": "x",\n "skills": ["a"]\n}', { format: "json" });
    expect(textsOf(one.corpus)).toEqual([["x", ["a"]]]);
    const several = await readText("d.json", '{"id":"x","skills":["a"]}\n{"id":"y","skills":["a"]}', {
      format: "json",
    });
    expect(several.read.files[0].format).toBe("jsonl");
    expect(several.corpus.needs.textCount).toBe(2);
  });

  it("costs a broken record, and no other", async () => {
    const { corpus, malformed, read } = await readText("d.json", `[{"id" 5}, 7, , ${records}]`, {
      format: "json",
    });
    expect(textsOf(corpus)).toEqual(expected);
    expect(malformed.first.map(({ where, problem }) => `${where} ${problem}`)).toEqual([
      "record 1 is not valid JSON",
      "record 2 is not a JSON object",
      "record 3 is not valid JSON (nothing stands before a comma)",
    ]);
    expect(read.rows).toBe(5);
  });

  it("that is cut short is an error that says where", async () => {
    await expect(readText("d.json", `[${records}`, { format: "json" })).rejects.toThrow(
      "d.json: the file ends inside record 2 or before its last bracket",
    );
  });
});
