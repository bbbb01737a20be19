import { replaceUnprintable } from "@onset/core/base";

/** How wide a report may be: that of the terminal, else COLUMNS, else 100 characters. */
export function terminalWidth(): number {
  const asked = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (asked > 0 ? asked : 100);
}

/** A result for other programs. What a terminal cannot show is escaped, as JSON can: nothing is lost. */
export function jsonText(result: object): string {
  const text = replaceUnprintable(JSON.stringify(result, null, 2), (character) =>
    character === "\n" ? character : escaped(character),
  );
  return `${text}\n`;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }).join("");
}
