import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { type Chart, drawChart, type Layer, legendOf, lightPalette, percentText } from "../src/index.js";

const frame = { width: 500, height: 300, palette: lightPalette, label: "Skills learned" };

const chartOf = (layers: readonly Layer[], more: Partial<Chart> = {}): Chart => ({
  x: { label: "texts", domain: [0, 10] },
  y: { label: "learned", domain: [0, 1], format: percentText, hasGrid: true },
  layers,
  ...more,
});

const drawn = (chart: Chart, size: Partial<typeof frame> = {}) => {
  const picture = drawChart(chart, { ...frame, ...size });
  const { document } = parseHTML(`<body>${picture.svg}</body>`);
  return { ...picture, document, svg: document.querySelector("svg")! };
};

const textsOf = (svg: ReturnType<typeof drawn>["svg"]) =>
  [...svg.querySelectorAll("text")].map((text) => text.textContent);

describe("a drawn chart", () => {
  it("has the names of its axes, ticks of both, and what it shows for those who cannot see it", () => {
    const { svg } = drawn(chartOf([]));
    expect(svg.getAttribute("aria-label")).toBe("Skills learned");
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["↑ learned", "texts →", "20%", "100%", "0", "10"]));
  });

  it("puts every value where its scale says, and reads it back there", () => {
    const { x, y, area, svg } = drawn(
      chartOf([{ kind: "dots", points: [{ x: 5, y: 0.25, low: 0.2, high: 0.5 }], colour: "#123456" }]),
    );
    const dot = svg.querySelector("circle")!;
    expect(Number(dot.getAttribute("cx"))).toBeCloseTo((area.left + area.right) / 2, 1);
    expect(Number(dot.getAttribute("cy"))).toBeCloseTo(area.bottom - (area.bottom - area.top) / 4, 1);
    expect(x.invert(x.apply(7))).toBeCloseTo(7, 9);
    expect(y.invert(-100)).toBe(1);
    const interval = /M([\d.]+),([\d.]+)V([\d.]+)/.exec(
      svg.querySelector('path[stroke="#123456"]')!.getAttribute("d")!,
    )!;
    expect(Number(interval[2])).toBeCloseTo(y.apply(0.2), 1);
    expect(Number(interval[3])).toBeCloseTo(y.apply(0.5), 1);
  });

  it("takes the logarithm where an axis says so, and leaves a gap where a line has none", () => {
    const chart = chartOf(
      [
        {
          kind: "line",
          points: [
            [0, 1],
            [1, 0],
            [2, 0.01],
            [3, 0.001],
          ],
          colour: "#123456",
        },
      ],
      { y: { label: "error", scale: "log", domain: [1e-4, 1] } },
    );
    const { y, area, svg } = drawn(chart);
    expect(y.apply(0.01)).toBeCloseTo((area.top + area.bottom) / 2, 9);
    expect(y.invert((area.top + area.bottom) / 2)).toBeCloseTo(0.01, 9);
    expect(svg.querySelector('path[stroke="#123456"]')!.getAttribute("d")!.match(/M/g)).toHaveLength(2);
  });

  it("cuts lines off at the axes, and draws no rule beside them", () => {
    const { svg, area } = drawn(
      chartOf([
        { kind: "rule", at: { x: 11 }, colour: "#aaaaaa", label: "too far" },
        {
          kind: "line",
          points: [
            [0, 0],
            [10, 5],
          ],
          colour: "#123456",
        },
      ]),
    );
    const inner = svg.querySelector('path[stroke="#123456"]')!.parentElement!;
    expect(inner.tagName.toLowerCase()).toBe("svg");
    expect(inner.getAttribute("overflow")).toBe("hidden");
    expect(Number(inner.getAttribute("height"))).toBeCloseTo(area.bottom - area.top, 1);
    expect(svg.querySelector('path[stroke="#aaaaaa"]')).toBeNull();
    expect(textsOf(svg)).not.toContain("too far");
  });

  it("draws bars that are told apart one by one, and more of them as one shape", () => {
    const bars = (count: number): Chart =>
      chartOf(
        [{ kind: "bars", values: Array.from({ length: count }, () => 1), first: 1, colour: "#123456" }],
        {
          x: { label: "round", domain: [0.5, count + 0.5], isWhole: true },
        },
      );
    expect(drawn(bars(20)).svg.querySelectorAll("rect")).toHaveLength(20);
    expect(drawn(bars(2000)).svg.querySelectorAll("rect")).toHaveLength(0);
    expect(drawn(bars(2000)).svg.querySelectorAll("polygon")).toHaveLength(1);
  });

  it("names rows beside the axis, or above them where there is no room, and finds the row at a place", () => {
    const names = ["the characters as they are", "what is meant"];
    const chart: Chart = {
      x: { label: "bytes", domain: [0, 60] },
      y: { names },
      layers: [
        {
          kind: "rows",
          parts: [
            { name: names[0], length: 56, colour: "#111111" },
            { name: names[1], length: 5, colour: "#222222" },
            { name: names[1], length: 1, colour: "#333333" },
          ],
          total: String,
        },
      ],
    };
    for (const width of [500, 250]) {
      const { svg, rows, area } = drawn(chart, { width });
      expect(textsOf(svg)).toEqual(expect.arrayContaining([...names, "56", "6"]));
      expect(area.left > 60).toBe(width === 500);
      expect(rows!.invert(area.bottom - 1)).toBe(names[1]);
    }
  });

  it("has no two ticks of the horizontal axis that touch, however narrow it is", () => {
    for (let width = 140; width < 900; width += 20) {
      const { svg } = drawn(chartOf([], { x: { label: "texts", domain: [0, 1_000_000] } }), { width });
      const ticks = [...svg.querySelectorAll("text")].filter((text) => /^[\d,]+$/.test(text.textContent!));
      const ends = ticks.map((tick) => {
        const half = (7 * tick.textContent!.length) / 2;
        return [Number(tick.getAttribute("x")) - half, Number(tick.getAttribute("x")) + half] as const;
      });
      for (const [i, [left]] of ends.entries()) if (i > 0) expect(left).toBeGreaterThan(ends[i - 1][1]);
    }
  });

  it("puts names of rules that would cover each other beside each other or one below the other", () => {
    const rule = (x: number, label: string): Layer => ({ kind: "rule", at: { x }, colour: "#aaaaaa", label });
    const { svg } = drawn(
      chartOf([rule(6, "R = 6"), rule(6.1, "threshold"), rule(6.3, "another threshold")]),
    );
    const labels = [...svg.querySelectorAll("text[stroke]")];
    const heights = labels.map((label) => label.getAttribute("y"));
    expect(labels.map((label) => label.textContent)).toEqual(["R = 6", "threshold", "another threshold"]);
    expect(new Set(heights).size).toBeGreaterThan(1);
  });

  it("writes names as text, whatever is in them", () => {
    const { svg } = drawn(chartOf([], { x: { label: "<b>&", domain: [0, 1] } }), { label: '"<i>' });
    expect(textsOf(svg)).toContain("<b>& →");
    expect(svg.querySelector("b, i")).toBeNull();
  });

  it("is the same text every time", () => {
    const chart = chartOf([{ kind: "text", x: 1, y: 1, text: "here", colour: "red" }]);
    expect(drawChart(chart, frame).svg).toBe(drawChart(chart, frame).svg);
  });
});

describe("the legend of a chart", () => {
  it("names what is in front first, each in the look of its layer", () => {
    const points = [{ x: 1, y: 1, low: 0, high: 1 }];
    const legend = legendOf(
      chartOf(
        [
          { kind: "area", name: "band", points: [], colour: "a" },
          { kind: "line", name: "theory", points: [], colour: "b", isDashed: true },
          { kind: "line", points: [], colour: "b" },
          { kind: "dots", name: "simulated", points, colour: "c" },
          { kind: "dots", name: "exact", points: [], colour: "d", isOpen: true },
        ],
        { legend: [{ label: "first", colour: "e", mark: "swatch" }] },
      ),
    );
    expect(legend).toEqual([
      { label: "first", colour: "e", mark: "swatch" },
      { label: "exact", colour: "d", mark: "ring" },
      { label: "simulated", colour: "c", mark: "dot" },
      { label: "theory", colour: "b", mark: "dashed" },
      { label: "band", colour: "a", mark: "band" },
    ]);
  });
});
