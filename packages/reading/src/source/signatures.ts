/** What the first bytes of files say that are no corpus: refused by name, with what to do. */
import { dataError } from "../errors.js";

type Signature = {
  readonly at: number;
  readonly bytes: string;
  readonly name: string;
  readonly advice: string;
};

const text = "save what it holds as CSV, JSON Lines or plain text";
const unpack = "unpack it first";

/** Bytes are written as Latin-1. */
const signatures: readonly Signature[] = [
  {
    at: 0,
    bytes: "PK\x03\x04",
    name: "a zip archive (.zip, .xlsx, .docx, .ods, .epub, .apkg)",
    advice: `unpack it, or ${text}`,
  },
  { at: 0, bytes: "PK\x05\x06", name: "an empty zip archive", advice: unpack },
  { at: 0, bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name: "an old Office file (.xls, .doc)", advice: text },
  { at: 0, bytes: "%PDF-", name: "a PDF", advice: text },
  { at: 0, bytes: "SQLite format 3\0", name: "an SQLite database", advice: "export a table of it as CSV" },
  { at: 8, bytes: "DUCK", name: "a DuckDB database", advice: "export a table of it as CSV or Parquet" },
  { at: 0, bytes: "7z\xbc\xaf\x27\x1c", name: "a 7z archive", advice: unpack },
  { at: 0, bytes: "Rar!\x1a\x07", name: "a RAR archive", advice: unpack },
  { at: 0, bytes: "\xfd7zXZ\0", name: "xz data", advice: "unpack it with xz -d" },
  { at: 0, bytes: "BZh", name: "bzip2 data", advice: "unpack it with bunzip2" },
  { at: 0, bytes: "\x04\x22\x4d\x18", name: "LZ4 data", advice: "unpack it with lz4 -d" },
  { at: 257, bytes: "ustar", name: "a tar archive", advice: "unpack it with tar -x" },
  { at: 0, bytes: "ARROW1\0\0", name: "an Arrow or Feather file", advice: "save it as Parquet" },
  { at: 0, bytes: "FEA1", name: "a Feather file", advice: "save it as Parquet" },
  { at: 0, bytes: "ORC", name: "an ORC file", advice: "save it as Parquet" },
  { at: 0, bytes: "Obj\x01", name: "an Avro file", advice: "save it as JSON Lines or Parquet" },
  { at: 0, bytes: "\x89HDF\r\n\x1a\n", name: "an HDF5 file", advice: "save its table as CSV or Parquet" },
  { at: 0, bytes: "\x93NUMPY", name: "a NumPy array", advice: "save it as CSV or Parquet" },
  { at: 0, bytes: "\x80\x04\x95", name: "a Python pickle", advice: "save it as JSON Lines or Parquet" },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", name: "a PNG picture", advice: "name a file of texts" },
  { at: 0, bytes: "\xff\xd8\xff", name: "a JPEG picture", advice: "name a file of texts" },
  { at: 0, bytes: "GIF8", name: "a GIF picture", advice: "name a file of texts" },
  { at: 8, bytes: "WEBP", name: "a WebP picture", advice: "name a file of texts" },
  { at: 4, bytes: "ftyp", name: "a video or a recording (MP4)", advice: "save its subtitles as a file" },
  {
    at: 0,
    bytes: "\x1aE\xdf\xa3",
    name: "a video (Matroska, WebM)",
    advice: "save its subtitles as a file",
  },
  { at: 0, bytes: "\x7fELF", name: "a program", advice: "name a file of texts" },
  { at: 0, bytes: "{\\rtf", name: "a Rich Text document", advice: text },
  {
    at: 0,
    bytes: "version https://git-lfs",
    name: "a pointer of Git LFS, not the file itself",
    advice: "fetch it with git lfs pull",
  },
  { at: 0, bytes: "OnsetPck", name: "a pack of Onset", advice: "restore its texts with onset decompress" },
];

const marked = /^(?:\ufeff)?\s*<(?:!doctype html|html)[\s>]/i;

/** As many bytes of a file are enough for {@link refuseSignature}. */
export const signatureBytes = 512;

/**
 * Refuses files that are known to hold no corpus.
 *
 * @param head - the first bytes of a file, after unpacking
 * @param takesPages - whether a web page is welcome
 * @throws ReadingError that says what the file is and what to do
 */
export function refuseSignature(head: Uint8Array, takesPages = false): void {
  const start = latin1(head.subarray(0, signatureBytes));
  const found = signatures.find(({ at, bytes }) => start.startsWith(bytes, at));
  if (found !== undefined) throw dataError(`it is ${found.name}: ${found.advice}`);
  if (!takesPages && marked.test(start)) {
    throw dataError(`it is a web page (HTML): save the data that it shows, or the file that it links to`);
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
