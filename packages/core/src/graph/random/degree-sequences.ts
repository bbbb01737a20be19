import { checkInteger, checkLaw, checkStream, type RandomStream } from "../../base/index.js";
import { type DegreeLawData, degreeSampler } from "../degree-law.js";

/**
 * Independent degrees from a law, one for each of `count` nodes. O(count).
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { drawDegrees } from "@onset/core/graph";
 * [...drawDegrees({ kind: "regular", degree: 2 }, 3, stream(1))]; // => [2, 2, 2]
 * ```
 */
export function drawDegrees(law: DegreeLawData, count: number, rng: RandomStream): Uint32Array<ArrayBuffer> {
  checkLaw(law);
  checkStream(rng);
  const draw = degreeSampler(law);
  const degrees = new Uint32Array(checkInteger(count, "count", 0));
  for (let node = 0; node < count; node++) degrees[node] = draw(rng);
  return degrees;
}

/**
 * The degrees that leave `total` edge ends when ends are taken away uniformly at random: what makes two drawn
 * degree sequences fit each other. From n independent degrees it takes away of the order of sqrt(n) ends. O(ends).
 *
 * @throws RangeError when there are fewer than `total` ends.
 *
 * @example
 * ```ts
 * import { stream } from "@onset/core/base";
 * import { trimDegrees } from "@onset/core/graph";
 * const trimmed = trimDegrees(Uint32Array.of(2, 0, 3), 4, stream(1));
 * trimmed.reduce((sum, degree) => sum + degree, 0); // => 4
 * trimDegrees(Uint32Array.of(1), 2, stream(1)); // throws RangeError: "total" expected an integer in [0, 1], got 2
 * ```
 */
export function trimDegrees(
  degrees: Uint32Array,
  total: number,
  rng: RandomStream,
): Uint32Array<ArrayBuffer> {
  checkStream(rng);
  let ends = 0;
  for (let node = 0; node < degrees.length; node++) ends += degrees[node];
  checkInteger(total, "total", 0, ends);
  const trimmed = new Uint32Array(degrees.length);
  // Selection sampling (Knuth, TAOCP 2, algorithm S): each end stays with the right conditional probability.
  let wanted = total;
  let left = ends;
  for (let node = 0; node < degrees.length; node++) {
    for (let end = degrees[node]; end > 0; end--) {
      if (rng.nextInteger(left--) < wanted) {
        wanted--;
        trimmed[node]++;
      }
    }
  }
  return trimmed;
}
