import { checkInteger, checkOneOf, checkOpenProbability, rejected } from "../../base/index.js";
import { codeNames } from "../codes/link-codes.js";
import type { LinkCode } from "./block.js";
import { maxTexts } from "./packet.js";

const modes = ["layered", "exact", "meaning"] as const;

/** What a link sends of a text: meaning first and surface after, the exact text in one layer, or the meaning alone. */
export type LinkMode = (typeof modes)[number];

/** How a link protects what it sends. */
export type LinkOptions = {
  /**
   * `"ldpc"`: a staircase code; `"lt"`: an LT code behind the message itself; `"fountain"`: a fountain code, which hardly ever needs more
   * packets than the message has. Default `"ldpc"`.
   */
  readonly code?: LinkCode | undefined;
  /** Packets of the message per packet sent, between 0 and 1, of all layers together. Default 0.5. */
  readonly rate?: number | undefined;
  readonly mode?: LinkMode | undefined;
  /**
   * How many times better the meaning is protected than all layers are on average: its rate is `rate/protection`, and
   * the surface gets what packets are left. A number >= 1; 1 protects both alike. Default 1.2: the surface then comes whole when hardly anything is lost.
   */
  readonly protection?: number | undefined;
  /** Bytes of a packet, header and check included: an integer in [32, 1024]. Default 64. */
  readonly packetBytes?: number | undefined;
  /** Texts sent together, an integer in [1, 128]. Default 128: the more, the closer the code comes to its limit. */
  readonly frameTexts?: number | undefined;
  /** Skills in one record of the meaning, an integer >= 1: what may arrive alone. Default 6. */
  readonly groupSkills?: number | undefined;
};

/** Options of a link, all given. */
export type LinkSettings = { readonly [K in keyof LinkOptions]-?: Exclude<LinkOptions[K], undefined> };

/** Fills in what is left out. @throws TypeError or RangeError that names what is out of range */
export function linkSettings(options: LinkOptions): LinkSettings {
  const protection = options.protection ?? 1.2;
  if (!(protection >= 1 && protection < Infinity)) {
    throw rejected(protection, "protection", "a number >= 1", typeof protection !== "number");
  }
  return {
    code: checkOneOf(options.code ?? "ldpc", "code", codeNames),
    rate: checkOpenProbability(options.rate ?? 0.5, "rate"),
    mode: checkOneOf(options.mode ?? "layered", "mode", modes),
    protection,
    packetBytes: checkInteger(options.packetBytes ?? 64, "packetBytes", 32, 1024),
    frameTexts: checkInteger(options.frameTexts ?? maxTexts, "frameTexts", 1, maxTexts),
    groupSkills: checkInteger(options.groupSkills ?? 6, "groupSkills", 1),
  };
}
