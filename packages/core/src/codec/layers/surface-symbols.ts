import { noSkill, type SkillMap } from "../meaning/skill-map.js";
import type { Codebook } from "../units/codebook.js";
import { capitalNextUnit, firstUnit, spellUnit, upperNextUnit } from "../units/special.js";

/** Forms of a skill beyond this many are spelled. */
export const maxForms = 16;
/** Classes of skills by what stands before them, and of forms by what stands behind them; one class more is for the rest. */
export const maxKinds = 64;
/** The unit that no symbol stands for. */
const noUnit = -1;

/**
 * The symbols of the second layer. Told are glue units (those without meaning, spellUnit and the flags of case first) and
 * forms of the next skill, the most frequent form first. The others only stand before them: what comes next (a skill, a
 * spelled word or nothing more, and its class) and what came before (a glue unit, or the class of a form).
 */
export type SurfaceSymbols = {
  /** By unit: its symbol if it is glue, else 0, which is that of spellUnit. */
  readonly glueOf: Int32Array;
  /** By glue symbol: its unit. */
  readonly unitOfGlue: Int32Array;
  /** By unit with meaning: which form of its skill it is; maxForms and more have no symbol. */
  readonly formOf: Uint16Array;
  /** By skill and form, maxForms for each skill: the unit; -1 for none. */
  readonly formUnits: Int32Array;
  /** Symbols of the first form, the first class of forms, the first class of skills, of the start, the first skill. */
  readonly firstForm: number;
  readonly firstFormKind: number;
  readonly firstSkillKind: number;
  /** Begins a text. */
  readonly start: number;
  /** Stands before the first unit of a text. */
  readonly boundary: number;
  /** Skill s as the next one has the symbol `firstNext + s`; the symbol behind the last one says that none follows. */
  readonly firstNext: number;
  readonly nothingNext: number;
  readonly count: number;
};

/** Symbols that can be told in every context, so that there is always a way to go on. */
export function alwaysTold({ glueOf, firstForm }: SurfaceSymbols): number[] {
  return [glueOf[spellUnit], glueOf[capitalNextUnit], glueOf[upperNextUnit], firstForm];
}

/** Numbers the symbols of the second layer. */
export function surfaceSymbols({ isWord }: Codebook, { skillOf, unitOf }: SkillMap): SurfaceSymbols {
  const units = isWord.length;
  const skills = unitOf.length;
  const glueOf = new Int32Array(units);
  const glue = [spellUnit, capitalNextUnit, upperNextUnit];
  const formOf = new Uint16Array(units);
  const formUnits = new Int32Array(skills * maxForms).fill(noUnit);
  const formCounts = new Uint16Array(skills);
  for (const [symbol, unit] of glue.entries()) glueOf[unit] = symbol;
  for (let unit = firstUnit; unit < units; unit++) {
    const skill = skillOf[unit];
    if (skill === noSkill) {
      glueOf[unit] = glue.length;
      glue.push(unit);
      continue;
    }
    const form = formCounts[skill];
    formOf[unit] = form;
    if (form >= maxForms) continue;
    formUnits[skill * maxForms + form] = unit;
    formCounts[skill]++;
  }
  const firstForm = glue.length;
  const firstFormKind = firstForm + maxForms;
  const firstSkillKind = firstFormKind + maxKinds + 1;
  const start = firstSkillKind + maxKinds + 1;
  const firstNext = start + 2;
  return {
    glueOf,
    unitOfGlue: Int32Array.from(glue),
    formOf,
    formUnits,
    firstForm,
    firstFormKind,
    firstSkillKind,
    start,
    boundary: start + 1,
    firstNext,
    nothingNext: firstNext + skills,
    count: firstNext + skills + 1,
  };
}
