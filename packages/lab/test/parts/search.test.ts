import { describe, expect, it } from "vitest";
import { matching } from "../../src/parts/search.js";

const table = {
  name: "t",
  title: "T",
  columns: [
    { name: "skill", label: "skill" },
    { name: "round", label: "round" },
    { name: "stuck_core", label: "stuck core" },
    { name: "known", label: "known" },
  ],
  rows: [
    ["Adding", 1, null, true],
    ["multiplying", 3, null, false],
    ["a = b", 12, 2, false],
  ],
} as const;
const names = (wanted: string) => matching(table, wanted).map(([name]) => name);

describe("the search in a table", () => {
  it.each([
    ["", ["Adding", "multiplying", "a = b"]],
    ["ADD", ["Adding"]],
    ["round > 1", ["multiplying", "a = b"]],
    ["round>=3", ["multiplying", "a = b"]],
    ["round < 3", ["Adding"]],
    ["stuck core = 2", ["a = b"]],
    ["known = yes", ["Adding"]],
    ["a = b", ["a = b"]],
    ["round > x", []],
    ["nothing", []],
  ])("%j finds %j", (wanted, found) => {
    expect(names(wanted)).toEqual(found);
  });
});
