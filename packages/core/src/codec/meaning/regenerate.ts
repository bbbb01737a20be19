import { log2 } from "../log2.js";
import type { NgramModel } from "../ngram/ngram-model.js";
import type { Codebook } from "../units/codebook.js";
import { firstUnit, startUnit } from "../units/special.js";
import { noSkill, type SkillMap } from "./skill-map.js";

/** Text found so far: the units chosen, and where they lead. */
type Draft = {
  readonly context: number;
  readonly bits: number;
  /** By position among the skills wanted: 1 when a form of it stands in the text. */
  readonly used: Uint8Array;
  /** Units without meaning since the last skill. */
  readonly glue: number;
  readonly unit: number;
  readonly before: Draft | null;
};

const width = 12;
/** Units without meaning that may stand between two skills, and how many kinds are tried. */
const maxGlue = 3;
const glueKinds = 60;
const maxForms = 6;
/** Beyond this many skills the search would take too long; the others follow in order. */
const mostSearched = 40;
const unlikely = 40;

/**
 * Puts skills into an order and into words as the model of texts likes them best, with units without meaning between
 * them: a beam search that adds unit after unit, and keeps the dozen cheapest drafts for each number of skills used.
 */
export class Regenerator {
  readonly #ngrams: NgramModel;
  /** By skill its forms, the most frequent first. */
  readonly #forms = new Map<number, number[]>();
  readonly #glue: number[];

  constructor(codebook: Codebook, map: SkillMap, ngrams: NgramModel) {
    this.#ngrams = ngrams;
    const { isWord, frequencies, table } = codebook;
    const glue: number[] = [];
    // Units stand in the order of their frequency.
    for (let unit = firstUnit; unit < isWord.length; unit++) {
      const skill = map.skillOf[unit];
      if (skill !== noSkill) {
        const forms = this.#forms.get(skill);
        if (forms === undefined) this.#forms.set(skill, [unit]);
        else if (forms.length < maxForms) forms.push(unit);
      } else if (glue.length < glueKinds && frequencies[unit] > 0 && joinsSafely(table, unit))
        glue.push(unit);
    }
    this.#glue = glue;
  }

  /** Units of a text that has a form of each skill, and nothing else that means something. */
  search(skills: readonly number[]): number[] {
    const wanted = skills.slice(0, mostSearched);
    let drafts: Draft[] = [
      {
        context: this.#ngrams.contextOf(startUnit),
        bits: 0,
        used: new Uint8Array(wanted.length),
        glue: 0,
        unit: -1,
        before: null,
      },
    ];
    for (let step = 0; step < wanted.length; step++) {
      const next: Draft[] = [];
      let open = drafts;
      for (let glue = 0; glue <= maxGlue; glue++) {
        const more: Draft[] = [];
        for (const draft of open) {
          this.#addSkills(draft, wanted, next);
          if (glue < maxGlue) for (const unit of this.#glue) this.#add(draft, unit, -1, more);
        }
        open = more;
      }
      drafts = next;
    }
    const rest = skills.slice(mostSearched).map((skill) => (this.#forms.get(skill) as number[])[0]);
    return [...unitsOf(drafts[0]), ...rest];
  }

  #addSkills(draft: Draft, wanted: readonly number[], into: Draft[]): void {
    for (let i = 0; i < wanted.length; i++) {
      if (draft.used[i]) continue;
      for (const unit of this.#forms.get(wanted[i]) as number[]) this.#add(draft, unit, i, into);
    }
  }

  /** Adds a unit to a draft, if it is one of the cheapest then. These stand in order, and of equal ones the first found is first. */
  #add(draft: Draft, unit: number, position: number, into: Draft[]): void {
    const located = this.#ngrams.locate(draft.context, unit);
    const cost = located ? 30 - log2(this.#ngrams.end - this.#ngrams.start) : unlikely;
    const bits = draft.bits + cost;
    if (into.length === width && bits >= into[width - 1].bits) return;
    let { used } = draft;
    if (position >= 0) {
      used = used.slice();
      used[position] = 1;
    }
    let place = into.length;
    while (place > 0 && into[place - 1].bits > bits) place--;
    into.splice(place, 0, {
      context: this.#ngrams.following,
      bits,
      used,
      glue: position < 0 ? draft.glue + 1 : 0,
      unit,
      before: draft,
    });
    if (into.length > width) into.pop();
  }
}

/** Whether a unit without meaning can stand anywhere and still be cut out as itself. */
function joinsSafely({ blob, offsets }: Codebook["table"], unit: number): boolean {
  for (let i = offsets[unit - firstUnit]; i < offsets[unit - firstUnit + 1]; i++) {
    // An apostrophe between letters would make one word of two.
    if (blob[i] === 0x27 || blob[i] >= 0x80) return false;
  }
  return true;
}

function unitsOf(draft: Draft): number[] {
  const units: number[] = [];
  for (let at: Draft | null = draft; at !== null && at.unit >= 0; at = at.before) units.push(at.unit);
  return units.reverse();
}
