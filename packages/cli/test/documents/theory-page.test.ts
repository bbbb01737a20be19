/** The map of the paper: every row names functions that exist, a command that runs, and what that command prints. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as theory from "@onset/core/theory";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/verbs/reproduce/catalogue.js";
import { root } from "../support/built.js";
import { printed as outputOf } from "../support/printed.js";
import { argumentsOf } from "./sessions.js";

const page = readFileSync(join(root, "docs/understand/theory.md"), "utf8");
const between = (from: string, to: string) => page.slice(page.indexOf(from), page.indexOf(to));
const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);

/** Rows of the tables of the map: item, equation, functions, command, what it prints. */
const rows = between("## A map of the paper", "### Figures")
  .split("\n")
  .filter((line) => line.startsWith("|") && line.includes("`onset "))
  .map((line) => line.split("|").slice(1, -1));

describe("the page about the theory", () => {
  it("names functions that exist", () => {
    const names = [
      ...rows.flatMap((cells) => codes(cells[2])),
      ...codes(between("## All functions", "## Results")),
    ];
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !(name in theory))).toEqual([]);
  });

  it("names an equation that is on the page in every row", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const cells of rows) {
      expect(cells.length, cells[0]).toBe(5);
      const [, number] = /\[(\d+)\]\(#/.exec(cells[1])!;
      expect(page).toContain(`\n### ${number} `);
    }
  });

  it.each(rows.map((cells) => [codes(cells[3])[0], codes(cells[4])[0]]))(
    "%s prints %s",
    (command, printed) => {
      const { status, stdout, stderr } = outputOf(argumentsOf(`$ ${command}`));
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout.replaceAll(/ +/g, " ")).toContain(printed.replaceAll(/ +/g, " "));
    },
  );

  it("names figures that can be made", () => {
    const names = codes(between("### Figures", "## The equations")).map((code) =>
      code.replace("onset reproduce ", ""),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !catalogue.some((recipe) => recipe.name === name))).toEqual([]);
  });
});
