import { dataError, type ReadingError } from "../../errors.js";

/** What is said of bytes that are no Parquet: more would be about the insides of the reader. */
export function damaged(): ReadingError {
  return dataError("its Parquet data are damaged or cut: copy or write it again");
}
