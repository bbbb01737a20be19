import { rejected } from "../../base/index.js";
import type { LinkSettings } from "./options.js";

/**
 * How many packets each layer sends. All together are `total` (or what the rate says); the first layer has the rate
 * `rate/protection` as far as the others leave room for it, the last one the rest.
 *
 * @param dimensions - Packets of the message of each layer, one or two.
 */
export function splitPackets(
  dimensions: readonly number[],
  { rate, protection }: Pick<LinkSettings, "rate" | "protection">,
  total?: number,
): number[] {
  const [first, second] = dimensions;
  const least = first + (second ?? 0);
  const all = total ?? Math.ceil(least / rate);
  if (all < least) throw rejected(all, "packets", `at least ${least}, which the message takes`);
  if (second === undefined) return [all];
  // With a given total the mean rate is another than the settings say.
  const protectedLength = Math.round((first * protection * all) / least);
  const length = Math.min(Math.max(first, protectedLength), all - second);
  return [length, all - length];
}
