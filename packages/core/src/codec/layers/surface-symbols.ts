import { NO_SKILL, type SkillMap } from "../meaning/skill-map.js";
import type { Codebook } from "../units/codebook.js";
import { CAPITAL_NEXT, FIRST_UNIT, SPELL, UPPER_NEXT } from "../units/special.js";

/** Forms of a skill beyond this many are spelled. */
export const MOST_FORMS = 16;
/** Classes of skills by what stands before them, and of forms by what stands behind them; one class more is for the rest. */
export const MOST_KINDS = 64;
/** The unit that no symbol stands for. */
const NO_UNIT = -1;

/**
 * The symbols of the second layer. Told are glue units (those without meaning, SPELL and the flags of case first) and
 * forms of the next skill, the most frequent form first. The others only stand before them: what comes next (a skill, a
 * spelled word or nothing more, and its class) and what came before (a glue unit, or the class of a form).
 */
export type SurfaceSymbols = {
  /** By unit: its symbol if it is glue, else 0, which is that of SPELL. */
  readonly glueOf: Int32Array;
  /** By glue symbol: its unit. */
  readonly unitOfGlue: Int32Array;
  /** By unit with meaning: which form of its skill it is; MOST_FORMS and more have no symbol. */
  readonly formOf: Uint16Array;
  /** By skill and form, MOST_FORMS for each skill: the unit; -1 for none. */
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
  return [glueOf[SPELL], glueOf[CAPITAL_NEXT], glueOf[UPPER_NEXT], firstForm];
}

/** Numbers the symbols of the second layer. */
export function surfaceSymbols({ isWord }: Codebook, { skillOf, unitOf }: SkillMap): SurfaceSymbols {
  const units = isWord.length;
  const skills = unitOf.length;
  const glueOf = new Int32Array(units);
  const glue = [SPELL, CAPITAL_NEXT, UPPER_NEXT];
  const formOf = new Uint16Array(units);
  const formUnits = new Int32Array(skills * MOST_FORMS).fill(NO_UNIT);
  const formCounts = new Uint16Array(skills);
  for (const [symbol, unit] of glue.entries()) glueOf[unit] = symbol;
  for (let unit = FIRST_UNIT; unit < units; unit++) {
    const skill = skillOf[unit];
    if (skill === NO_SKILL) {
      glueOf[unit] = glue.length;
      glue.push(unit);
      continue;
    }
    const form = formCounts[skill];
    formOf[unit] = form;
    if (form >= MOST_FORMS) continue;
    formUnits[skill * MOST_FORMS + form] = unit;
    formCounts[skill]++;
  }
  const firstForm = glue.length;
  const firstFormKind = firstForm + MOST_FORMS;
  const firstSkillKind = firstFormKind + MOST_KINDS + 1;
  const start = firstSkillKind + MOST_KINDS + 1;
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
