/** What others make of a text: compressors of the browser, and Zstandard with a dictionary as large as our model. */
import dictionaryFile from "../../../models/glosses.dictionary?url";

export type Peers = {
  readonly gzip: number;
  readonly deflate: number;
  /** Null where the browser does not have it. */
  readonly brotli: number | null;
  /** Zstandard at its best level, alone and with the dictionary; null where WebAssembly is forbidden. */
  readonly zstd: number | null;
  readonly zstdDictionary: number | null;
  /** Bytes of the dictionary. */
  readonly dictionaryBytes: number | null;
};

type Zstd = {
  readonly dictionary: Uint8Array;
  readonly alone: (bytes: Uint8Array) => number;
  readonly prepared: (bytes: Uint8Array) => number;
};

let loading: Promise<Zstd | null> | null = null;

export async function peersOf(bytes: Uint8Array<ArrayBuffer>): Promise<Peers> {
  loading ??= loadZstd().catch(() => null);
  const [gzip, deflate, brotli, zstd] = await Promise.all([
    compressed(bytes, "gzip"),
    compressed(bytes, "deflate-raw"),
    compressed(bytes, "brotli"),
    loading,
  ]);
  return {
    gzip: gzip!,
    deflate: deflate!,
    brotli,
    zstd: zstd?.alone(bytes) ?? null,
    zstdDictionary: zstd?.prepared(bytes) ?? null,
    dictionaryBytes: zstd?.dictionary.length ?? null,
  };
}

const best = 19;

async function loadZstd(): Promise<Zstd> {
  const [{ init, createCCtx, compress, compressUsingDict }, response] = await Promise.all([
    import("@bokuweb/zstd-wasm"),
    fetch(dictionaryFile),
  ]);
  if (!response.ok) throw new Error("the dictionary could not be loaded");
  const dictionary = new Uint8Array(await response.arrayBuffer());
  await init();
  const context = createCCtx();
  return {
    dictionary,
    alone: (bytes) => compress(bytes, best).length,
    prepared: (bytes) => compressUsingDict(context, bytes, dictionary, best).length,
  };
}

/** How many bytes a compressor of the browser makes of some; null where it does not have it. */
async function compressed(
  bytes: Uint8Array<ArrayBuffer>,
  format: "gzip" | "deflate-raw" | "brotli",
): Promise<number | null> {
  let stream: CompressionStream;
  try {
    stream = new CompressionStream(format as CompressionFormat);
  } catch {
    return null;
  }
  return (await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer()).byteLength;
}
