/** How Spark writes a string: with backslashes before backslashes and quotes. */
export function sparkText(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** How Spark writes a name of anything, a path included. */
export function sparkIdentifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** How standard SQL writes a string. */
export function standardText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** How standard SQL writes a name. */
export function standardIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
