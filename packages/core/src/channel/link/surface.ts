import type { Codec } from "../../codec/index.js";

/** The second layer: what gives the text back exactly, when the first one, its meaning, has arrived or not. */
export type Surface = {
  readonly encode: (text: string) => Uint8Array;
  readonly decode: (surface: Uint8Array, meaning: readonly Uint8Array[] | null) => string;
  /** Whether the first layer is needed to read the second. */
  readonly needsMeaning: boolean;
};

/** The exact record: it needs no meaning, and repeats it. */
export function exactSurface(codec: Codec): Surface {
  return {
    encode: (text) => codec.encode(text),
    decode: (surface) => codec.decode(surface),
    needsMeaning: false,
  };
}
