// The corpus

export { checkCorpus } from "./check-corpus.js";
// Cleaning the names of skills
export { type CleaningOptions, type CleaningRule, planCleaning, type Renaming } from "./cleaning.js";
export { assembleCorpus, type Corpus, type EdgeList, type Names, nameOf } from "./corpus.js";
// Which field means what
export {
  type FieldRole,
  type Fields,
  listNames,
  recognisedFieldNames,
  recogniseFields,
  skillRoles,
} from "./fields.js";
// Skills that are known
export { type FoundSkills, findSkills, mostFrequentSkills } from "./known.js";
// From records to a corpus
export { type CorpusOptions, type CorpusReading, corpusFromRecords } from "./records.js";
// Skills of one text
export { chooseDelimiter, readSkills, type SkillDelimiter, type SkillsReading } from "./skills.js";
export { isNumber, textPieces, wordSegmenter } from "./words.js";
