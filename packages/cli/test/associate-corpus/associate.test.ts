import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import graphology from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphMl } from "graphology-graphml";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild, root } from "../support/built.js";

type Associate = {
  schema: string;
  association: {
    skills: number;
    associations: number;
    components: number;
    largest: number[];
    giant: number;
    predictedGiant: number | null;
    predictedIndependent: number | null;
    nullModel: { runs: number; learned: Share; giant: Share } | null;
  };
  percolation: { occupied: number; giant: number }[];
  growth: { learned: number; giant: number }[];
  strongest: { skills: [string, string]; texts: number }[];
  written: { files: string[]; associations: number; weight: number } | null;
};
type Share = { mean: number; standardDeviation: number };
type Learn = {
  association: { skills: number; components: number; giant: number; predictedGiant: number | null };
};

// The class is the default export of a CommonJS module, which its types do not say.
const Graph = graphology as unknown as typeof graphology.default;

const theorems = "examples/cited-theorems.jsonl";

/** The learned skills that share a text, by a naive program. */
function naiveAssociations(path: string): Map<string, number> {
  const texts = readFileSync(join(root, path), "utf8")
    .trim()
    .split("\n")
    .map((line) => [...new Set((JSON.parse(line) as { skills: string[] }).skills)]);
  const learned = new Set<string>();
  for (let before = -1; before < learned.size; ) {
    before = learned.size;
    for (const skills of texts) {
      const fresh = skills.filter((skill) => !learned.has(skill));
      if (fresh.length === 1) learned.add(fresh[0]);
    }
  }
  const weights = new Map<string, number>();
  for (const skills of texts) {
    const known = skills.filter((skill) => learned.has(skill)).sort((a, b) => (a < b ? -1 : 1));
    for (const [i, a] of known.entries()) {
      for (const b of known.slice(i + 1)) weights.set(`${a} ${b}`, (weights.get(`${a} ${b}`) ?? 0) + 1);
    }
  }
  return weights;
}

