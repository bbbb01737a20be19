/** Where a corpus comes from, and its bytes: unpacked, counted, cut into lines. */
import { type BundledName, bundledCorpora, fetchBundled } from "../bundled.js";

/** A bundled corpus or a file of the visitor's, which is read here and goes nowhere. */
export type CorpusSource =
  | { readonly kind: "bundled"; readonly name: BundledName }
  | { readonly kind: "file"; readonly file: File };

/** A source that is open. */
export type OpenSource = {
  readonly label: string;
  readonly blob: Blob;
  readonly gzip: boolean;
  /** The first bytes, unpacked. */
  readonly start: Uint8Array;
};

/** How far the reading has come: bytes of the file as it lies there. */
export type Progress = (bytes: number, of: number) => void;

/** What readers have at hand. */
export type ReadingContext = {
  readonly progress: Progress;
  /** Lets a newer request in; see JobContext. */
  readonly yieldNow: () => Promise<void>;
};

const megabyte = 1e6;
/** Bytes of a file that a browser is asked to read; the command line has no such limit. */
export const maxFileBytes: number = 128 * megabyte;
const maxTextSize = 384 * megabyte;

export async function openSource(source: CorpusSource): Promise<OpenSource> {
  const blob = source.kind === "file" ? source.file : await fetchBundled(source.name);
  const label = source.kind === "file" ? source.file.name : bundledCorpora[source.name].file;
  if (blob.size > maxFileBytes) throw new Error(tooLarge(label, blob.size));
  if (blob.size === 0) throw new Error(`${label} is empty.`);
  const head = new Uint8Array(await blob.slice(0, 1 << 16).arrayBuffer());
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  const start = gzip ? await startOfGzip(blob) : head;
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw new Error(`${label} is encoded in UTF-16: save it as UTF-8.`);
  return { label, blob, gzip, start };
}

function tooLarge(label: string, size: number): string {
  return `${label} has ${Math.round(size / megabyte)} MB; the laboratory reads up to ${maxFileBytes / megabyte} MB in a browser. The command has no such limit: onset learn ${label}`;
}

async function startOfGzip(blob: Blob): Promise<Uint8Array> {
  const reader = unpacked(blob).getReader();
  try {
    const { value } = await reader.read();
    return value ?? new Uint8Array(0);
  } catch {
    // Whoever reads it to the end says what is wrong.
    return new Uint8Array(0);
  } finally {
    void reader.cancel().catch(() => {});
  }
}

function unpacked(blob: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  return blob
    .stream()
    .pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array<ArrayBuffer>>);
}

/** The bytes of a source, unpacked. */
export async function* chunksOf(
  { label, blob, gzip }: OpenSource,
  { progress, yieldNow }: ReadingContext,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = (gzip ? unpacked(blob) : blob.stream()).getReader();
  let passed = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Error(
          gzip
            ? `${label} is not whole: its gzip data is damaged or ends early.`
            : `${label} could not be read.`,
        );
      });
      if (done) return;
      passed += value.length;
      if (passed > maxTextSize)
        throw new Error(
          `${label} unpacks to more than ${maxTextSize / megabyte} MB, too much for a browser. The command reads it: onset learn ${label}`,
        );
      // Of packed bytes only the unpacked ones are seen: text shrinks to about a quarter.
      progress(gzip ? Math.min(blob.size, passed / 4) : passed, blob.size);
      yield value;
      await yieldNow();
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** A line without its end; `valid` tells whether it is UTF-8. */
export type Line = { readonly text: string; readonly valid: boolean };

const lineFeed = 0x0a;

/** The lines of a source, some thousands at a time. */
export async function* linesOf(source: OpenSource, context: ReadingContext): AsyncGenerator<readonly Line[]> {
  let rest = new Uint8Array(0);
  let first = true;
  for await (const chunk of chunksOf(source, context)) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const end = bytes.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      yield decoded(bytes.subarray(first ? markLength(bytes) : 0, end - 1));
      first = false;
    }
    rest = bytes.slice(end);
  }
  if (rest.length > 0) yield decoded(rest.subarray(first ? markLength(rest) : 0));
}

function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): Line[] {
  try {
    return strict
      .decode(bytes)
      .split("\n")
      .map((text) => ({ text, valid: true }));
  } catch {
    return linesApart(bytes);
  }
}

/** Where something is no UTF-8, each line by itself, so that the others can be read. */
function linesApart(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    try {
      lines.push({ text: strict.decode(bytes.subarray(start, end)), valid: true });
    } catch {
      lines.push({ text: "", valid: false });
    }
    start = end + 1;
  }
  return lines;
}
