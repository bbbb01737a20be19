import { ByteWriter } from "../bytes/writer.js";
import type { SkillMap } from "../meaning/skill-map.js";
import { firstSkill, spelledMeaning } from "../meaning/skill-map.js";
import type { UnitTexts } from "../model/texts.js";
import { givenRole, openingRole, passingRole } from "../ngram/counts.js";
import { writeNgrams } from "../ngram/ngram-write.js";
import { frequenciesOf, trainNgrams } from "../ngram/train-ngrams.js";
import { asIs, capitalised } from "../tokens/letter-case.js";
import type { Codebook } from "../units/codebook.js";
import { capitalNextUnit, spellUnit, upperNextUnit } from "../units/special.js";
import type { Halts } from "./halts.js";
import { findKinds, nearestKind, type Sightings, sightingsOf } from "./kinds.js";
import { type SurfaceHead, surfaceFrequencies, writeSurfaceHead } from "./layers.js";
import { maxForms, maxKinds, type SurfaceSymbols, surfaceSymbols } from "./surface-symbols.js";

const surfaceOrder = 4;
/** Bits of the texts that a class saves at each place where its thing stands, and bits that it takes in the model. */
const kindSaves = 1;
const kindTakes = 6;
/** One class for so many things: a small corpus has too little to tell more apart. */
const thingsPerKind = 20;

/** The texts as tokens of a model: by position its unit, how it is written, its skill (-1 for none). */
export type TokenTexts = {
  readonly offsets: Uint32Array;
  readonly units: Int32Array;
  readonly written: Uint8Array;
  readonly skills: Int32Array;
};

/** Texts in units of the codebook: spellUnit, with or without meaning, for units it does not have. */
export function tokenTexts(texts: UnitTexts, numberOf: Int32Array, { skillOf }: SkillMap): TokenTexts {
  const { sequence, offsets, written, lowerForm, isMeant } = texts;
  const units = new Int32Array(sequence.length);
  const flags = new Uint8Array(sequence.length);
  const skills = new Int32Array(sequence.length);
  for (let i = 0; i < sequence.length; i++) {
    const unit = sequence[i];
    let number = numberOf[unit];
    if (number < 0) {
      flags[i] = isMeant[unit] ? written[unit] : asIs;
      number = numberOf[lowerForm[unit]];
    }
    units[i] = number < 0 ? spellUnit : number;
    skills[i] = number < 0 ? (isMeant[unit] ? spelledMeaning : -1) : skillOf[number];
  }
  return { offsets, units, written: flags, skills };
}

/** The second layer, of which one part is missing: where first layers end depends on both. */
export type TrainedSurface = { readonly head: Omit<SurfaceHead, "halts">; readonly ngrams: Uint8Array };

/** The second layer: units without meaning, and forms, from the next skill and what stands before. */
export function trainSurface(
  texts: TokenTexts,
  codebook: Codebook,
  map: SkillMap,
  least: number,
  price: number,
): TrainedSurface {
  const symbols = surfaceSymbols(codebook, map);
  const events = eventsOf(texts, symbols);
  const { skillKinds, formKinds } = kindsOf(symbols, events, map, price);
  const sequence = new Int32Array(4 * events.length);
  const roles = new Uint8Array(4 * events.length);
  for (let i = 0; i < events.length; i++) {
    const next = events.next[i];
    const before = events.before[i];
    const at = 4 * i;
    sequence[at] = next < 0 ? symbols.nothingNext : symbols.firstNext + next;
    sequence[at + 1] = symbols.firstSkillKind + (next < 0 ? maxKinds : skillKinds[next]);
    sequence[at + 2] = before >= 0 ? before : symbols.firstFormKind + formKinds[-1 - before];
    sequence[at + 3] = events.told[i];
    roles[at] = openingRole;
    roles[at + 1] = givenRole;
    roles[at + 2] = givenRole;
    roles[at + 3] = passingRole;
  }
  const model = trainNgrams(sequence, {
    symbolCount: symbols.count,
    startSymbol: symbols.start,
    order: surfaceOrder,
    least,
    roles,
  });
  const repeats = repeatsOf(texts);
  const head = { repeats, formFrequencies: formFrequenciesOf(model.base, symbols), skillKinds, formKinds };
  if (surfaceFrequencies(symbols, codebook, head.formFrequencies) === null)
    throw new RangeError("forms take too much");
  return { head, ngrams: writeNgrams(model) };
}

/** How much of 2^30 goes to skills that stood in their text before. */
function repeatsOf({ offsets, skills }: TokenTexts): number {
  let repeated = 0;
  let all = 0;
  const seen = new Set<number>();
  for (let text = 0; text + 1 < offsets.length; text++) {
    seen.clear();
    for (let i = offsets[text]; i < offsets[text + 1]; i++) {
      if (skills[i] < firstSkill) continue;
      if (seen.size > 0) all++;
      if (seen.has(skills[i])) repeated++;
      seen.add(skills[i]);
    }
  }
  return Math.min(2 ** 29, Math.floor((2 ** 30 * (repeated + 1)) / (all + 2)));
}

