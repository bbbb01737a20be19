import type { RandomStream } from "../../base/index.js";
import { sampleBinomial, sampleOccupancy } from "../../graph/index.js";
import type { ChainRun, LearningChain } from "./chain.js";
import { exponentialMinusLine, exponentialMinusOne } from "./exponentials.js";
import type { PoissonTexts } from "./poisson-texts.js";

/**
 * A fixed number of texts. Counts are then dependent, but three numbers still carry everything: the unlearned skills
 * U, the texts N that point at a skill alone and the texts M with two or more unlearned skills. Texts that point
 * at a skill choose it uniformly, so the skills that learn are the bins hit by N balls; whether a skill is in one of
 * the M texts is independent of the others, given that there are two or more. With y = hazard L, l = hazard U,
 *
 *     L = occupied bins of N balls in U bins,  U' = U - L,
 *     one of the M texts points at a skill now with probability  U' odds (e^y - 1) / Q(U),
 *     is left without unlearned skill with probability           (e^y - 1 - y - L e) / Q(U),
 *     Q(U) = e^l - 1 - l - U e,   e = odds - hazard.
 */
export class FixedCorpusChain implements LearningChain {
  readonly method = "poisson texts, fixed number";
  readonly #model: PoissonTexts;
  readonly #excess: number;

  constructor(model: PoissonTexts) {
    this.#model = model;
    // odds - hazard without cancellation: 0 when repeats are kept.
    this.#excess = model.odds === model.hazard ? 0 : exponentialMinusLine(model.hazard);
  }

  run(rng: RandomStream, perRound?: number[]): ChainRun {
    const { texts, hazard, odds, unlearned: start } = this.#model;
    const excess = this.#excess;
    const first = start(rng);
    // A text of more than 600 unlearned skills on average points at one alone with probability below 1e-250.
    if (hazard * first > 600) return { learnedCount: 0, unlearnedCount: first, rounds: 0 };
    let unlearned = first;
    const mean = hazard * first;
    const some = sampleBinomial(texts, -exponentialMinusOne(-mean), rng);
    let pointing =
      mean === 0 ? 0 : sampleBinomial(some, Math.min(1, (first * odds) / exponentialMinusOne(mean)), rng);
    let others = some - pointing;
    let scale = exponentialMinusLine(hazard * unlearned) - unlearned * excess;
    let rounds = 0;
    while (pointing > 0) {
      const learned = sampleOccupancy(pointing, unlearned, rng);
      rounds++;
      perRound?.push(learned);
      unlearned -= learned;
      pointing = 0;
      if (others === 0) break;
      const y = hazard * learned;
      const finished = exponentialMinusLine(y) - learned * excess;
      const point = (unlearned * odds * exponentialMinusOne(y)) / scale;
      pointing = sampleBinomial(others, Math.min(1, point), rng);
      others -= pointing;
      if (others > 0 && finished > 0) {
        others -= sampleBinomial(others, Math.min(1, finished / (scale * (1 - point))), rng);
      }
      scale = exponentialMinusLine(hazard * unlearned) - unlearned * excess;
      // One skill cannot make two: whatever rounding left over is finished.
      if (scale <= 0) others = 0;
    }
    return { learnedCount: first - unlearned, unlearnedCount: unlearned, rounds };
  }
}
