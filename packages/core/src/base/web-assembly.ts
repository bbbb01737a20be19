/**
 * The standard global `WebAssembly`, declared as far as it is used: it is the same in browsers, workers and Node, but belongs to the types
 * of each of them.
 */
export type WebAssemblyGlobal = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: object) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
};

/** Returns the global. @throws Error where there is none */
export function webAssembly(): WebAssemblyGlobal {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: WebAssemblyGlobal };
  if (WebAssembly === undefined) throw new Error("there is no WebAssembly here");
  return WebAssembly;
}

/** Returns the bytes of a base64 text: `atob` is not part of the language. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const values = new Uint8Array(128);
  for (let i = 0; i < 64; i++) values[digits.charCodeAt(i)] = i;
  const length = text.replace(/=+$/, "").length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  // Four at once: this runs before V8 has compiled it. Behind the end, charCodeAt is NaN and the byte is not kept.
  for (let i = 0, at = 0; i < length; i += 4) {
    const bits =
      (values[text.charCodeAt(i)] << 18) |
      (values[text.charCodeAt(i + 1)] << 12) |
      (values[text.charCodeAt(i + 2)] << 6) |
      values[text.charCodeAt(i + 3)];
    bytes[at++] = bits >>> 16;
    bytes[at++] = bits >>> 8;
    bytes[at++] = bits;
  }
  return bytes;
}
