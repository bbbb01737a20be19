import { buildGraphOfTexts, type SkillTextGraph } from "../../graph/index.js";
import { type Learned, learnSequential, none } from "../../learning/index.js";
import { eliminate } from "./eliminate.js";

/** What is left where peeling stalls, solved as far as it can be. All numbers are those of the whole graph. */
export type Residual = {
  /** The symbols set aside. */
  readonly inactive: Uint32Array;
  /** The other symbols that were stuck, in the order in which they follow from those set aside, ... */
  readonly order: Uint32Array;
  /** ... and the check that gives each, by its place in `order`. */
  readonly textOf: Uint32Array;
  /** Checks whose equations tell the symbols set aside. */
  readonly equations: Uint32Array;
  /** Pairs of places in `equations`: the second is added to the first, one pair after the other; then ... */
  readonly additions: Uint32Array;
  /** ... each equation tells the symbol with this place in `inactive`; none for those that tell none. */
  readonly told: Uint32Array;
  /** Which of the stuck symbols are recovered. */
  readonly solved: Uint32Array;
};

/** Solves what the learner left, or returns null when more than `maxInactive` symbols would have to be set aside. */
export function solveResidual(
  graph: SkillTextGraph,
  { learnedFlags: learned, unlearnedOfText }: Learned,
  maxInactive: number,
): Residual | null {
  const stuck = stuckGraph(graph, learned, unlearnedOfText);
  const chosen = inactivate(stuck.graph, maxInactive);
  if (chosen === null) return null;
  const { inactive, result } = chosen;
  const { texts, skills } = stuck;

  // Every stuck symbol as a sum of those set aside: one bit each.
  const width = Math.max(1, Math.ceil(inactive.length / 32));
  const coefficients = new Uint32Array(skills.length * width);
  inactive.forEach((skill, place) => {
    coefficients[skill * width + (place >>> 5)] |= 1 << (place & 31);
  });
  const isTeacher = new Uint8Array(texts.length);
  for (const skill of result.order) {
    const text = result.textOfSkill[skill];
    isTeacher[text] = 1;
    for (const other of stuck.graph.skillsOfText(text)) {
      if (other !== skill) addRow(coefficients, skill, other, width);
    }
  }
  const equations = Uint32Array.from(Array.from(texts.keys()).filter((text) => isTeacher[text] === 0));
  const rows = new Uint32Array(equations.length * width);
  for (let row = 0; row < equations.length; row++) {
    for (const skill of stuck.graph.skillsOfText(equations[row])) {
      for (let word = 0; word < width; word++) rows[row * width + word] ^= coefficients[skill * width + word];
    }
  }
  const { rowOfColumn, columnOfRow, additions } = eliminate(rows, equations.length, width, inactive.length);
  const solved: number[] = [];
  for (let skill = 0; skill < skills.length; skill++) {
    const sum = coefficients.subarray(skill * width, (skill + 1) * width);
    if (isSolved(sum, rows, rowOfColumn)) solved.push(skills[skill]);
  }
  return {
    inactive: inactive.map((skill) => skills[skill]),
    order: result.order.map((skill) => skills[skill]),
    textOf: result.order.map((skill) => texts[result.textOfSkill[skill]]),
    equations: equations.map((text) => texts[text]),
    additions,
    told: columnOfRow,
    solved: Uint32Array.from(solved),
  };
}

/** The unlearned skills and the texts that still need some, numbered anew. */
function stuckGraph(graph: SkillTextGraph, learned: Uint8Array, unlearnedOfText: Uint32Array) {
  const skills: number[] = [];
  const number = new Uint32Array(graph.skillCount);
  for (let skill = 0; skill < graph.skillCount; skill++) {
    if (learned[skill] === 1) continue;
    number[skill] = skills.length;
    skills.push(skill);
  }
  const texts: number[] = [];
  const offsets: number[] = [0];
  const lists: number[] = [];
  for (let text = 0; text < graph.textCount; text++) {
    if (unlearnedOfText[text] === 0) continue;
    texts.push(text);
    for (const skill of graph.skillsOfText(text)) if (learned[skill] === 0) lists.push(number[skill]);
    offsets.push(lists.length);
  }
  const built = buildGraphOfTexts(skills.length, Uint32Array.from(offsets), Uint32Array.from(lists));
  return { graph: built.graph, skills: Uint32Array.from(skills), texts: Uint32Array.from(texts) };
}

/** One in so many of the symbols that are still stuck is set aside at a time: fewer steps, hardly more symbols. */
const share = 50;

/** Sets symbols aside, those in the most unsolved checks first, until the learner learns all others. */
function inactivate(graph: SkillTextGraph, most: number): { inactive: Uint32Array; result: Learned } | null {
  const known = new Uint8Array(graph.skillCount);
  const inactive: number[] = [];
  for (;;) {
    const result = learnSequential(graph, { known });
    const left: number[] = [];
    for (let skill = 0; skill < graph.skillCount; skill++)
      if (result.learnedFlags[skill] === 0) left.push(skill);
    if (left.length === 0) return { inactive: Uint32Array.from(inactive), result };
    const degree = new Map(left.map((skill) => [skill, unsolved(graph, skill, result.unlearnedOfText)]));
    left.sort((a, b) => degree.get(b)! - degree.get(a)! || a - b);
    for (const skill of left.slice(0, Math.ceil(left.length / share))) {
      if (inactive.length === most) return null;
      known[skill] = 1;
      inactive.push(skill);
    }
  }
}

function unsolved(graph: SkillTextGraph, skill: number, unlearnedOfText: Uint32Array): number {
  let texts = 0;
  for (const text of graph.textsOfSkill(skill)) if (unlearnedOfText[text] > 0) texts++;
  return texts;
}

function addRow(rows: Uint32Array, target: number, source: number, width: number): void {
  for (let word = 0; word < width; word++) rows[target * width + word] ^= rows[source * width + word];
}

/** Whether nothing is left of a sum of unknowns when those that equations tell are replaced by what tells them. */
function isSolved(sum: Uint32Array, rows: Uint32Array, rowOfColumn: Uint32Array): boolean {
  const width = sum.length;
  for (let column = 0; column < rowOfColumn.length; column++) {
    const row = rowOfColumn[column];
    if (row === none || ((sum[column >>> 5] >>> (column & 31)) & 1) === 0) continue;
    for (let word = 0; word < width; word++) sum[word] ^= rows[row * width + word];
  }
  return sum.every((word) => word === 0);
}
