import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValues, encodeState, parseLink } from "../../src/state/hash.js";
import { parameters } from "../../src/state/parameters.js";

const table = parameters({
  mean: { kind: "number", label: "c", min: 0.5, max: 10, step: 0.1, default: 5 },
  skills: { kind: "number", label: "n", min: 1, max: 1e6, step: 1, scale: "log", default: 1000 },
  kind: {
    kind: "choice",
    label: "Kind",
    options: [
      ["a", "A"],
      ["b", "B"],
    ],
    default: "a",
  },
  on: { kind: "flag", label: "On", default: true },
  law: { kind: "text", label: "Law", default: "poisson:5", maxLength: 20 },
});

const decode = (query: string) => decodeValues(table, query);
const standard = { mean: 5, skills: 1000, kind: "a", on: true, law: "poisson:5" };

describe("a link", () => {
  it("carries every value and gives it back, whatever the values are", () => {
    const values = fc.record({
      mean: fc.double({ min: 0.5, max: 10, noNaN: true }),
      skills: fc.integer({ min: 1, max: 1e6 }),
      kind: fc.constantFrom("a", "b"),
      on: fc.boolean(),
      law: fc.string({ maxLength: 20, unit: "grapheme" }).filter((text) => text.length <= 20),
    });
    fc.assert(
      fc.property(values, (given) => {
        const { link, problem } = parseLink(`#${encodeState("emergence", table, given)}`);
        expect({ view: link?.view, problem }).toEqual({ view: "emergence", problem: null });
        expect(decode(link!.query)).toEqual({ values: given, problems: [] });
      }),
    );
  });

  it("is made of readable names and values", () => {
    expect(encodeState("emergence", table, standard)).toBe(
      "1/emergence?mean=5&skills=1000&kind=a&on=1&law=poisson%3A5",
    );
  });

  it("with anything at all in it makes nothing throw, and every value is valid", () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        const { link } = parseLink(`#${garbage}`);
        const { values } = decode(link?.query ?? garbage);
        expect(values.mean).toBeGreaterThanOrEqual(0.5);
        expect(values.mean).toBeLessThanOrEqual(10);
        expect(Object.keys(values)).toEqual(Object.keys(standard));
      }),
    );
  });

  it.each([
    ["", null, null],
    ["#", null, null],
    ["#1/emergence", { view: "emergence", query: "" }, null],
    ["#hello", null, "The link could not be read."],
    ["#1/<script>", null, "The link could not be read."],
    ["#2/emergence?mean=5", null, "The link is of version 2; this laboratory reads version 1."],
    [`#1/emergence?${"x".repeat(30_000)}`, null, "The link is too long to be one of ours."],
  ])("%j is taken apart, or a sentence says why not", (hash, link, problem) => {
    expect(parseLink(hash)).toEqual({ link, problem });
  });

  it.each([
    ["mean=eleven", {}, "c: “eleven” is not a number."],
    ["mean=", {}, "c: “” is not a number."],
    ["mean=Infinity", {}, "c: “Infinity” is not a number."],
    ["mean=11", { mean: 10 }, "c: 11 became 10."],
    ["skills=12.4", { skills: 12 }, "n: 12.4 became 12."],
    ["kind=c", {}, "Kind: “c” is not one of its choices."],
    ["on=true", {}, "On: “true” is neither 0 nor 1."],
    ["law=a+text+that+is+much+too+long", {}, "Law: the text has more than 20 characters."],
    ["__proto__=1", {}, "There is no parameter “__proto__”."],
    ["colour=red", {}, "There is no parameter “colour”."],
  ])("%j keeps what is valid and tells the rest", (query, change, problem) => {
    expect(decode(query)).toEqual({ values: { ...standard, ...change }, problems: [problem] });
  });
});
