import pc from "../terminal/colors.js";

const indent = "  ";
const labelWidth = 16;

/** A line of a report of theory: a label and what it says. */
export function labelled(label: string, text: string): string {
  return `${indent}${pc.cyan(label.padEnd(labelWidth))}${text}`;
}

/** Rows under a header, numbers to the right, columns as wide as they need to be. */
export function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const format = (cells: readonly string[]): string =>
    `${indent}${cells.map((cell, i) => cell.padStart(widths[i])).join("   ")}`;
  return [pc.cyan(format(header)), ...rows.map(format)];
}

/** A report: a title and sections of lines, with an empty line between. */
export function sections(title: string, ...parts: readonly (readonly string[])[]): string {
  return `${[title, ...parts.filter((part) => part.length > 0).map((part) => part.join("\n"))].join("\n\n")}\n`;
}

/** A share that may be tiny, with six digits. */
export function scientific(value: number): string {
  return value === 0 || value >= 0.001 ? String(Number(value.toPrecision(6))) : value.toExponential(5);
}
