const thousands = new Intl.NumberFormat("en-US");

/** A number as people read it: `12,345`. */
export function count(value: number): string {
  return thousands.format(value);
}

/** So many of something: `1 row`, `2 rows`. */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}
