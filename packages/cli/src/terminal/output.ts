/** How wide a report may be: that of the terminal, else COLUMNS, else 100 characters. */
export function terminalWidth(): number {
  const asked = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (asked > 0 ? asked : 100);
}

/** A result for other programs. */
export function jsonText(result: object): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
