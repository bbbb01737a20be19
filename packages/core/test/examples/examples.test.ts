import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { complaintsOf } from "../support/type-check.js";
import { describeArguments, recordingLoad } from "./arguments.js";
import { examples, packages, runExample } from "./examples.js";

const { compilerOptions } = JSON.parse(readFileSync(join(packages, "../tsconfig.base.json"), "utf8"));
const options = {
  ...compilerOptions,
  lib: ["es2023", "dom"],
  composite: false,
  declaration: false,
  declarationMap: false,
  isolatedDeclarations: false,
  noEmit: true,
  // An example may declare what it does not use.
  noUnusedLocals: false,
};

describe("the examples of the documentation", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThan(200);
  });

  it.each(examples)("$title does what it says", async (example) => {
    expect(example.code).toMatch(/\/\/ (=>|throws)/);
    await runExample(example, recordingLoad);
  });

  it("are strict TypeScript", { timeout: 120_000 }, () => {
    const programs = examples.map(({ code }) =>
      code.replace(/^(?=.*\/\/ throws )/gm, "// @ts-ignore what throws may be wrong on purpose\n"),
    );
    const complaints = complaintsOf(programs, options);
    const wrong = examples.map(({ title }, i) => [title, ...complaints[i]]);
    expect(wrong.filter((errors) => errors.length > 1)).toEqual([]);
  });
});

describeArguments();
