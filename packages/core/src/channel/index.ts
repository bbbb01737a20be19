// Channels

export { channelCapacity } from "./noise/capacity.js";
export { type Channel, checkChannel, parameterOf, parseChannel, printChannel } from "./noise/channel.js";
export { drawArrivals } from "./noise/erase.js";
export { flipBits, flipSoftValues } from "./noise/flip.js";
export { gaussianSoftValues, noiseDeviation } from "./noise/gaussian.js";

// Codes: graphs of checks

export { parseAlist, printAlist } from "./codes/alist.js";
export { progressiveCode, randomCode } from "./codes/check-graphs.js";
export { encodeSymbols, type LinearCode, linearCode } from "./codes/linear-code.js";
export { staircaseCode } from "./codes/staircase.js";

// Decoding over erasures, by the learner

export { fillSymbols } from "./codes/fill.js";
export { type ErasurePeeler, erasurePeeler } from "./codes/peeler.js";
export { type ErasureOptions, type ErasurePlan, planErasures } from "./codes/plan.js";
export type { Residual } from "./codes/residual.js";

// Rateless codes

export {
  type FountainCode,
  type FountainDecoded,
  type FountainOptions,
  fountainCode,
  maxFountainDimension,
} from "./codes/fountain/fountain.js";
export {
  type RatelessCode,
  type RatelessOptions,
  raptorLaw,
  ratelessCode,
  repairLaw,
  robustSoliton,
} from "./codes/rateless.js";

// Decoding of soft values

export { type BeliefOptions, type Beliefs, propagateBeliefs } from "./codes/belief.js";
export { type BeliefDecoder, beliefDecoder, type DecodedWord } from "./codes/beliefs/decoder.js";

// Words of a code over a channel

export { bitCodeNames, type CodeName, codeNames, linkCodes } from "./codes/link-codes.js";
export { type BlockTrial, blockTrial, codeTrial } from "./codes/trial.js";

// Random access

export { type AccessFrame, accessFrame } from "./access/slotted.js";

// The semantic link

export type { LinkCode } from "./link/block.js";
export { type SentLayer, sendLayer } from "./link/layer.js";
export { type LinkIdentity, SemanticLink, type SentFrame } from "./link/link.js";
export type { LinkMode, LinkOptions, LinkSettings } from "./link/options.js";
export { payloadBytes, undetectedPerPacket } from "./link/packet.js";
export type { Level, Reception } from "./link/receive.js";
export { decodeStream, encodeStream, type StreamOptions, streamDimension } from "./link/stream.js";

// Fidelity

export { kendallTau, type SetFidelity, setFidelity } from "./fidelity/fidelity.js";
