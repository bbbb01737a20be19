/**
 * A pack: many records of one model in one file, each to be had by its number. All 32-bit numbers have their lowest
 * byte first; varints as everywhere in these formats.
 *
 *   header  0 magic 89 4F 4E 53 50 0D 0A 1A    8 version   12 mode   16 model hash (64 bits)   24 CRC-32 of bytes 0 to 24
 *   blocks  each: CRC-32 of the rest of the block; number of records, length of each (varints); the records
 *   index   number of blocks; by block its bytes and its records (varints)
 *   footer  length of the index, number of records, CRC-32 of the index and these two, magic 4F 4E 53 45
 */

export const PACK_MAGIC = [0x89, 0x4f, 0x4e, 0x53, 0x50, 0x0d, 0x0a, 0x1a] as const;
export const FOOTER_MAGIC = [0x4f, 0x4e, 0x53, 0x45] as const;
/** Version of the format of packs. */
export const PACK_VERSION = 1;
export const HEADER_LENGTH = 28;
export const FOOTER_LENGTH = 16;
/** Records in a block, all but the last one of a run of additions. */
export const BLOCK_RECORDS = 256;

/** What the records of a pack hold. */
export type PackMode = "exact" | "layered" | "meaning";

/** Modes in the order of their numbers in the file. */
export const PACK_MODES: readonly PackMode[] = ["exact", "layered", "meaning"];
