/** What a run says of its progress on standard error. */
import { beforeAll, describe, expect, it } from "vitest";
import { example, onset } from "../learn/support.js";
import { requireFreshBuild } from "../support/built.js";

beforeAll(requireFreshBuild);

// Every stage is gone through, those of random corpora twice and not for a second each.
const learn = ["learn", example("cited-theorems.jsonl"), "--runs", "2", "--rewirings", "2"];

describe("progress", () => {
  it("is not told where standard error is no terminal", () => {
    expect(onset(learn).stderr).toBe("");
  });

  it("is told stage by stage with its time when asked for", () => {
    const { stdout, stderr } = onset([...learn, "--verbose"]);
    expect(stderr.replace(/\d+\.\d{3} s/g, "N s").split("\n")).toEqual([
      'text "id" needs "ax-a1", "ax-r1", "ax-r2"',
      'text "tt" needs "ax-a2", "ax-a4", "ax-r1", "ax-r2"',
      'text "cm" needs "ax-r1"',
      "edges: 11828",
      "reading texts: N s",
      "learning: N s",
      "predicting: N s",
      "asking whether learning takes off: N s",
      "rewiring: N s",
      "finding cores: N s",
      "finding twins: N s",
      "measuring associations: N s",
      "measuring the margin: N s",
      "finding keystones: N s",
      "finding skills at risk: N s",
      "learning noisy copies: N s",
      "reporting: N s",
      "",
    ]);
    expect(stdout).toBe(onset([...learn, "--quiet"]).stdout);
  });
});