/** The section of the second layer. */
export function writeSurface(
  { head, ngrams }: TrainedSurface,
  halts: Halts,
  map: SkillMap,
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.append(writeSurfaceHead({ ...head, halts }, map));
  out.append(ngrams);
  return out.finish();
}

/** What the second layer tells, one after the other, in all texts. */
type Events = {
  readonly length: number;
  /** The next skill, -1 for none. */
  readonly next: Int32Array;
  /** The symbol before it, or -1 - u for the form u. */
  readonly before: Int32Array;
  readonly told: Int32Array;
};

function eventsOf({ offsets, units, written, skills }: TokenTexts, symbols: SurfaceSymbols): Events {
  let length = units.length;
  for (let i = 0; i < written.length; i++) if (written[i] !== asIs) length++;
  const next = new Int32Array(length);
  const before = new Int32Array(length);
  const told = new Int32Array(length);
  const { glueOf, formOf, firstForm } = symbols;
  let at = 0;
  for (let text = 0; text + 1 < offsets.length; text++) {
    const end = offsets[text + 1];
    let meant = offsets[text];
    let last = symbols.boundary;
    for (let i = offsets[text]; i < end; i++) {
      meant = Math.max(meant, i);
      while (meant < end && skills[meant] < 0) meant++;
      const following = meant < end ? skills[meant] : -1;
      if (written[i] !== asIs) {
        const flag = glueOf[written[i] === capitalised ? capitalNextUnit : upperNextUnit];
        next[at] = following;
        before[at] = last;
        told[at++] = flag;
        last = flag;
      }
      next[at] = following;
      before[at] = last;
      if (skills[i] < 0) {
        last = glueOf[units[i]];
        told[at++] = last;
      } else {
        const form = units[i] === spellUnit ? 0 : formOf[units[i]];
        told[at++] = firstForm + Math.min(form, maxForms - 1);
        last = units[i] === spellUnit ? glueOf[spellUnit] : -1 - units[i];
      }
    }
  }
  return { length: at, next, before, told };
}

/** Most features that tell classes apart: symbols that are told, the most frequent first. */
const maxFeatures = 2048;

function kindsOf(
  symbols: SurfaceSymbols,
  events: Events,
  map: SkillMap,
  price: number,
): { skillKinds: Uint8Array; formKinds: Uint8Array } {
  const { firstForm } = symbols;
  const featureCount = Math.min(maxFeatures, firstForm) + maxForms + 2;
  const feature = (symbol: number): number =>
    symbol >= firstForm
      ? featureCount - maxForms + (symbol - firstForm)
      : Math.min(symbol, featureCount - maxForms - 3);
  const aWord = featureCount - maxForms - 2;
  const theStart = featureCount - maxForms - 1;
  const rows = new Int32Array(2 * events.length);
  const features = new Int32Array(2 * events.length);
  const formRows = new Int32Array(events.length);
  const formFeatures = new Int32Array(events.length);
  let length = 0;
  let formLength = 0;
  for (let i = 0; i < events.length; i++) {
    const told = events.told[i];
    const before = events.before[i];
    if (told >= firstForm) {
      rows[length] = events.next[i];
      features[length++] = before < 0 ? aWord : before === symbols.boundary ? theStart : feature(before);
      rows[length] = events.next[i];
      features[length++] = feature(told);
    }
    if (before < 0) {
      formRows[formLength] = -1 - before;
      formFeatures[formLength++] = told >= firstForm ? aWord : feature(told);
    }
  }
  const skills = map.unitOf.length;
  const units = map.skillOf.length;
  return {
    skillKinds: chosenKinds(
      sightingsOf(rows.subarray(0, length), features.subarray(0, length), skills, featureCount),
      price,
    ),
    formKinds: chosenKinds(
      sightingsOf(
        formRows.subarray(0, formLength),
        formFeatures.subarray(0, formLength),
        units,
        featureCount,
      ),
      price,
    ),
  };
}

/** The class of each thing that stands often enough for its class to pay. */
function chosenKinds(sightings: Sightings, price: number): Uint8Array {
  const { offsets, counts } = sightings;
  const rows = offsets.length - 1;
  let things = 0;
  const worth = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) sum += counts[i];
    worth[row] = sum * kindSaves > price * kindTakes ? 1 : 0;
    things += worth[row];
  }
  const result = new Uint8Array(rows).fill(maxKinds);
  const count = Math.min(maxKinds, Math.floor(things / thingsPerKind));
  if (count < 2) return result;
  const kinds = findKinds(sightings, count);
  for (let row = 0; row < rows; row++) if (worth[row]) result[row] = nearestKind(kinds, sightings, row);
  return result;
}

/** Shares of the forms among all that is told, of 2^30; together at most three quarters. */
function formFrequenciesOf(base: Float64Array, { firstForm }: SurfaceSymbols): Int32Array {
  const weights = new Float64Array(firstForm + maxForms);
  for (let symbol = 0; symbol < weights.length; symbol++)
    weights[symbol] = Math.max(symbol >= firstForm ? 0.5 : 0, base[symbol]);
  return frequenciesOf(weights)
    .subarray(firstForm)
    .map((frequency) => Math.floor(frequency * 0.75));
}