describe("onset associate of a corpus", () => {
  const folder = temporaryFolder();
  const paths = ["graph.graphml", "graph.gexf", "edges.csv"].map((name) => join(folder, name));
  const writing = ["--graphml", paths[0], "--gexf", paths[1], "--csv", paths[2]];
  const labelled = (graph: ReturnType<typeof parseGexf>): Map<string, number> =>
    new Map(
      graph.mapEdges((_, { weight }, source, target) => {
        const names = [source, target].map((node) => String(graph.getNodeAttribute(node, "label")));
        return [names.sort((a, b) => (a < b ? -1 : 1)).join(" "), Number(weight)];
      }),
    );
  beforeAll(() => {
    requireFreshBuild();
    // The readers are for browsers, which have a parser of XML.
    vi.stubGlobal("DOMParser", parseHTML("<html></html>").DOMParser);
    vi.stubGlobal("Document", parseHTML("<html></html>").Document);
  });

  it("measures the giant component beside theory and a null model with the same degrees", () => {
    const { schema, association, percolation, growth } = json<Associate>(["associate", theorems]);
    expect(schema).toBe("onset/associate@2");
    expect(association).toMatchObject({ skills: 508, components: 7, associations: 15119 });
    expect(association.largest.slice(0, 2)).toEqual([502, 1]);
    expect(association.giant).toBeCloseTo(502 / 803, 12);
    const { learned, giant, runs } = association.nullModel!;
    expect(runs).toBe(20);
    // What is beyond the degrees lies outside of what rewired corpora show; theory is about those.
    expect(Math.abs(association.giant - giant.mean)).toBeGreaterThan(giant.standardDeviation);
    expect(Math.abs(association.predictedGiant! - giant.mean)).toBeLessThan(3 * giant.standardDeviation);
    expect(giant.mean).toBeLessThanOrEqual(learned.mean);
    for (const curve of [percolation, growth]) {
      expect(curve[0].giant).toBe(0);
      expect(curve.at(-1)!.giant).toBeCloseTo(502 / 508, 12);
      expect(curve.map(({ giant: value }) => value)).toEqual(
        curve.map(({ giant: v }) => v).sort((a, b) => a - b),
      );
    }
    const { association: inLearn } = json<Learn>(["learn", theorems, "--runs", "0"]);
    expect(inLearn).toEqual({
      skills: 508,
      components: 7,
      giant: association.giant,
      predictedGiant: association.predictedGiant,
    });
  });

  it("writes GraphML, GEXF and CSV that another program reads, with all a naive program finds", () => {
    const args = ["associate", theorems, ...writing, "--runs", "0"];
    const { written, strongest } = json<Associate>(args);
    expect(written).toEqual({ files: paths, associations: 15119, weight: 1 });
    const naive = naiveAssociations(theorems);
    const graphs = [
      parseGraphMl(Graph, readFileSync(paths[0], "utf8")),
      parseGexf(Graph, readFileSync(paths[1], "utf8")),
    ];
    for (const graph of graphs) {
      expect(graph.order).toBe(508);
      expect(labelled(graph)).toEqual(naive);
      const node = graph.findNode((_, { label }) => label === "ax-r1")!;
      expect(graph.getNodeAttributes(node)).toMatchObject({ round: 1, component: 1 });
      expect(Number(graph.getNodeAttribute(node, "texts"))).toBeGreaterThan(400);
      expect(graph.getNodeAttribute(node, "learned_from")).toBe("cm");
    }
    const rows = readFileSync(paths[2], "utf8").trim().split("\n").slice(1);
    expect(rows).toHaveLength(15119);
    const heaviest = Math.max(...naive.values());
    expect(naive.get(strongest[0].skills.join(" "))).toBe(heaviest);
    expect(strongest[0].texts).toBe(heaviest);
  });

  it("writes the strongest associations when there are too many, none below a weight", () => {
    const naive = [...naiveAssociations(theorems).values()].sort((a, b) => b - a);
    const weightsOf = (args: string[]) => {
      expect(onset(["associate", theorems, ...writing, "--runs", "0", ...args]).status).toBe(0);
      const graph = parseGraphMl(Graph, readFileSync(paths[0], "utf8"));
      expect(graph.order).toBe(508);
      return [...labelled(graph).values()].sort((a, b) => b - a);
    };
    expect(weightsOf(["--max-edges", "1000"])).toEqual(naive.slice(0, 1000));
    expect(weightsOf(["--min-weight", "20"])).toEqual(naive.filter((weight) => weight >= 20));
    expect(weightsOf(["--max-edges", "0"])).toEqual([]);
  });

  it("writes names of all kinds so that they come back", () => {
    const corpus = join(folder, "names.jsonl");
    const names = ['<a & "b">', "ü – 漢字 🙂", "  spaced   out ", "tab\there", "'single'"];
    const texts = [[names[0]], ...names.slice(1).map((name, i) => [names[i], name])];
    writeFileSync(corpus, texts.map((skills) => `${JSON.stringify({ skills })}\n`).join(""));
    expect(onset(["associate", corpus, ...writing]).status).toBe(0);
    const expected = names.map((name) => name.trim()).sort();
    for (const graph of [
      parseGraphMl(Graph, readFileSync(paths[0], "utf8")),
      parseGexf(Graph, readFileSync(paths[1], "utf8")),
    ]) {
      expect(graph.mapNodes((_, { label }) => String(label)).sort()).toEqual(expected);
      expect(graph.size).toBe(4);
    }
  });

  it("says nothing of theory where there is none, and works without any association", () => {
    const known = json<Associate>(["associate", theorems, "--known-top", "5", "--runs", "3"]);
    expect(known.association).toMatchObject({ predictedGiant: null, predictedIndependent: null });
    expect(known.association.skills).toBe(508);
    const course = json<Associate>(["associate", "examples/python-course.jsonl"]);
    expect(course.association.predictedGiant).toBeNull();
    expect(course.association.nullModel!.runs).toBe(20);
    const none = json<Associate>(["associate", "examples/king-james-words.jsonl.gz", "--runs", "0"]);
    expect(none.association).toMatchObject({
      skills: 0,
      associations: 0,
      components: 0,
      giant: 0,
      predictedGiant: 0,
    });
    expect(none.strongest).toEqual([]);
  });

  it("takes a law for a law, and what looks like a file for a corpus", () => {
    expect(onset(["associate", "poisson:3", "--ratio", "0.9"]).status).toBe(0);
    expect(onset(["associate", "nowhere.jsonl"])).toMatchObject({ status: 2, stdout: "" });
    expect(onset(["associate", "nowhere.jsonl"]).stderr).toContain('there is no file "nowhere.jsonl"');
    const twice = onset(["associate", theorems, "--csv", "a.csv", "--gexf", "a.csv"]);
    expect(twice).toMatchObject({ status: 2, stdout: "" });
    const piped = onset(["associate", "-", "--json"], { input: '{"skills":["a"]}\n{"skills":["a","b"]}\n' });
    expect((JSON.parse(piped.stdout) as Associate).association).toMatchObject({ skills: 2, associations: 1 });
  });

  it("measures the 732,022 edges of set theory", { timeout: 120_000 }, () => {
    const large = json<Associate>(["associate", "examples/cited-theorems-large.jsonl.gz", "--csv", paths[2]]);
    expect(large.association.associations).toBe(3_762_139);
    expect(large.written!.associations).toBe(100_000);
  });
});
