import { version } from "./version.js";

/** Where a result comes from: enough to make it again. */
export type Provenance = {
  readonly tool: string;
  readonly command: string;
  readonly seed: number;
  /** The corpus: its name and the SHA-256 of its bytes. */
  readonly input: { readonly name: string; readonly bytes: number; readonly sha256: string };
};

/** The provenance of a result of this run, made from `arguments_` with `seed`. */
export function provenanceOf(
  commandLine: readonly string[],
  seed: number,
  input: { label: string; bytes: number; sha256: string },
): Provenance {
  return {
    tool: `onset ${version}`,
    command: commandOf(commandLine),
    seed,
    input: { name: input.label, bytes: input.bytes, sha256: input.sha256 },
  };
}

/** The command of arguments, as a POSIX shell takes it. */
export function commandOf(commandLine: readonly string[]): string {
  return ["onset", ...commandLine].map(quoted).join(" ");
}

/** An argument as a POSIX shell takes it. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
