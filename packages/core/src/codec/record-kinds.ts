import type { EventSink } from "./entropy/event-list.js";
import type { RangeDecoder } from "./entropy/range-decoder.js";
import { certainty } from "./entropy/range-encoder.js";

/**
 * An exact record of a model with layers begins by telling how it is coded: unit after unit, or in two layers. Most are
 * made by writers that do not try both, so that these should pay little for it: a fifth of a bit.
 */
const plainShare: number = (certainty / 8) * 7;

/** Tells the kind. */
export function encodeKind(into: EventSink, isLayered: boolean): void {
  into.encode(isLayered ? plainShare : 0, isLayered ? certainty : plainShare);
}

/** Reads the kind: whether the record has layers. */
export function decodeKind(decoder: RangeDecoder): boolean {
  const isLayered = decoder.target() >= plainShare;
  decoder.consume(isLayered ? plainShare : 0, isLayered ? certainty : plainShare);
  return isLayered;
}
