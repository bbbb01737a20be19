/** Rows of delimited text letter by letter, as the rules are written down: a witness for the scanner. */

export type NaiveRow = { readonly line: number; readonly cells: readonly string[] | null };

export function naiveRows(text: string, delimiter: string, quoted: boolean): NaiveRow[] {
  const rows: NaiveRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const read = quoted ? quotedRow(text, at, delimiter) : null;
    const end = /\r\n|\r|\n|$/.exec(text.slice(at))!;
    if (!quoted || read === null) {
      const whole = text.slice(at, at + end.index);
      if (whole !== "") rows.push({ line, cells: quoted ? null : whole.split(delimiter) });
      at += end.index + end[0].length;
      line++;
    } else {
      if (read.end > at) rows.push({ line, cells: read.cells });
      line += text.slice(at, read.next).match(/\r\n|\r|\n/g)?.length ?? 0;
      at = read.next;
    }
  }
  return rows;
}

function quotedRow(
  text: string,
  start: number,
  delimiter: string,
): { cells: string[]; end: number; next: number } | null {
  const cells: string[] = [];
  for (let at = start; ; ) {
    const rest = text.slice(at);
    const inQuotes = rest.startsWith('"');
    const found = inQuotes ? /^"((?:[^"]|"")*)"(?!")/.exec(rest) : null;
    if (inQuotes && found === null) return null;
    const stop = rest.search(/\r|\n|$/);
    const next = rest.indexOf(delimiter);
    const plain = rest.slice(0, next < 0 ? stop : Math.min(next, stop));
    cells.push(found === null ? plain : found[1].replaceAll('""', '"'));
    at += (found === null ? plain : found[0]).length;
    if (text.startsWith(delimiter, at)) at += delimiter.length;
    else {
      const ending = /^(?:\r\n|\r|\n|$)/.exec(text.slice(at));
      return ending === null ? null : { cells, end: at, next: at + ending[0].length };
    }
  }
}
