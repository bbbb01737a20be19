/** Where reading ends, so that no file can take all memory. Whoever meets a limit is told. */

/** Bytes of one row or record. */
export const maxRecordBytes: number = 16 * 1024 * 1024;

/** Bytes of one line of plain text: a text without line ends is one line. */
export const maxLineBytes: number = 256 * 1024 * 1024;

/** How many times its size a packed file may unpack to; texts and tables come to a tenth of that. */
export const maxUnpackedRatio: number = 200;

/** Bytes that any packed file may unpack to. */
export const freeUnpackedBytes: number = 1e9;

/** Columns of a table. */
export const maxColumns: number = 1 << 17;

/** Bytes of one page of a Parquet file, unpacked; writers make pages of about one. */
export const maxPageBytes: number = 256 * 1024 * 1024;
