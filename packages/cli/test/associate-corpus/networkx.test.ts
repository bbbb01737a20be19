/** GraphML and GEXF as networkx reads them. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";
import { findPython } from "../support/not-tested.js";

const python = findPython("graphs read by networkx", "networkx");

const program = `
import json, sys, networkx
graphml = networkx.read_graphml(sys.argv[1])
gexf = networkx.read_gexf(sys.argv[2])
def told(graph):
    label = lambda node: graph.nodes[node]["label"]
    return {
        "directed": graph.is_directed(),
        "nodes": sorted([attributes["label"], int(attributes["texts"]), int(attributes["round"])] for _, attributes in graph.nodes(data=True)),
        "edges": sorted(sorted([label(a), label(b)]) + [int(attributes["weight"])] for a, b, attributes in graph.edges(data=True)),
        "components": sorted((len(part) for part in networkx.connected_components(graph)), reverse=True),
    }
print(json.dumps([told(graphml), told(gexf)]))
`;

type Told = {
  directed: boolean;
  nodes: [string, number, number][];
  edges: [string, string, number][];
  components: number[];
};
type Associate = {
  association: { skills: number; associations: number; largest: number[] };
  strongest: { skills: [string, string]; texts: number }[];
};

describe.skipIf(python === null)("networkx", () => {
  const folder = temporaryFolder();
  beforeAll(requireFreshBuild);

  it("reads the GraphML and GEXF of a corpus: the same graph from both, with the components that were counted", () => {
    const paths = ["graph.graphml", "graph.gexf"].map((name) => join(folder, name));
    const { association, strongest } = json<Associate>([
      "associate",
      "examples/cited-theorems.jsonl",
      ...["--graphml", paths[0], "--gexf", paths[1], "--runs", "0"],
    ]);
    const ran = spawnSync(python!, ["-c", program, ...paths], { encoding: "utf8", maxBuffer: 2 ** 26 });
    expect(ran.stderr).toBe("");
    const [graphml, gexf] = JSON.parse(ran.stdout) as [Told, Told];
    expect(gexf).toEqual(graphml);
    expect(graphml.directed).toBe(false);
    expect(graphml.nodes).toHaveLength(association.skills);
    expect(graphml.edges).toHaveLength(association.associations);
    expect(graphml.components.slice(0, 5)).toEqual(association.largest.slice(0, 5));
    const [heaviest] = graphml.edges.toSorted((a, b) => b[2] - a[2]);
    expect(heaviest).toEqual([...strongest[0].skills.toSorted(), strongest[0].texts]);
  });
});
