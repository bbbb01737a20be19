import { type SkillMap, spelledMeaning } from "../meaning/skill-map.js";
import { asIs, caseOf, lower } from "../tokens/letter-case.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import type { Codebook } from "../units/codebook.js";
import { firstUnit, maxUnitBytes } from "../units/special.js";
import { maxForms } from "./surface-symbols.js";

/** No unit, or no skill. */
export const noIndex = -1;

/** A unit of a text. */
export type Token = {
  readonly begin: number;
  readonly end: number;
  /** Its unit, or that of its lower-case form; noIndex when the codebook has neither. */
  readonly unit: number;
  /** How it is written over its unit; for a word without one, over what is spelled. */
  readonly written: number;
  /** Its skill, spelledMeaning for a word to spell, noIndex for what has no meaning. */
  skill: number;
};

/** Cuts texts into units and looks them up. */
export class TokenCutter {
  readonly #codebook: Codebook;
  readonly #skillOf: Int32Array;
  readonly #formOf: Uint16Array;
  readonly #tokenizer = new Tokenizer();
  readonly #letters: Uint8Array = new Uint8Array(maxUnitBytes);

  constructor(codebook: Codebook, { skillOf }: SkillMap, formOf: Uint16Array) {
    this.#codebook = codebook;
    this.#skillOf = skillOf;
    this.#formOf = formOf;
  }

  /** The tokens of the first `length` bytes. */
  cut(bytes: Uint8Array, length: number): Token[] {
    const { table } = this.#codebook;
    const tokenizer = this.#tokenizer;
    const tokens: Token[] = [];
    tokenizer.reset(bytes, length);
    while (tokenizer.next()) {
      const { begin, end, isMeant } = tokenizer;
      let found = table.find(bytes, begin, end);
      let written: number = asIs;
      if (found < 0 && end - begin <= maxUnitBytes) {
        written = caseOf(bytes, begin, end);
        if (written !== asIs) found = table.find(this.#letters, 0, lower(bytes, begin, end, this.#letters));
      }
      const unit = found < 0 ? noIndex : found + firstUnit;
      const skill = found < 0 ? (isMeant ? spelledMeaning : noIndex) : this.#skillOf[unit];
      tokens.push({
        begin,
        end,
        unit,
        written: found < 0 && !isMeant ? asIs : written,
        // The rare forms of a skill that has very many are spelled.
        skill: skill >= 0 && found >= 0 && this.#formOf[unit] >= maxForms ? spelledMeaning : skill,
      });
    }
    return tokens;
  }
}
