/** A corpus as an ensemble with typed edges: the texts and the skills with the types of their ends, nothing else. */
import { checkInteger, rejected } from "../../base/index.js";
import { type TypedRows, typedRows } from "./rows.js";

/** A corpus as lists of skills, text after text, with the degrees of its skills; a `SkillTextGraph` is one. */
export type EdgeLists = {
  /** Texts + 1 ascending positions in `textSkills`. */
  readonly textOffsets: Uint32Array;
  /** The skill of every edge, text after text. */
  readonly textSkills: Uint32Array;
  /** Skills + 1 ascending positions; the differences are the degrees of the skills. */
  readonly skillOffsets: Uint32Array;
};

/** An ensemble of {@link edgeTypeEnsemble}. */
export type EdgeTypeEnsemble = {
  /** The texts by the types of their ends. */
  readonly texts: TypedRows;
  /** The skills by the types of their ends. */
  readonly skills: TypedRows;
  /** For every type how many edges are of it. */
  readonly edgesOfType: Float64Array<ArrayBuffer>;
  readonly textCount: number;
  readonly skillCount: number;
};

/**
 * The ensemble of all corpora whose texts and skills have the ends, type by type, that those of a given corpus have.
 * With one type for all edges it keeps the degrees only (the configuration model); with a type for each edge it is the
 * corpus itself. O(texts + skills + edges), about 50 ns an edge.
 *
 * Source: multi-edge-type ensembles, Richardson and Urbanke, "Modern Coding Theory", section 7.1.
 *
 * @param corpus - Lists of skills; leave out the skills that are known.
 * @param typeOfEdge - For every edge its type, an integer from 0; types should be numbered without gaps.
 * @throws RangeError when the lists do not fit each other, or a list of types does not fit them.
 *
 * @example
 * ```ts
 * import { edgeTypeEnsemble } from "@onset/core/theory";
 * // Texts {0}, {0, 1}, {1}: two kinds of texts, one kind of skills.
 * const corpus = {
 *   textOffsets: Uint32Array.of(0, 1, 3, 4),
 *   textSkills: Uint32Array.of(0, 0, 1, 1),
 *   skillOffsets: Uint32Array.of(0, 2, 4),
 * };
 * const ensemble = edgeTypeEnsemble(corpus, new Uint32Array(4));
 * [...ensemble.texts.weights]; // => [2, 1]
 * [...ensemble.skills.weights]; // => [2]
 * ```
 */
export function edgeTypeEnsemble(corpus: EdgeLists, typeOfEdge: Uint32Array): EdgeTypeEnsemble {
  const { textOffsets, textSkills, skillOffsets } = corpus;
  const edgeCount = textSkills.length;
  const [textCount, skillCount] = [textOffsets.length - 1, skillOffsets.length - 1];
  checkEdgeLists(corpus);
  if (typeOfEdge.length !== edgeCount) {
    throw rejected(typeOfEdge.length, "typeOfEdge", `a type for each of the ${edgeCount} edges`);
  }
  let typeCount = 0;
  for (let edge = 0; edge < edgeCount; edge++)
    if (typeOfEdge[edge] >= typeCount) typeCount = typeOfEdge[edge] + 1;
  checkInteger(typeCount, "number of types", 0, edgeCount);
  const starts = new Uint32Array(typeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) starts[typeOfEdge[edge] + 1] += 1;
  const edgesOfType = Float64Array.from(starts.subarray(1));
  for (let type = 0; type < typeCount; type++) starts[type + 1] += starts[type];
  const edgesByType = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) edgesByType[starts[typeOfEdge[edge]]++] = edge;
  const textOfEdge = new Uint32Array(edgeCount);
  for (let text = 0; text < textCount; text++)
    textOfEdge.fill(text, textOffsets[text], textOffsets[text + 1]);
  return {
    texts: typedRows(textOffsets, textOfEdge, typeOfEdge, edgesByType, typeCount),
    skills: typedRows(skillOffsets, textSkills, typeOfEdge, edgesByType, typeCount),
    edgesOfType,
    textCount,
    skillCount,
  };
}

/** Lists of texts and of skills that fit each other, or a RangeError. */
export function checkEdgeLists({ textOffsets, textSkills, skillOffsets }: EdgeLists): void {
  const [edgeCount, skillCount] = [textSkills.length, skillOffsets.length - 1];
  checkEnd(textOffsets, edgeCount, "textOffsets");
  checkEnd(skillOffsets, edgeCount, "skillOffsets");
  for (let edge = 0; edge < edgeCount; edge++) {
    if (textSkills[edge] >= skillCount) {
      throw new RangeError(
        `edge ${edge} names skill ${textSkills[edge]}, but there are ${skillCount} skills`,
      );
    }
  }
}

function checkEnd(offsets: Uint32Array, edgeCount: number, title: string): void {
  const last = offsets[offsets.length - 1];
  if (offsets[0] === 0 && last === edgeCount) return;
  throw rejected(last ?? "nothing", title, `positions from 0 to ${edgeCount}, the number of edges`);
}
