/** Bytes that are not what they should be: damaged, cut off, of another model, or made up. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}
