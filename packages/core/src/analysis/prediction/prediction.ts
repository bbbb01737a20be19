/** What theory says of a corpus: the ladder, where its best rung jumps, and whether learning takes off. */
import { type EdgeTypes, graphOfSkills, type SkillTextGraph } from "../../graph/index.js";
import type { LearnedInRounds } from "../../learning/index.js";
import { type EdgeTypeEnsemble, type EdgeTypeJump, edgeTypeThreshold } from "../../theory/index.js";
import type { Pace } from "../call.js";
import type { DegreeCounts } from "../engine.js";
import type { KnownSkills } from "../learner.js";
import { type Emergence, predictEmergence } from "../study/emergence.js";
import { startingTextsOf } from "../study/starting-texts.js";
import { climbLadder, type Ladder } from "./ladder.js";
import { type CorpusOrder, corpusOrder } from "./ordered.js";
import {
  affordableRewirings,
  summarizeRewirings,
  type TakeOffForecast,
  type TakeOffLaw,
} from "./take-off.js";

/** What theory says of a corpus without direction. */
export type Prediction = {
  readonly ladder: Ladder;
  /** What its best rung is made of. */
  readonly ensemble: EdgeTypeEnsemble;
  /** Where the best rung jumps as texts come or go; null where it does not. */
  readonly jump: EdgeTypeJump | null;
  /** The law of take-off by degrees alone; null where there is no jump, and for D > 1. */
  readonly law: TakeOffLaw | null;
  /** What became of corpora rewired inside the types of the best rung; null when none were. */
  readonly forecast: TakeOffForecast | null;
};

/** What is found later: it may be under way already, or begins when it is asked for. */
export type Later<T> = () => Promise<T>;

/** What there is to learn: the skills that are not known, ascending, and the texts without the others. */
export class OpenPart {
  readonly skills: Uint32Array<ArrayBuffer>;
  readonly edgeCount: number;
  readonly #needs: SkillTextGraph;
  #graph: SkillTextGraph | null = null;

  constructor(needs: SkillTextGraph, known: Uint8Array) {
    const { skillCount, skillOffsets } = needs;
    const skills = new Uint32Array(skillCount);
    let count = 0;
    let edgeCount = 0;
    for (let skill = 0; skill < skillCount; skill++) {
      if (known[skill] !== 0) continue;
      skills[count++] = skill;
      edgeCount += skillOffsets[skill + 1] - skillOffsets[skill];
    }
    this.#needs = needs;
    this.edgeCount = edgeCount;
    this.skills = skills.slice(0, count);
  }

  /** The texts and the skills, numbered anew; made when first asked for, O(edges). */
  get graph(): SkillTextGraph {
    const isAll = this.skills.length === this.#needs.skillCount;
    this.#graph ??= isAll ? this.#needs : graphOfSkills(this.#needs, this.skills);
    return this.#graph;
  }
}

/** What there is to learn: known skills are taken out of the texts. O(skills). */
export function openPart(needs: SkillTextGraph, known: Uint8Array): OpenPart {
  return new OpenPart(needs, known);
}

/** Edges of unknown skills up to which the ladder of predictions is climbed unless asked otherwise. */
export const maxLadderEdges = 2_000_000;

/**
 * What theory says of a corpus without direction, by the best rung of its ladder, or by degrees alone where that would
 * take long. As in a study, without its forecast of take-off.
 *
 * @param needs - The texts.
 * @param learned - What was learned from them.
 */
export async function predictByLadder(
  needs: SkillTextGraph,
  known: Pick<KnownSkills, "flags" | "count">,
  counts: DegreeCounts,
  learned: LearnedInRounds,
  maxUnlearned: number,
  pace: Pace,
): Promise<Emergence> {
  const ratio = needs.textCount / needs.skillCount;
  const byDegrees = predictEmergence(counts, ratio, known.count, maxUnlearned);
  const open = openPart(needs, known.flags);
  if (open.edgeCount > maxLadderEdges) return byDegrees;
  const startingTexts = startingTextsOf(counts, maxUnlearned);
  const order = corpusOrder(needs, known.flags, learned, maxUnlearned, startingTexts);
  const { ladder, ensemble } = await climbLadder(open.graph, maxUnlearned, pace);
  const jump = jumpOf(ladder, ensemble, counts, maxUnlearned);
  return emergenceOf(byDegrees, { ladder, jump }, order, ratio);
}

/** Where no text can teach at the start nothing takes off, however the corpus is wired. */
const canStart = (textSizes: DegreeCounts["textSizes"], maxUnlearned: number): boolean =>
  textSizes.some((count, size) => size > 0 && size <= maxUnlearned && count > 0);

