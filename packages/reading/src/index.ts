// Reading a corpus

// Corpora that have been read before
export { cachedBytes, readCached } from "./cache/cache.js";
export type { ReadingContext, StreamingHash } from "./context.js";
export type { Case, LeftOut } from "./corpus/left-out.js";
// Names outside the heap
export { NumberedNames, StoredNames } from "./corpus/names.js";
export type { Statistics } from "./corpus/statistics.js";
export { describeReading } from "./describe.js";
// What to look at
export type { Doubt } from "./doubts/doubt.js";
export { wrappedLines } from "./doubts/wrapped-lines.js";
export { dataError, naming, ReadingError, usageError } from "./errors.js";
// How texts begin
export { readExcerpts } from "./excerpts.js";
// What the bytes of a file are
export { extensionOf, recogniseFormat } from "./formats/recognise.js";
// Rows
export {
  type Format,
  formats,
  type PlaceUnit,
  type RowReader,
  type RowSink,
  type Survey,
} from "./formats/rows.js";
// Lists of known skills
export { type FoundKnown, findKnown } from "./known/find.js";
export { type KnownList, type KnownListOptions, readKnownList } from "./known/read-list.js";
// What columns mean
export type { LayoutOptions, Plan } from "./layout/plan.js";
export type { Role, Slot, Split } from "./layout/slot.js";
export {
  type ColumnRead,
  type FileRead,
  type ReadDescription,
  type Reading,
  type ReadOptions,
  readCorpus,
} from "./read.js";
export { type ByteSource, blobSource, bytesSource } from "./source/source.js";
// Where bytes come from
export { type BytesOptions, type Compression, openBytes, type TextBytes } from "./source/unpack.js";
// Reading texts alone
export {
  openTextRows,
  openTexts,
  type PlacedTexts,
  type TextOptions,
  type TextRowsRead,
  type TextsRead,
} from "./texts.js";
