/** Units that are no piece of text. */

/** A unit follows letter by letter. */
export const spellUnit = 0;
/** The rest of the record is bytes as they are. */
export const rawUnit = 1;
/** The next unit has a capital first letter. */
export const capitalNextUnit = 2;
/** The next unit is all capitals. */
export const upperNextUnit = 3;
/** Stands before a text; it is only ever a context. */
export const startUnit = 4;
/** The first unit of the codebook. */
export const firstUnit = 5;

/** Units of the codebook have at most this many bytes. */
export const maxUnitBytes = 255;

/** What rawUnit weighs, of 2^30. */
export const rawFrequency = 256;
