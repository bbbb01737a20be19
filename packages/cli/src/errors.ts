/** The ways a command ends early. Each is told in one line; the exit code says which kind it was. */

/** The command line is wrong, or names something that does not exist: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command line is fine, the data are not: exit code 1. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** The user interrupted: exit code 130, without a word. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
