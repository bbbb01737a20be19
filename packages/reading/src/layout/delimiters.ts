const words: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "|": "bars",
  "\t": "tabs",
  " ": "spaces",
  "\n": "line ends",
  " / ": "slashes",
};

/** What stands between skills or columns, as reports call it. */
export function delimiterInWords(delimiter: string): string {
  return words[delimiter] ?? JSON.stringify(delimiter);
}
