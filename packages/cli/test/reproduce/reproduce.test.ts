import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { geometric, linear, withJumps } from "@onset/charts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawFigure } from "../../src/figures/draw.js";
import type { Figure } from "../../src/figures/figure.js";
import { meanOf, shareOf } from "../../src/figures/simulate.js";
import { catalogue } from "../../src/verbs/reproduce/catalogue.js";
import { onset } from "../learn/support.js";

const figure: Figure = {
  title: "Learning <jumps> & rests",
  caption: "What to see.",
  x: { label: "x", scale: "log" },
  y: { label: "y", percent: true, domain: [0, 1] },
  points: [
    { panel: "", series: "a", witness: "theory", x: 0.1, y: 0 },
    { panel: "", series: "a", witness: "theory", x: 10, y: 1 },
    { panel: "", series: "b", witness: "simulation", x: 1, y: 0.5, low: 0.4, high: 0.6, trials: 9 },
  ],
  marks: [{ panel: "", x: 2, label: "here" }],
};

describe("a drawn figure", () => {
  it("is one SVG document with lines for theory and points with intervals for simulation", () => {
    const svg = drawFigure(figure);
    expect(svg.match(/<svg [^>]*class="onset-figure"/g)).toHaveLength(1);
    expect(svg).toContain("Learning &lt;jumps&gt; &amp; rests");
    expect(svg.match(/<path [^>]*fill="none" stroke="#0072b2"/g)).toHaveLength(1);
    expect(svg.match(/<path d="M[\d.,]+V[\d.]+" stroke="#d55e00"/g)).toHaveLength(1);
    expect(svg.match(/<circle [^>]*fill="#d55e00"/g)).toHaveLength(1);
    expect(svg).toContain("here");
    expect(svg).not.toContain("NaN");
    expect(svg).not.toMatch(/(?:href|src)="http/);
  });

  it("is the same for the same figure", () => {
    expect(drawFigure(figure)).toBe(drawFigure(figure));
  });

  it("labels logarithmic axes with plain numbers", () => {
    expect(drawFigure(figure)).toMatch(/>0\.1<.*>1<.*>10</s);
  });
});

describe("the helpers of simulation", () => {
  it("space numbers evenly, by difference and by ratio", () => {
    expect(linear(1, 3, 3)).toEqual([1, 2, 3]);
    expect(geometric(1, 100, 3).map((x) => Number(x.toFixed(9)))).toEqual([1, 10, 100]);
  });

  it("add both sides of the jumps inside a grid", () => {
    expect(withJumps([1, 2], [{ value: 1.5 }, { value: 5 }])).toEqual([
      1,
      1.5 * (1 - 1e-9),
      1.5 * (1 + 1e-9),
      2,
    ]);
  });

  it("give every trial its own stream and cover the truth", () => {
    const mean = meanOf(4000, 1, "test", (rng) => rng.nextFloat());
    expect(Math.abs(mean.y - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 4000));
    const share = shareOf(4000, 1, "test", (rng) => rng.nextFloat() < 0.3);
    expect(Math.abs(share.y - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / 4000));
    expect(share.low).toBeLessThan(share.y);
    expect(share.high).toBeGreaterThan(share.y);
  });
});

describe("onset reproduce", () => {
  const folder = mkdtempSync(join(tmpdir(), "onset-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("lists the figures", () => {
    const { stdout } = onset(["reproduce", "--list"]);
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(catalogue.map((recipe) => recipe.name));
    expect(JSON.parse(onset(["reproduce", "--list", "--json"]).stdout).figures).toHaveLength(
      catalogue.length,
    );
  });

  it("has the figures of the theory", () => {
    expect(catalogue.map((recipe) => recipe.name)).toEqual(
      expect.arrayContaining([
        "emergence-curves",
        "scaling-law",
        "finite-size",
        "giant-component",
        "fine-tuning",
        "classes-region",
        "plateaus",
        "zipf",
        "trained-emergence",
        "trained-order",
        "trained-scaling",
        "memorising",
        "compression",
        "king-james",
        "cited-theorems",
      ]),
    );
  });

  describe("a figure", () => {
    const files = (run: string) => join(folder, run);
    beforeAll(() => {
      for (const run of ["one", "two"]) {
        const { status, stderr } = onset([
          "reproduce",
          "cited-theorems",
          "--effort",
          "0.1",
          "--out",
          files(run),
        ]);
        expect([status, stderr]).toEqual([0, ""]);
      }
    });

    it("comes as SVG, CSV and JSON, with nothing left over", () => {
      expect(readdirSync(files("one")).sort()).toEqual(
        ["csv", "json", "svg"].map((extension) => `cited-theorems.${extension}`),
      );
    });

    it("has the same bytes for the same seed", () => {
      for (const name of readdirSync(files("one"))) {
        expect(readFileSync(join(files("one"), name))).toEqual(readFileSync(join(files("two"), name)));
      }
    });

    it("has the same numbers in its table and its JSON, and finds all that the corpus teaches", () => {
      const report = JSON.parse(readFileSync(join(files("one"), "cited-theorems.json"), "utf8"));
      const rows = readFileSync(join(files("one"), "cited-theorems.csv"), "utf8")
        .trimEnd()
        .split("\n");
      expect(rows).toHaveLength(report.points.length + 1);
      expect(report.schema).toBe("onset/reproduce@1");
      const whole = report.points.find(
        (point: { series: string; witness: string; x: number }) =>
          point.series === "D = 1" && point.witness === "measurement" && point.x === 1,
      );
      expect(whole.y).toBeCloseTo(508 / 803, 10);
    });
  });

  it("measures the codec on a real book beside the curve of theory: it falls where words are learned", () => {
    const out = join(folder, "compression");
    const { status, stderr } = onset(["reproduce", "compression", "--effort", "0.1", "--out", out]);
    expect([status, stderr]).toEqual([0, ""]);
    const { points, facts } = JSON.parse(readFileSync(join(out, "compression.json"), "utf8"));
    const names = Object.keys(facts.verses);
    expect(names).toHaveLength(3);
    for (const name of names) {
      const of = (witness: string): { x: number; y: number }[] =>
        points.filter(
          (point: Figure["points"][number]) => point.series === name && point.witness === witness,
        );
      const [few, all] = of("measurement");
      const line = of("theory");
      const jump = facts.verses[name].threshold;
      expect(jump).toBeGreaterThan(few.x);
      expect(jump).toBeLessThan(all.x);
      const after = line.findIndex(({ x }) => x > jump);
      expect(line[after - 1].y - line[after].y).toBeGreaterThan(5);
      // Where none is learned the line is fixed by the measurement; where most are, nothing is fitted.
      expect(Math.abs(line.at(-1)!.y - all.y)).toBeLessThan(0.05 * all.y);
      expect(few.y / all.y).toBeGreaterThan(1.6);
    }
  });
});
