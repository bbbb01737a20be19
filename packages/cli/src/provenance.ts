import { shellCommand } from "@onset/core/base";
import { type ProjectUsed, projectUsed } from "./project/used.js";
import { version } from "./version.js";

/** A file as its storage lists it. */
export type FileListed = {
  readonly name: string;
  readonly bytes: number;
  /** When it was changed last. */
  readonly changed: string;
};

/** What made a result: the program with its version, and the command that makes it again. */
export type Origin = {
  readonly tool: string;
  /** With what a project file said written out: it needs none. */
  readonly command: string;
  /** The project file that said some of it. */
  readonly project?: ProjectUsed;
};

/** Where a result comes from: enough to make it again. */
export type Provenance = Origin & {
  readonly seed: number;
  /** The corpus: its name and the SHA-256 of its bytes. */
  readonly input: {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    /** Of a corpus that a cluster read: its first 1,000 files as storage lists them; `sha256` is that of the whole list. */
    readonly files?: readonly FileListed[];
  };
};

/** The origin of a result of this run that needs no seed and no corpus. */
export function originOf(commandLine: readonly string[] = process.argv.slice(2)): Origin {
  const project = projectUsed();
  return { tool: `onset ${version}`, command: commandOf(commandLine), ...(project !== null && { project }) };
}

/** The provenance of a result of this run, made from `input` with `seed`. */
export function provenanceOf(
  seed: number,
  input: { label: string; bytes: number; sha256: string; listing?: readonly FileListed[] },
  commandLine?: readonly string[],
): Provenance {
  return {
    ...originOf(commandLine),
    seed,
    input: {
      name: input.label,
      bytes: input.bytes,
      sha256: input.sha256,
      ...(input.listing && { files: input.listing }),
    },
  };
}

/** The command of arguments, as a POSIX shell takes it. */
export function commandOf(commandLine: readonly string[]): string {
  return shellCommand(["onset", ...commandLine]);
}
