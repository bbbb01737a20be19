/** The skills of a model, by section 8 of docs/reference/format.md alone. */
import { type Bytes, type Ngrams, ngramsOf, tableOf } from "./format-reader.js";
import { type Codebook, kindOf, lowered } from "./format-units.js";

export type Meanings = {
  /** The model of skills. */
  model: Ngrams;
  /** The unit of every symbol of it; the first two have none. */
  skills: number[];
  /** The units that are forms of a symbol, in order. */
  forms: number[][];
};

export function meaningOf(
  rulesSection: Bytes,
  skillSection: Bytes,
  { units, frequencies }: Codebook,
): Meanings {
  const byBytes = new Map(units.map((unit, i) => [unit.join(), i]));
  const ending = (): number[] => rulesSection.list(rulesSection.varint(), rulesSection.u8);
  const rules = Array.from({ length: rulesSection.varint() }, () => [ending(), ending()] as const);
  const table = tableOf(rulesSection);
  const skills = [-1, -1];
  const baseOf = new Map<number, number>();
  for (const [i, unit] of units.entries()) {
    if (i < 5 || kindOf(unit) === "other") continue;
    const symbol = table.symbol(0);
    if (symbol === 1) skills.push(i);
    else if (symbol === 2) baseOf.set(i, byBytes.get(lowered(unit).join())!);
    else if (symbol > 2) {
      const [from, to] = rules[symbol - 3];
      baseOf.set(i, byBytes.get([...unit.slice(0, unit.length - from.length), ...to].join())!);
    }
  }
  const symbolOf = new Map(skills.map((unit, symbol) => [unit, symbol]));
  const forms: number[][] = skills.map(() => []);
  for (const i of units.keys()) {
    let base = i;
    while (baseOf.has(base)) base = baseOf.get(base)!;
    const symbol = symbolOf.get(base);
    if (symbol !== undefined) forms[symbol].push(i);
  }

  const sums = forms.map((list) => list.reduce((sum, unit) => sum + frequencies[unit], 0));
  const total = BigInt(sums.reduce((a, b) => a + b, 0) + frequencies[0]);
  const room = 2n ** 30n - 2n ** 21n - 16n * BigInt(skills.length);
  const own = sums.slice(2).map((sum) => 16 + Number((((BigInt(sum) << 20n) / total) * room) >> 20n));
  const rest = 2 ** 30 - own.reduce((a, b) => a + b, 0);
  return { model: ngramsOf(skillSection, [rest, 0, ...own]), skills, forms };
}
