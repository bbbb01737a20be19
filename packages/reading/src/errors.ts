/**
 * A reading that ends early, told in one line without the name of the file: `usage` where the question was wrong (a
 * column that is not there), `data` where the file is.
 */
export class ReadingError extends Error {
  override readonly name = "ReadingError";
  readonly kind: "usage" | "data";
  /** The columns there are, where the question is which of them to read; else none. */
  readonly columns: readonly string[];

  constructor(kind: "usage" | "data", message: string, columns: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.columns = columns;
  }
}

/** The data are to blame. */
export function dataError(message: string): ReadingError {
  return new ReadingError("data", message);
}

/** The question is to blame. */
export function usageError(message: string, columns: readonly string[] = []): ReadingError {
  return new ReadingError("usage", message, columns);
}

/** Does something about a file: an error of it says which one, unless there is only one to speak of (null). */
export async function naming<T>(name: string | null, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw name === null ? error : ofFile(name, error);
  }
}

/** An error of reading that says which file it is of; any other as it is. */
export function ofFile(name: string, error: unknown): unknown {
  return error instanceof ReadingError
    ? new ReadingError(error.kind, named(error.message, name), error.columns)
    : error;
}

function named(message: string, name: string): string {
  // What is wrong with an option is wrong whatever the file.
  if (message.startsWith("--")) return message;
  return message.startsWith("it is ") ? `${name} is ${message.slice(6)}` : `${name}: ${message}`;
}
