// Where bytes come from

// What to look at
export type { Doubt } from "./doubts/doubt.js";
// Rows
export {
  type Format,
  formats,
  type PlaceUnit,
  type RowReader,
  type RowSink,
  type Survey,
} from "./formats/rows.js";
// What columns mean
export type { Role, Slot, Split } from "./layout/slot.js";
export { type ByteSource, blobSource, bytesSource } from "./source/source.js";
