import { rejected } from "../../base/index.js";
import { lawKindOf } from "../law-kinds.js";
import type { DegreeLaw } from "../laws.js";
import type { Density, DensityGrid } from "./density.js";
import { type EdgePowers, powerSum } from "./powers.js";

/** A round of density evolution: what bits send, from what they got. */
export type NoiseRound = {
  /** What checks send to bits after they got `toChecks`. */
  readonly step: (toChecks: readonly Density[]) => Density[];
  /** What bits send to checks, by type of edge, from the channel and from checks. */
  readonly send: (channel: Density, toBits: readonly Density[]) => Density[];
  /** What the bits that count know, after all their checks. */
  readonly decide: (channel: Density, toBits: readonly Density[]) => Density;
  /** How many types of edges there are. */
  readonly types: number;
};

/** Degrees beyond this would take minutes. */
const maxNoiseDegree = 1000;

/** The random ensemble of two degree laws: one type of edges. */
export function pairRound(grid: DensityGrid, checks: DegreeLaw, bits: DegreeLaw): NoiseRound {
  const ofChecks = edgePowers(checks, "checks");
  const ofBits = edgePowers(bits, "bits");
  const nodes = lawKindOf(bits).support(bits);
  const { atBit, atCheck } = productsOf(grid);
  const [unknown, known] = [grid.certain(false), grid.certain(true)];
  return {
    types: 1,
    step: ([message]) => [powerSum(ofChecks, message, known, atCheck)],
    send: (channel, [message]) => [atBit(channel, powerSum(ofBits, message, unknown, atBit))],
    decide: (channel, [message]) =>
      atBit(
        channel,
        powerSum({ degrees: nodes.degrees, weights: nodes.probabilities }, message, unknown, atBit),
      ),
  };
}

/**
 * The staircase ensemble: message bits of one degree, whose ends are dealt evenly to as many checks as there are repair bits, and repair
 * bits that each join a check to the next. Two types of edges: those of the message, those of the stairs.
 *
 * @param ratio - Checks per message bit, > 0.
 */
export function staircaseRound(grid: DensityGrid, ratio: number, degree: number): NoiseRound {
  const mean = degree / ratio;
  const least = Math.floor(mean);
  const more = mean - least;
  const { atBit, atCheck } = productsOf(grid);
  const [unknown, known] = [grid.certain(false), grid.certain(true)];
  // By edge of the message: checks with one message end more are met as often as their ends are many.
  const shareOfLarger = (more * (least + 1)) / mean;
  const others: EdgePowers =
    least === 0
      ? { degrees: [0], weights: [1] }
      : { degrees: [least - 1, least], weights: [1 - shareOfLarger, shareOfLarger] };
  const all: EdgePowers = { degrees: [least, least + 1], weights: [1 - more, more] };
  const oneBitMore: EdgePowers = { degrees: [degree - 1], weights: [1] };
  const allOfBit: EdgePowers = { degrees: [degree], weights: [1] };
  return {
    types: 2,
    step: ([message, stairs]) => [
      atCheck(powerSum(others, message, known, atCheck), atCheck(stairs, stairs)),
      atCheck(powerSum(all, message, known, atCheck), stairs),
    ],
    send: (channel, [message, stairs]) => [
      atBit(channel, powerSum(oneBitMore, message, unknown, atBit)),
      atBit(channel, stairs),
    ],
    decide: (channel, [message]) => atBit(channel, powerSum(allOfBit, message, unknown, atBit)),
  };
}

function productsOf(grid: DensityGrid) {
  return {
    atBit: (first: Density, second: Density) => grid.atBit(first, second),
    atCheck: (first: Density, second: Density) => grid.atCheck(first, second),
  };
}

/** By edge, the other edges of its node and how likely they are so many. */
export function edgePowers(law: DegreeLaw, title: string): EdgePowers {
  const { degrees, probabilities } = lawKindOf(law).support(law);
  const ends = degrees.map((degree, i) => degree * probabilities[i]);
  const total = ends.reduce((sum, weight) => sum + weight, 0);
  const largest = Math.max(...degrees.filter((_, i) => ends[i] > 0));
  if (!(total > 0)) throw rejected(law, title, "a law with edges");
  if (largest > maxNoiseDegree) throw rejected(largest, title, `degrees of at most ${maxNoiseDegree}`);
  const kept = degrees.map((_, i) => i).filter((i) => ends[i] > 0);
  return { degrees: kept.map((i) => degrees[i] - 1), weights: kept.map((i) => ends[i] / total) };
}
