/** A corpus small enough to follow with a finger: sums in writing, and a pair of texts that wait for each other. */
export const sums: readonly { readonly id: string; readonly skills: readonly string[] }[] = [
  { id: "2 + 3", skills: ["add"] },
  { id: "17 + 5", skills: ["add", "carry"] },
  { id: "2 · 3", skills: ["times", "add"] },
  { id: "25 · 4", skills: ["times", "carry"] },
  { id: "7 − 3", skills: ["subtract", "add"] },
  { id: "32 − 8", skills: ["subtract", "borrow"] },
  { id: "84 : 4", skills: ["divide", "times", "subtract"] },
  { id: "½ + ⅓", skills: ["fraction", "ratio", "add"] },
  { id: "2 : 3 = 4 : 6", skills: ["fraction", "ratio", "divide"] },
  { id: "30% of 50", skills: ["percent", "fraction", "times"] },
];
