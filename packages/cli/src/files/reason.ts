import { DataError, UsageError } from "../errors.js";

/** What the system's short names mean to the people who meet them. */
const meanings: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "the quota of the disk is used up",
  EEXIST: "something else is there already",
  EFBIG: "the file would be too large",
  EIO: "the disk has a fault",
  EISDIR: "there is a folder of this name",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is no folder",
  ENOTEMPTY: "another run was faster",
  EPERM: "not permitted",
  EROFS: "it can only be read",
};

/** The system's short name of what went wrong, such as `ENOENT`; empty when the system was not asked. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What the system says of a file that cannot be read or written: `no such file or folder, ENOENT`. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const meaning = meanings[code];
  if (meaning !== undefined) return `${meaning}, ${code}`;
  return code !== "" ? code : error instanceof Error ? error.message : String(error);
}

/** What the user can only mend by naming something else, or making room for it first. */
const isMisnamed = new Set([
  "EACCES",
  "EEXIST",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

/** The error of a path that cannot be written: of usage where the name is to blame, of data where the disk is. */
export function cannotWrite(path: string, error: unknown): UsageError | DataError {
  const message = `cannot write ${JSON.stringify(path)} (${reasonOf(error)})`;
  return isMisnamed.has(codeOf(error)) ? new UsageError(message) : new DataError(message);
}

/** Does something with a file; what the system says of it is told with the name of the file. */
export async function naming<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** An error as the system gives them. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
