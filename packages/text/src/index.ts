// Labelling

// Languages
export type { JapaneseTokenizer, Morpheme } from "./forms/japanese.js";
export { type Language, languages } from "./forms/languages.js";
export {
  type CutOptions,
  type CutText,
  type CutTexts,
  cutTexts,
  unitsAsTheyLie,
  wordsLine,
} from "./labels/cut.js";
export { describeLabelling, type LabelFact } from "./labels/describe.js";
export {
  type AlreadyLabelled,
  alreadyLabelled,
  type LabelledSkill,
  type LabelledText,
  type Labelling,
  labelTexts,
} from "./labels/label.js";
export type { TableLearner } from "./labels/learned-forms.js";
export {
  type ByChoice,
  byChoices,
  type LabelContext,
  type LabelOptions,
  type NameChoice,
  nameChoices,
} from "./labels/options.js";
export {
  labelledLine,
  packageVersions,
  type Recipe,
  recipeLine,
  recipeSchema,
  unitNames,
} from "./labels/recipe.js";
export type { FormRow } from "./labels/table.js";
export type { ProposedTerm } from "./labels/terms.js";
// Sources and what a text is
export { type Block, Cuts, type TextSource } from "./sources/block.js";
export { openText } from "./sources/open.js";
export { sentencesOf } from "./units/sentences.js";
export { type Unit, type UnitChoice, type UnitName, units, unitsOf } from "./units/units.js";
