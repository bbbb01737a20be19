import type { Association } from "@onset/core/analysis";
import type { CellOptions } from "@onset/core/base";
import type { Content } from "../../files/content.js";
import { csvLine } from "../../files/csv.js";

/** A skill of the association graph and what is known of it. */
export type SkillNode = {
  readonly skill: number;
  readonly name: string;
  /** In how many texts it occurs. */
  readonly texts: number;
  /** The round that learned it; 0 for skills known at the start. */
  readonly round: number;
  /** The text that taught it; empty for skills known at the start. */
  readonly learnedFrom: string;
  /** The number of its component, from 1, the largest first. */
  readonly component: number;
};

/** An association graph as it is written: nodes and edges are gone through as often as needed. */
export type AssociationGraph = {
  readonly title: string;
  readonly nodes: Iterable<SkillNode>;
  readonly edges: Iterable<Association>;
};

// What XML 1.0 cannot hold at all, not even by number.
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xml(text: string): string {
  return text
    .replaceAll(impossible, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

const attributes = [
  ["label", "string"],
  ["texts", "int"],
  ["round", "int"],
  ["learned_from", "string"],
  ["component", "int"],
] as const;

function valuesOf({ name, texts, round, learnedFrom, component }: SkillNode): readonly (string | number)[] {
  return [name, texts, round, learnedFrom, component];
}

/** The graph as GraphML, for Gephi, Cytoscape, yEd, NetworkX, igraph. */
export function* graphMl({ title, nodes, edges }: AssociationGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  yield ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n';
  yield '  <key id="title" for="graph" attr.name="title" attr.type="string"/>\n';
  for (const [name, type] of attributes) {
    yield `  <key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>\n`;
  }
  yield '  <key id="weight" for="edge" attr.name="weight" attr.type="int"/>\n';
  yield `  <graph id="associations" edgedefault="undirected">\n    <data key="title">${xml(title)}</data>\n`;
  for (const node of nodes) {
    const data = valuesOf(node).map(
      (value, i) => `<data key="${attributes[i][0]}">${xml(String(value))}</data>`,
    );
    yield `    <node id="n${node.skill}">${data.join("")}</node>\n`;
  }
  for (const { skill, other, weight } of edges) {
    yield `    <edge source="n${skill}" target="n${other}"><data key="weight">${weight}</data></edge>\n`;
  }
  yield "  </graph>\n</graphml>\n";
}

/** The graph as GEXF 1.2, for Gephi. */
export function* gexf({ title, nodes, edges }: AssociationGraph): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n';
  yield `  <meta><creator>Onset</creator><description>${xml(title)}</description></meta>\n`;
  yield '  <graph mode="static" defaultedgetype="undirected">\n    <attributes class="node" mode="static">\n';
  // The label is an attribute of every node in GEXF itself.
  const own = attributes.slice(1);
  for (const [name, type] of own) {
    yield `      <attribute id="${name}" title="${name}" type="${type === "int" ? "integer" : type}"/>\n`;
  }
  yield "    </attributes>\n    <nodes>\n";
  for (const node of nodes) {
    const values = valuesOf(node).slice(1);
    const data = values.map((value, i) => `<attvalue for="${own[i][0]}" value="${xml(String(value))}"/>`);
    yield `      <node id="n${node.skill}" label="${xml(node.name)}"><attvalues>${data.join("")}</attvalues></node>\n`;
  }
  yield "    </nodes>\n    <edges>\n";
  let id = 0;
  for (const { skill, other, weight } of edges) {
    yield `      <edge id="e${id++}" source="n${skill}" target="n${other}" weight="${weight}"/>\n`;
  }
  yield "    </edges>\n  </graph>\n</gexf>\n";
}

/** The edges as a table, with what is known of both ends. */
export function* edgeTable({ nodes, edges }: AssociationGraph, cells: CellOptions = {}): Generator<string> {
  const ends = ["source", "target"].flatMap((end) => [end, `${end}_texts`, `${end}_round`]);
  yield csvLine([...ends, "component", "weight"]);
  const nodeOfSkill = new Map<number, SkillNode>();
  for (const node of nodes) nodeOfSkill.set(node.skill, node);
  for (const { skill, other, weight } of edges) {
    const [a, b] = [nodeOfSkill.get(skill)!, nodeOfSkill.get(other)!];
    yield csvLine([a.name, a.texts, a.round, b.name, b.texts, b.round, a.component, weight], cells);
  }
}

/** The formats that are written, by the name of their option. */
export const graphFormats: Readonly<
  Record<"graphml" | "gexf" | "csv", (graph: AssociationGraph, cells: CellOptions) => Content>
> = {
  graphml: graphMl,
  gexf,
  csv: edgeTable,
};
