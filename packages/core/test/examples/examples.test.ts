import { describe, expect, it } from "vitest";
import { describeArguments, recordingLoad } from "./arguments.js";
import { examples, runExample } from "./examples.js";
import { typeErrors } from "./types.js";

describe("the examples of the documentation", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThan(200);
  });

  it.each(examples)("$title does what it says", async (example) => {
    expect(example.code).toMatch(/\/\/ (=>|throws)/);
    await runExample(example, recordingLoad);
  });

  it("are strict TypeScript", { timeout: 120_000 }, () => {
    const wrong = examples.map((example) => [example.title, ...typeErrors(example)]);
    expect(wrong.filter((errors) => errors.length > 1)).toEqual([]);
  });
});

describeArguments();
