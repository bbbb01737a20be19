/** Command lines for people to copy: what a POSIX shell makes of them is exactly the arguments they were made of. */
import { replaceUnprintable } from "./characters.js";

const plainWord = /^[\w@%+=:,./-]+$/;

/** The bytes of a character in UTF-8 as escapes of a shell: three octal digits, so that no digit behind joins them. */
function octal(character: string): string {
  const encoded = encodeURIComponent(/\p{Cs}/u.test(character) ? "\ufffd" : character);
  return encoded.replace(/%(..)|(.)/g, (_, hex: string | undefined, plain: string) => {
    const byte = hex === undefined ? plain.charCodeAt(0) : Number.parseInt(hex, 16);
    return `\\${byte.toString(8).padStart(3, "0")}`;
  });
}

/**
 * Returns an argument as a POSIX shell takes it: itself when it has only harmless characters, else in single quotes,
 * in which nothing has a meaning. Characters that cannot be shown, control characters above all, never appear
 * themselves: an argument that has some is written with octal escapes in `$'...'` (POSIX.1-2024).
 *
 * @example
 * ```ts
 * import { shellArgument } from "@onset/core/base";
 * shellArgument("texts.csv"); // => "texts.csv"
 * shellArgument("$(reboot)"); // => "'$(reboot)'"
 * shellArgument("it's"); // => "'it'\\''s'"
 * shellArgument("a\nb"); // => "$'a\\012b'"
 * ```
 */
export function shellArgument(argument: string): string {
  if (plainWord.test(argument)) return argument;
  if (replaceUnprintable(argument, () => "") === argument) return `'${argument.replaceAll("'", `'\\''`)}'`;
  // Quotes are escaped by digits too: a shell that does not know this form still ends it at its last quote.
  return `$'${replaceUnprintable(argument.replaceAll(/[\\']/g, octal), octal)}'`;
}

/**
 * Returns a command line of a program, its arguments (options with their values) and its operands, such as names of
 * files. A `--` stands before operands one of which begins with a dash: it is no option then.
 *
 * @example
 * ```ts
 * import { shellCommand } from "@onset/core/base";
 * shellCommand(["onset", "learn", "--words"], ["my texts.txt"]); // => "onset learn --words 'my texts.txt'"
 * shellCommand(["onset", "learn"], ["-x.csv"]); // => "onset learn -- -x.csv"
 * ```
 */
export function shellCommand(arguments_: readonly string[], operands: readonly string[] = []): string {
  const parts = operands.some((operand) => operand.startsWith("-"))
    ? [...arguments_, "--", ...operands]
    : [...arguments_, ...operands];
  return parts.map(shellArgument).join(" ");
}
