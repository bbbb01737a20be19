/** Take-off of random corpora whose degrees follow two laws. */
import { checkInteger, checkOptions, checkStream, type RandomStream, rejected } from "../../base/index.js";
import { lawKindOf } from "../law-kinds.js";
import type { DegreeLaw } from "../laws.js";
import type { DegreeClasses } from "./counts.js";
import { type TakeOff, type TakeOffOptions, takeOffOf, takeOffOptionsKeys } from "./take-off.js";

/**
 * Returns how likely learning takes off in a random corpus of so many skills whose degrees follow two laws as closely as
 * numbers of nodes can: the law of {@link takeOff} with expected counts. About 50 ms.
 *
 * @param texts - The law of the number of skills of a text.
 * @param skills - The law of the number of texts of a skill.
 * @param skillCount - How many skills there are, an integer >= 1.
 * @param rng - The source of the Gaussian samples.
 * @throws RangeError for laws without edges, and options outside their range.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { pairTakeOff, regular } from "@onset/core/theory";
 * // The (3, 6) ensemble of LDPC codes, whose threshold is 0.42944; there 80 % are known before the jump.
 * const at = (unknown: number) => pairTakeOff(regular(6), regular(3), 1000, stream(1), { unknown, height: 0.9 }).probability;
 * at(0.38) > 0.95; // => true
 * at(0.48) < 0.05; // => true
 * ```
 */
export function pairTakeOff(
  texts: DegreeLaw,
  skills: DegreeLaw,
  skillCount: number,
  rng: RandomStream,
  options: TakeOffOptions = {},
): TakeOff {
  checkInteger(skillCount, "skillCount", 1);
  checkStream(rng);
  checkOptions(options, takeOffOptionsKeys);
  const skillClasses = classesOf(skills, skillCount, "skills");
  const perText = classesOf(texts, 1, "texts");
  const textCount = skillClasses.edges / perText.edges;
  return takeOffOf(classesOf(texts, textCount, "texts"), skillClasses, rng, options);
}

/** So many nodes of a law, degree by degree. */
function classesOf(law: DegreeLaw, nodes: number, title: string): DegreeClasses {
  const { degrees, probabilities } = lawKindOf(law).support(law);
  const kept = [...degrees.keys()].filter((i) => degrees[i] > 0 && probabilities[i] > 0);
  if (kept.length === 0) throw rejected(law.kind, title, "a law with degrees above 0");
  const counts = Float64Array.from(kept, (i) => probabilities[i] * nodes);
  const edges = kept.reduce((sum, i, at) => sum + degrees[i] * counts[at], 0);
  return { degrees: Float64Array.from(kept, (i) => degrees[i]), counts, edges, nodes };
}
