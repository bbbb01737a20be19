import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as theory from "@onset/core/theory";
import { expect, it } from "vitest";
import { root } from "../support/built.js";

it("the page about the theory names functions that exist", () => {
  const page = readFileSync(join(root, "docs/theory.md"), "utf8");
  const table = page.slice(page.indexOf("## What is computed"), page.indexOf("## Results"));
  const names = [...table.matchAll(/`(\w+)`/g)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !(name in theory))).toEqual([]);
});
