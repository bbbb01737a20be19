/** Units that are no piece of text. */

/** A unit follows letter by letter. */
export const SPELL = 0;
/** The rest of the record is bytes as they are. */
export const RAW = 1;
/** The next unit has a capital first letter. */
export const CAPITAL_NEXT = 2;
/** The next unit is all capitals. */
export const UPPER_NEXT = 3;
/** Stands before a text; it is only ever a context. */
export const START = 4;
/** The first unit of the codebook. */
export const FIRST_UNIT = 5;

/** Units of the codebook have at most this many bytes. */
export const LONGEST_UNIT = 255;

/** What RAW weighs, of 2^30. */
export const RAW_FREQUENCY = 256;
