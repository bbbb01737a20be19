/** What the system says of a file that cannot be read or written: `ENOENT`, `EACCES`, `ENOSPC`. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
