/**
 * A reading that ends early, told in one line without the name of the file: `usage` where the question was wrong (a
 * column that is not there), `data` where the file is.
 */
export class ReadingError extends Error {
  override readonly name = "ReadingError";
  readonly kind: "usage" | "data";

  constructor(kind: "usage" | "data", message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The data are to blame. */
export function dataError(message: string): ReadingError {
  return new ReadingError("data", message);
}

/** The question is to blame. */
export function usageError(message: string): ReadingError {
  return new ReadingError("usage", message);
}
