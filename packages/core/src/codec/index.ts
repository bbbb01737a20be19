// A codec for texts
export { Codec, loadCodec, type ModelContents } from "./codec.js";
export { FormatError } from "./errors.js";
export type { ModelOrigin } from "./model/about.js";

// Training
export { type Training, type TrainOptions, trainCodec } from "./model/train.js";
