/**
 * The line, from 1, at which a key of a JSON text stands, by the keys that lead to it; that of the last one found where
 * some are missing. A key that stands twice is found where it counts: at its last place.
 */
export function lineOf(text: string, keys: readonly string[]): number {
  const wanted = JSON.stringify(keys);
  let found = 0;
  const path: (string | null)[] = [];
  // What stands last is a key when a colon follows it.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") path.push(null);
    else if (token === "}" || token === "]") path.pop();
    else if (token.endsWith(":")) {
      path[path.length - 1] = JSON.parse(token.slice(0, -1));
      if (JSON.stringify(path) === wanted) found = index;
    }
  }
  return text.slice(0, found).split("\n").length;
}
