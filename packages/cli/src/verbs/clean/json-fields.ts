/** Changes fields of an object of JSON in its text, so that numbers, spaces and the order of everything else stay. */

/** Where a value stands in a text. */
type Span = { readonly start: number; readonly end: number };

/** Makes the text of a value of the text that it had. */
export type ChangeText = (value: string) => string;

/**
 * A line of JSON with some fields of its object changed; fields that it does not have are not added. If a field occurs
 * twice, the last one counts, as for JSON.parse.
 *
 * @param line - an object of valid JSON, with anything blank around it
 */
export function withFields(line: string, changes: ReadonlyMap<string, ChangeText>): string {
  const spans = [...spansOf(line)].filter(([field]) => changes.has(field));
  let changed = line;
  for (const [field, { start, end }] of spans.sort(([, a], [, b]) => b.start - a.start)) {
    changed = changed.slice(0, start) + changes.get(field)!(line.slice(start, end)) + changed.slice(end);
  }
  return changed;
}

/** The texts of the items of a list. */
export function itemsOf(list: string): string[] {
  const items: string[] = [];
  for (let at = skipBlank(list, 1); list[at] !== "]"; ) {
    const end = endOfValue(list, at);
    items.push(list.slice(at, end));
    at = skipBlank(list, end);
    if (list[at] === ",") at = skipBlank(list, at + 1);
  }
  return items;
}

function spansOf(line: string): Map<string, Span> {
  const spans = new Map<string, Span>();
  let at = line.indexOf("{") + 1;
  for (;;) {
    const start = line.indexOf('"', at);
    const close = line.indexOf("}", at);
    if (start < 0 || (close >= 0 && close < start)) return spans;
    const end = endOfString(line, start);
    const field = JSON.parse(line.slice(start, end)) as string;
    const value = skipBlank(line, line.indexOf(":", end) + 1);
    at = endOfValue(line, value);
    spans.set(field, { start: value, end: at });
  }
}

function skipBlank(line: string, from: number): number {
  let at = from;
  while (/\s/.test(line.charAt(at))) at++;
  return at;
}

/** The place behind the quotation mark that closes the string which begins at `start`. */
function endOfString(line: string, start: number): number {
  let at = start + 1;
  while (line[at] !== '"') at += line[at] === "\\" ? 2 : 1;
  return at + 1;
}

function endOfValue(line: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const character = line[at];
    if (character === '"') at = endOfString(line, at);
    else if (depth === 0 && /[\s,}\]]/.test(character)) return at;
    else {
      if (character === "[" || character === "{") depth++;
      if (character === "]" || character === "}") depth--;
      at++;
    }
    if (depth === 0 && /["\]}]/.test(line[at - 1])) return at;
  }
}
