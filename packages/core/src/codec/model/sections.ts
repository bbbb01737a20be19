/** Tags of the sections of a model file. */

/** What the model was trained with. */
export const aboutTag = 1;
/** The spelling model. */
export const spellingTag = 2;
/** The codebook. */
export const unitsTag = 3;
/** The n-gram model of units. */
export const ngramsTag = 4;
/** Which units are forms of which skill. */
export const skillsTag = 5;
/** The n-gram model of skills in the order of the texts: for meanings, and for the first layer. */
export const meaningsTag = 6;
/** The model of exact texts when their skills are known: the second layer. */
export const surfaceTag = 7;
