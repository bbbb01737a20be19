/**
 * A pack: many records of one model in one file, each to be had by its number. All 32-bit numbers have their lowest
 * byte first; varints as everywhere in these formats. It is written from its first byte to its last, and needs its header,
 * its index and one block to be read.
 *
 *   header  0 magic 89 4F 4E 53 50 0D 0A 1A    8 version   12 mode   16 model hash (64 bits)   24 CRC-32 of bytes 0 to 24
 *   blocks  each: CRC-32 of the rest of the block; number of records, length of each (varints); the records
 *   index   number of blocks; by block its bytes and its records (varints)
 *   footer  length of the index, number of records, CRC-32 of the index and these two, magic 4F 4E 53 45
 */

export const packMagic = [0x89, 0x4f, 0x4e, 0x53, 0x50, 0x0d, 0x0a, 0x1a] as const;
export const footerMagic = [0x4f, 0x4e, 0x53, 0x45] as const;
/** Version of the format of packs. */
export const packVersion = 1;
export const headerLength = 28;
export const footerLength = 16;
/** A block is full with this many records, and has no more, or with this many bytes of records. */
export const blockRecords = 256;
export const blockBytes: number = 1 << 16;
/** Most bytes of a block and of the index: what a reader may have to hold at once, whatever a file claims. */
export const maxBlockBytes: number = 2 ** 30;
export const maxIndexBytes: number = 2 ** 27;
/** Most records of a pack. */
export const maxRecords: number = 2 ** 32 - 1;

/** What the records of a pack hold. */
export type PackMode = "exact" | "layered" | "meaning";

/** Modes in the order of their numbers in the file. */
export const packModes: readonly PackMode[] = ["exact", "layered", "meaning"];
