/** The version of the package, put in by the build. */
declare const __VERSION__: string;

/** Zstandard in WebAssembly; its package does not say where its types are. */
declare module "@bokuweb/zstd-wasm" {
  export function init(path?: string): Promise<void>;
  export function createCCtx(): number;
  export function compressUsingDict(
    context: number,
    bytes: Uint8Array,
    dictionary: Uint8Array,
    level?: number,
  ): Uint8Array;
  export function compress(bytes: Uint8Array, level?: number): Uint8Array;
}
