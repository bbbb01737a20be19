/** When names of skills are likely to mean the same. */

/** A name without what stands between its words. Names of nothing else keep it. */
export function separatorKey(name: string): string {
  return name.replaceAll(/[\s\-‐‑–_./]+/gu, "") || name;
}

/** What the singular of a name may be when it is an English plural, the likeliest first. */
export function singularsOf(name: string): string[] {
  if (name.length < 4 || !/s$/i.test(name) || /(?:ss|us|is)$/i.test(name)) return [];
  const singulars: string[] = [];
  if (/ies$/i.test(name)) singulars.push(`${name.slice(0, -3)}y`);
  singulars.push(name.slice(0, -1));
  if (/(?:[sxz]|ch|sh)es$/i.test(name)) singulars.push(name.slice(0, -2));
  return singulars;
}

const shortestNear = 6;
const timesAsFrequent = 5;

/**
 * Rare names and the frequent ones that they are probably misspellings of: one letter inserted, left out, exchanged,
 * or two swapped. Names with digits are left alone: a number apart is not a misspelling. O(letters) by the names with
 * one letter left out that two neighbours share.
 */
export function nearNames(names: readonly { name: string; texts: number }[]): Map<string, string> {
  const byVariant = new Map<string, number[]>();
  const candidates = names.map(({ name }) => name.length >= shortestNear && !/\p{N}/u.test(name));
  for (const [i, { name }] of names.entries()) {
    if (!candidates[i]) continue;
    for (const variant of new Set([name, ...shortened(name)])) {
      const others = byVariant.get(variant);
      if (others === undefined) byVariant.set(variant, [i]);
      else others.push(i);
    }
  }
  const best = new Map<number, number>();
  for (const members of byVariant.values()) {
    for (const rare of members) {
      for (const frequent of members) {
        if (names[frequent].texts < timesAsFrequent * names[rare].texts || rare === frequent) continue;
        if (!isOneEditApart([...names[rare].name], [...names[frequent].name])) continue;
        const before = best.get(rare);
        if (before === undefined || names[frequent].texts > names[before].texts) best.set(rare, frequent);
      }
    }
  }
  return new Map(Array.from(best, ([rare, frequent]) => [names[rare].name, names[frequent].name]));
}

function shortened(name: string): string[] {
  const letters = [...name];
  return letters.map((_, i) => [...letters.slice(0, i), ...letters.slice(i + 1)].join(""));
}

function isOneEditApart(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > b.length) return isOneEditApart(b, a);
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const rest = (letters: readonly string[], from: number): string => letters.slice(from).join("");
  if (b.length === a.length + 1) return rest(a, start) === rest(b, start + 1);
  if (a.length !== b.length || start === a.length) return false;
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start];
  return rest(a, start + 1) === rest(b, start + 1) || (swapped && rest(a, start + 2) === rest(b, start + 2));
}
