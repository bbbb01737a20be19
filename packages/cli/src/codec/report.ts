import pc from "../terminal/colors.js";
import { wrapped } from "../terminal/format.js";

const labelWidth = 12;

/** A report of the codec's verbs: a title and lines with labels, wrapped to the width. */
export function labelled(
  title: string,
  lines: readonly (readonly [string, string])[],
  width: number,
): string {
  const room = Math.max(40, Math.min(width, 100)) - 2 - labelWidth;
  const body = lines.flatMap(([label, text]) =>
    wrapped(text, room).map((part, i) => `  ${pc.cyan((i === 0 ? label : "").padEnd(labelWidth))}${part}`),
  );
  return `${[pc.bold(title), "", ...body].join("\n")}\n`;
}
