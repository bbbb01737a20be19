/**
 * The standard global `WebAssembly`, declared as far as it is used: it is the same in browsers, workers and Node, but belongs to the types
 * of each of them.
 */
export type WebAssemblyGlobal = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: object) => { readonly buffer: ArrayBuffer };
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
  const length = text.replace(/=+$/, "").length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  for (let i = 0, at = 0; i < length; i++) {
    bits = (bits << 6) | digits.indexOf(text[i]);
    if ((i & 3) !== 0) bytes[at++] = bits >>> (6 - 2 * (i & 3));
  }
  return bytes;
}
