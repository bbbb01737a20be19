import type { ByteReader } from "../bytes/reader.js";
import { ByteWriter } from "../bytes/writer.js";
import { SymbolReader, SymbolWriter } from "../entropy/symbols.js";
import { asIs, caseOf, lower } from "../tokens/letter-case.js";
import type { UnitTable } from "../tokens/unit-table.js";
import type { Codebook } from "../units/codebook.js";
import { firstUnit, maxUnitBytes, spellUnit } from "../units/special.js";
import { minStem, type SuffixRule } from "./suffix-rules.js";

/** Symbols of meanings that are no skill: a word that the codebook does not have is spelled; the start. */
export const spelledMeaning = 0;
export const startOfMeaning = 1;
/** The first skill. */
export const firstSkill = 2;
/** Units that carry no skill. */
export const noSkill = -1;

/** Which skill each unit is a form of. */
export type SkillMap = {
  /** By unit its skill, or noSkill for the foundation and what is no word. */
  readonly skillOf: Int32Array;
  /** By skill the unit that is its name; nothing for the symbols below firstSkill. */
  readonly unitOf: Int32Array;
  /** By skill (and spelledMeaning) its share of 2^30. */
  readonly frequencies: Int32Array;
  /** How forms that are no units are led back to units. */
  readonly rules: readonly SuffixRule[];
};

const common = 0;
const own = 1;
const lowered = 2;
const firstRule = 3;
const maxRules = 60;
const maxEndingBytes = 16;
const symbolClasses = 1;

/**
 * Writes which unit is a form of which: each word unit is common (part of the foundation), a skill of its own, a form
 * of its lower-case form, or of the unit that a rule of endings makes of it.
 *
 * @param isCommon - by unit: 1 for words of the foundation
 */
export function writeSkillMap(
  codebook: Pick<Codebook, "table" | "isMeant">,
  isCommon: Uint8Array,
  rules: readonly SuffixRule[],
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  const kept = rules.slice(0, maxRules);
  out.varint(kept.length);
  for (const { from, to } of kept) {
    for (const ending of [from, to]) {
      out.varint(ending.length);
      out.append(ending);
    }
  }
  const symbols = new SymbolWriter(symbolClasses);
  for (let unit = firstUnit; unit < codebook.isMeant.length; unit++) {
    if (codebook.isMeant[unit]) symbols.symbol(0, relationOf(codebook, isCommon, kept, unit));
  }
  out.append(symbols.finish());
  return out.finish();
}

function relationOf(
  codebook: Pick<Codebook, "table">,
  isCommon: Uint8Array,
  rules: readonly SuffixRule[],
  unit: number,
): number {
  if (isCommon[unit]) return common;
  if (targetOf(codebook, rules, unit, lowered) >= 0) return lowered;
  for (let rule = 0; rule < rules.length; rule++) {
    if (targetOf(codebook, rules, unit, firstRule + rule) >= 0) return firstRule + rule;
  }
  return own;
}

const form = new Uint8Array(maxUnitBytes + maxEndingBytes);

/** The unit that a relation leads to, -1 when it leads nowhere. */
function targetOf(
  { table }: Pick<Codebook, "table">,
  rules: readonly SuffixRule[],
  unit: number,
  relation: number,
): number {
  const { blob, offsets } = table;
  const begin = offsets[unit - firstUnit];
  const end = offsets[unit - firstUnit + 1];
  if (relation !== lowered) return baseOf(table, blob, begin, end, rules[relation - firstRule]);
  if (caseOf(blob, begin, end) === asIs) return -1;
  const found = table.find(form, 0, lower(blob, begin, end, form));
  return found < 0 ? -1 : found + firstUnit;
}

/** The unit that a rule makes of a word of at most maxUnitBytes bytes, or -1. */
export function baseOf(
  table: UnitTable,
  bytes: Uint8Array,
  begin: number,
  end: number,
  { from, to }: SuffixRule,
): number {
  let length = end - begin - from.length;
  // A rule makes the word shorter, so that no chain of rules runs in a circle.
  if (length < minStem || to.length >= from.length) return -1;
  for (let i = 0; i < from.length; i++) if (bytes[begin + length + i] !== from[i]) return -1;
  for (let i = 0; i < length; i++) form[i] = bytes[begin + i];
  for (const letter of to) form[length++] = letter;
  const found = table.find(form, 0, length);
  return found < 0 ? -1 : found + firstUnit;
}

/** Reads the map; every relation must lead to a unit. */
export function readSkillMap(reader: ByteReader, codebook: Codebook): SkillMap {
  const rules: SuffixRule[] = [];
  const ruleCount = reader.count("rules of endings", maxRules);
  for (let i = 0; i < ruleCount; i++) {
    const from = reader.take(reader.count("bytes of an ending", maxEndingBytes));
    const to = reader.take(reader.count("bytes of an ending", maxEndingBytes));
    rules.push({ from, to });
  }
  const symbols = new SymbolReader(reader, symbolClasses);
  const { isMeant } = codebook;
  const target = new Int32Array(isMeant.length).fill(noSkill);
  for (let unit = firstUnit; unit < isMeant.length; unit++) {
    if (!isMeant[unit]) continue;
    const relation = symbols.symbol(0);
    if (relation === common) continue;
    if (relation === own) target[unit] = unit;
    else {
      if (relation >= firstRule + ruleCount) throw reader.fault("uses a rule that it does not have");
      target[unit] = targetOf(codebook, rules, unit, relation);
      if (target[unit] < 0 || !isMeant[target[unit]]) throw reader.fault("names a form that does not exist");
    }
  }
  reader.finish();
  return { ...numbered(target, codebook.frequencies), rules };
}

function numbered(target: Int32Array, unitFrequencies: Int32Array): Omit<SkillMap, "rules"> {
  const skillOf = new Int32Array(target.length).fill(noSkill);
  const units: number[] = [-1, -1];
  for (let unit = firstUnit; unit < target.length; unit++) {
    if (target[unit] === unit) {
      skillOf[unit] = units.length;
      units.push(unit);
    }
  }
  const sums = new Float64Array(units.length);
  for (let unit = firstUnit; unit < target.length; unit++) {
    let root = unit;
    while (target[root] !== root && target[root] !== noSkill) root = target[root];
    skillOf[unit] = target[root] === noSkill ? noSkill : skillOf[root];
    if (skillOf[unit] !== noSkill) sums[skillOf[unit]] += unitFrequencies[unit];
  }
  return { skillOf, unitOf: Int32Array.from(units), frequencies: shared(sums, unitFrequencies[spellUnit]) };
}

/** Frequencies in proportion to the sums, all products below 2^53; spelledMeaning gets its part and what is left. */
function shared(sums: Float64Array, spelled: number): Int32Array {
  const fine = 2 ** 20;
  const least = 16;
  const room = 2 ** 30 - 2 ** 21 - least * sums.length;
  if (room < 2 ** 29) throw new RangeError("a model has at most 2^24 skills");
  const total = sums.reduce((sum, value) => sum + value, spelled);
  const frequencies = Int32Array.from(sums, (sum, skill) =>
    skill < firstSkill ? 0 : least + Math.floor((Math.floor((sum * fine) / total) * room) / fine),
  );
  frequencies[spelledMeaning] = 2 ** 30 - frequencies.reduce((sum, frequency) => sum + frequency, 0);
  return frequencies;
}
