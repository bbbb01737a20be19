import { rejected } from "../../base/index.js";
import type { LinkSettings } from "./options.js";

/**
 * How many packets each layer sends. All together are `total` (or what the rate says); the first layer has the rate
 * `rate/protection`, the second one what is left: that may be less than its message takes.
 *
 * @param dimensions - Packets of the message of each layer, one or two.
 */
export function splitPackets(
  dimensions: readonly number[],
  { rate, protection }: Pick<LinkSettings, "rate" | "protection">,
  total?: number,
): number[] {
  const [first, second] = dimensions;
  const all = total ?? Math.ceil((first + (second ?? 0)) / rate);
  if (all < first) throw rejected(all, "packets", `at least ${first}, which the message takes`);
  if (second === undefined) return [all];
  // With a given total the mean rate is another than the settings say.
  const wanted = Math.round((first * protection * all) / (first + second));
  const length = Math.min(Math.max(first, wanted), all);
  return [length, all - length];
}