/** Where the best rung jumps; null where it does not, and where no text can teach at the start. */
function jumpOf(
  { rungs, best }: Ladder,
  ensemble: EdgeTypeEnsemble,
  { textSizes }: DegreeCounts,
  maxUnlearned: number,
): EdgeTypeJump | null {
  if (!canStart(textSizes, maxUnlearned)) return null;
  return settledJump(edgeTypeThreshold(ensemble, { maxUnlearned }), 1 - rungs[best].learned);
}

/**
 * Climbs the ladder, finds the jump of its best rung, and asks both ways whether learning takes off.
 *
 * @param open - Texts and their unknown skills.
 * @param rewirings - How many corpora are rewired; undefined for what takes a second or two, 0 for none.
 * @param rewire - Learns so many rewirings inside types: here, or at once elsewhere while the rest is done here.
 * @param findLaw - Finds the law of take-off by degrees; asked where there is a jump, and D is 1.
 */
export async function predictStudy(
  open: SkillTextGraph,
  counts: DegreeCounts,
  maxUnlearned: number,
  rewirings: number | undefined,
  rewire: (types: EdgeTypes, rewirings: number) => Later<Float64Array>,
  findLaw: Later<TakeOffLaw | null>,
  pace: Pace,
): Promise<Prediction> {
  const { ladder, types, ensemble } = await climbLadder(open, maxUnlearned, pace);
  await pace.at("prediction", ladder.rungs.length, ladder.rungs.length + 1);
  if (!canStart(counts.textSizes, maxUnlearned))
    return { ladder, ensemble, jump: null, law: null, forecast: null };
  const asked = rewirings ?? affordableRewirings(open);
  const rewired = asked === 0 ? null : rewire(types, asked);
  const jump = jumpOf(ladder, ensemble, counts, maxUnlearned);
  await pace.at("take-off");
  const law = jump === null || maxUnlearned > 1 ? null : await findLaw();
  const height = jump && 1 - middle(jump);
  const forecast = rewired && summarizeRewirings(await rewired(), height, descentOf(ladder));
  return { ladder, ensemble, jump, law, forecast };
}

/** By how much the best rung lies below the highest one that tells more than degrees. */
function descentOf({ rungs, best }: Ladder): number {
  const told = rungs.slice(1, best + 1).map(({ learned }) => learned);
  return Math.max(0, ...told) - (told[told.length - 1] ?? 0);
}

const middle = ({ unlearnedBefore, unlearnedAfter }: EdgeTypeJump): number =>
  (unlearnedBefore + unlearnedAfter) / 2;

/** How far a jump that was found to 1 % may stand on the wrong side of the corpus. */
const accuracy = 0.01;

/** The jump on the side of the corpus on which its best rung stands: it is found to 1 % only. */
function settledJump(jump: EdgeTypeJump | null, unlearned: number): EdgeTypeJump | null {
  if (jump === null) return null;
  const isBeyond = unlearned < middle(jump);
  if (isBeyond) return { ...jump, kept: Math.min(1, jump.kept) };
  return { ...jump, kept: Math.max(1 + accuracy, jump.kept) };
}

/** What the study tells of emergence, by the best rung where there is one, and by construction for ordered corpora. */
export function emergenceOf(
  byDegrees: Emergence,
  { ladder, jump }: Pick<Prediction, "ladder" | "jump">,
  order: CorpusOrder,
  ratio: number,
): Emergence {
  if (order !== null) {
    return {
      ...byDegrees,
      predictedLearned: 1,
      predictedTextError: null,
      predictedBy: "order",
      threshold: null,
      margin: null,
      predictedWindow: null,
      noThreshold: "ordered",
    };
  }
  const rung = ladder.rungs[ladder.best];
  const isStuck = byDegrees.noThreshold === "no-start";
  const learned = isStuck ? 0 : rung.learned;
  return {
    ...byDegrees,
    predictedLearned: learned,
    predictedTextError: rung.textError,
    predictedBy: isStuck ? "degrees" : rung.name,
    threshold: jump && jump.kept * ratio,
    margin: jump && 1 - jump.kept,
    predictedWindow:
      Math.abs(learned - byDegrees.predictedLearned!) > maxShift ? null : byDegrees.predictedWindow,
    noThreshold: jump !== null ? null : isStuck ? "no-start" : "gradual",
  };
}

/** Where rungs differ by more, the window of random corpora is not one of this corpus. */
const maxShift = 0.05;
