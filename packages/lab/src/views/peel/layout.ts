/**
 * Where skills and texts stand: in the order of learning. A skill stands in the column of its round, the text that teaches
 * it before it; what is stuck stands behind everything. Within a column nodes are put beside what they are joined to
 * (barycentres, K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system
 * structures", 1981), so that learning runs across the drawing like a wave.
 */
import type { PeelOutput } from "./compute.js";

export type Place = { readonly x: number; readonly y: number };

export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly skills: readonly Place[];
  /** Null for texts that are not drawn: those without a skill to teach. */
  readonly texts: readonly (Place | null)[];
  /** How many letters of a name there is room for. */
  readonly nameLength: number;
  /** Half the size of a node. */
  readonly radius: number;
  /** Where the columns of the rounds stand, and that of what is stuck. */
  readonly headings: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  /** Where what is stuck begins, along the direction of learning; null when nothing is. */
  readonly stuckFrom: number | null;
  readonly vertical: boolean;
};

/** Whether skills have numbers for names, which stand inside their circles; other names stand below. */
export function isNumbered({ skills }: PeelOutput): boolean {
  return skills.every(({ name }) => /^skill \d+$/.test(name));
}

type Node = { readonly layer: number; readonly neighbours: number[]; place: number };

const sweeps = 12;
const headingSpace = 26;
/** Where rounds are rows, their names stand beside them. */
const marginSpace = 48;

export function layoutOf(output: PeelOutput, width: number): Layout {
  const { skills, texts, rounds } = output;
  const drawn = texts.map((text) => text.teaches.length > 0);
  const layers = layersOf(output, drawn);
  const nodes: Node[] = layers.map((layer) => ({ layer, neighbours: [], place: 0 }));
  for (const [text, { requires, teaches }] of texts.entries()) {
    if (!drawn[text]) continue;
    for (const skill of new Set([...requires, ...teaches])) {
      nodes[skills.length + text].neighbours.push(skill);
      nodes[skill].neighbours.push(skills.length + text);
    }
  }
  const named = !isNumbered(output);
  const vertical = width < 560;
  const columns = arrange(
    nodes,
    drawn,
    skills.length,
    vertical ? Math.max(4, Math.floor((width - marginSpace) / (named ? 72 : 30))) : 13,
  );
  const most = Math.max(1, ...columns.map(({ members }) => members.length));
  const across = vertical
    ? width - marginSpace
    : Math.max(250, Math.min(named ? 560 : 470, most * (named ? 44 : 38))) + 8;
  const pitch = vertical ? (named ? 60 : 52) : 0;
  const along = vertical ? headingSpace + columns.length * pitch : width;
  const room = vertical ? pitch : (along - 16) / Math.max(1, columns.length);
  const radius = Math.max(6.5, Math.min(12, 0.4 * room, 0.42 * ((across - 10) / most) - (named ? 4 : 0)));
  const places: Place[] = nodes.map(() => ({ x: 0, y: 0 }));
  const headings: Layout["headings"][number][] = [];
  let stuckFrom: number | null = null;
  for (const [i, { layer, members }] of columns.entries()) {
    const at = vertical ? headingSpace + (i + 0.5) * pitch : 8 + (i + 0.5) * room;
    const lane = across / members.length;
    // A few nodes stand close together in the middle, not at the ends.
    const spread = Math.min(lane, 76);
    for (const [k, node] of members.entries()) {
      const side = across / 2 + (k - (members.length - 1) / 2) * spread;
      places[node] = vertical ? { x: marginSpace + side, y: at } : { x: at, y: headingSpace + side };
    }
    const stuck = layer > 2 * rounds + 1;
    if (stuck && stuckFrom === null) {
      stuckFrom = at - (vertical ? pitch : room) / 2;
      headings.push(
        vertical ? { x: 4, y: stuckFrom + pitch / 2 + 4, label: "stuck" } : { x: at, y: 14, label: "stuck" },
      );
    }
    if (!stuck && layer > 0 && layer % 2 === 0 && columns[i - 1]?.layer !== layer)
      headings.push(
        vertical
          ? { x: 2, y: at + 4, label: `round ${layer / 2}` }
          : { x: at, y: 14, label: `${room > 46 ? "round " : ""}${layer / 2}` },
      );
  }
  return {
    width,
    height: vertical ? along : headingSpace + across,
    skills: places.slice(0, skills.length),
    texts: texts.map((_, text) => (drawn[text] ? places[skills.length + text] : null)),
    nameLength: Math.max(5, Math.floor((vertical ? across / Math.min(most, 5) : 2 * room) / 5.6)),
    radius,
    headings,
    stuckFrom,
    vertical,
  };
}

/** Skills of round r stand in layer 2r, texts that teach in it in layer 2r - 1, what is stuck behind the last one. */
function layersOf({ skills, texts, rounds }: PeelOutput, drawn: readonly boolean[]): number[] {
  const stuckTexts = 2 * rounds + 2;
  const ofSkills = skills.map(({ round }) => (round === null ? stuckTexts + 1 : 2 * round));
  const ofTexts = texts.map(({ requires, teaches, core }, text) => {
    if (!drawn[text]) return 0;
    if (core !== null) return stuckTexts;
    const taught = teaches.filter((skill) => skills[skill].from === text);
    if (taught.length > 0) return Math.min(...taught.map((skill) => ofSkills[skill] - 1));
    // Understood without having taught: behind the last skill it needs.
    return Math.max(...[...requires, ...teaches].map((skill) => ofSkills[skill])) + 1;
  });
  return [...ofSkills, ...ofTexts];
}

type ColumnOfNodes = { readonly layer: number; readonly members: readonly number[] };

/** Orders the nodes of each layer; a layer that is too long becomes several columns. */
function arrange(
  nodes: Node[],
  drawn: readonly boolean[],
  skillCount: number,
  longest: number,
): readonly ColumnOfNodes[] {
  const layers = new Map<number, number[]>();
  for (const [i, { layer }] of nodes.entries()) {
    if (i >= skillCount && !drawn[i - skillCount]) continue;
    const members = layers.get(layer);
    if (members === undefined) layers.set(layer, [i]);
    else members.push(i);
  }
  const sorted = [...layers].sort(([a], [b]) => a - b);
  const settle = (members: readonly number[]): void => {
    for (const [k, node] of members.entries()) nodes[node].place = (k + 0.5) / members.length;
  };
  for (const [, members] of sorted) settle(members);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const [, members] of sweep % 2 === 0 ? sorted : [...sorted].reverse()) {
      const centre = new Map(members.map((node) => [node, barycentre(nodes, node)]));
      members.sort((a, b) => centre.get(a)! - centre.get(b)! || a - b);
      settle(members);
    }
  }
  return sorted.flatMap(([layer, members]) => {
    const parts = Math.ceil(members.length / longest);
    return Array.from({ length: parts }, (_, part) => ({
      layer,
      members: members.filter((_, k) => k % parts === part),
    }));
  });
}

function barycentre(nodes: readonly Node[], node: number): number {
  const { neighbours, place } = nodes[node];
  if (neighbours.length === 0) return place;
  return neighbours.reduce((sum, other) => sum + nodes[other].place, 0) / neighbours.length;
}
