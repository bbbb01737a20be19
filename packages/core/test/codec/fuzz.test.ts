/** A part of the fuzz run of bench/fuzz-codec.mjs; the whole of it, a million inputs, is run by hand. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { requireFreshBuild, root } from "../../../cli/test/support/built.js";
import { cases } from "../support/cases.js";

it("refuses or reads mutated records, packs and models, and reads nothing damaged where a check is", () => {
  requireFreshBuild();
  const inputs = cases(20_000);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "bench/fuzz-codec.mjs"), `${inputs}`, "7"],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${inputs} inputs in `, "m"));
});
