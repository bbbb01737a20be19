/** Tags of the sections of a model file. */

/** What the model was trained with. */
export const ABOUT = 1;
/** The spelling model. */
export const SPELLING = 2;
/** The codebook. */
export const UNITS = 3;
/** The n-gram model of units. */
export const NGRAMS = 4;
/** Which units are forms of which skill. */
export const SKILLS = 5;
/** The n-gram model of skills in the order of the texts: for meanings, and for the first layer. */
export const MEANINGS = 6;
/** The model of exact texts when their skills are known: the second layer. */
export const SURFACE = 7;
