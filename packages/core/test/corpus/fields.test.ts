import { describe, expect, it } from "vitest";
import {
  chooseDelimiter,
  listNames,
  readSkills,
  recognisedFieldNames,
  recogniseFields,
  skillRoles,
} from "../../src/corpus/index.js";

describe("the fields of a corpus", () => {
  it("are recognised by every name of the table, in any case", () => {
    for (const [role, names] of Object.entries(recognisedFieldNames)) {
      for (const name of names) {
        for (const written of [name, name.toUpperCase(), name[0].toUpperCase() + name.slice(1)]) {
          expect(recogniseFields(["year", written])).toEqual({ [role]: written });
        }
      }
    }
  });

  it("are those whose names stand first in the table when several are there", () => {
    expect(recogniseFields(["topics", "tags", "title", "id"])).toEqual({ skills: "tags", id: "id" });
    expect(recogniseFields(["Tags", "tags"])).toEqual({ skills: "Tags" });
  });

  it("are what the caller says, and a field of skills by name ends the search for directed ones", () => {
    const columns = ["requires", "teaches", "tags", "extra"];
    expect(recogniseFields(columns)).toEqual({ requires: "requires", teaches: "teaches", skills: "tags" });
    expect(skillRoles(recogniseFields(columns))).toEqual(["requires", "teaches"]);
    expect(skillRoles(recogniseFields(columns, { skills: "extra" }))).toEqual(["skills"]);
    expect(recogniseFields(columns, { teaches: "extra" })).toMatchObject({
      requires: "requires",
      teaches: "extra",
    });
    expect(skillRoles(recogniseFields(["requires"]))).toBeNull();
  });

  it("are refused when the caller names one that is not there", () => {
    const columns = Array.from({ length: 14 }, (_, i) => `c${i}`);
    const listed = columns
      .slice(0, 12)
      .map((name) => `"${name}"`)
      .join(", ");
    expect(() => recogniseFields(columns, { id: "ID" })).toThrow(
      new RangeError(`there is no field "ID"; found: ${listed}, and 2 more`),
    );
    expect(listNames(columns)).toBe(`${listed}, and 2 more`);
  });
});

describe("the skills of a text", () => {
  const read = (value: unknown, delimiter = ",") => readSkills(value, delimiter);

  it.each([
    [
      ["a", " b ", "", null, 3, true],
      ["a", "b", "3", "true"],
    ],
    ["a, b,,c ", ["a", "b", "c"]],
    ["  ", []],
    [undefined, []],
    [null, []],
    [[], []],
    ["['a', \"b\", c]", ["a", "b", "c"]],
    [" [a] ", ["a"]],
    ["[]", []],
    ["['']", []],
    ["[''']", ["'"]],
    ["['a]", ["'a"]],
    ["[a", ["[a"]],
    ["[a],[b]", ["a]", "[b"]],
    ["\u00a0\ufeffa\u3000", ["a"]],
    [["a\u200b"], ["a\u200b"]],
  ])("%j are %j", (value, skills) => {
    expect(read(value)).toEqual({ skills });
  });

  it("of a string end at the delimiter, which may be several characters", () => {
    expect(read("a;b,c", ";")).toEqual({ skills: ["a", "b,c"] });
    expect(read("a :: b", "::")).toEqual({ skills: ["a", "b"] });
  });

  it("are split at the delimiter that stands in most strings", () => {
    expect(chooseDelimiter([])).toBe(",");
    expect(chooseDelimiter(["a,b", "a;b", "c;d"])).toBe(";");
    expect(chooseDelimiter(["a|b,c;d"])).toBe("|");
    expect(chooseDelimiter(["a,b;c,d", "e,f"])).toBe(",");
  });
});
