// A codec for texts

// Checks
export { crc32 } from "./bytes/checks.js";
export { Codec, type EncodeOptions, type ModelContents } from "./codec.js";
export { FormatError } from "./errors.js";
export type { Layers } from "./layers/apart-coder.js";
export { loadCodec } from "./load.js";
export type { ModelOrigin } from "./model/about.js";
export { checkModelHead } from "./model/container.js";
// Training
export { checkTrainOptions, type Training, type TrainOptions, trainCodec } from "./model/train.js";
// Packs: many records in one file
export { Pack } from "./pack/pack.js";
export type { PackMode } from "./pack/pack-format.js";
export type { PackBlock } from "./pack/pack-index.js";
export { type ByteSource, PackReader } from "./pack/pack-reader.js";
export { PackWriter } from "./pack/pack-writer.js";
