/**
 * Stands in for `hysnappy` in the build (see vite.config.ts): that package compiles WebAssembly as soon as it is loaded,
 * which the page's policy forbids. Snappy is unpacked by hyparquet itself.
 */
export function snappyUncompress(): never {
  throw new Error("Snappy is unpacked by hyparquet.");
}

export function snappyUncompressor(): () => never {
  return snappyUncompress;
}
