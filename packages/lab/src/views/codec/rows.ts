/** The ways to send a text, and what each takes. */
import type { CodecOutput } from "./compute.js";

export type Way = {
  readonly name: string;
  readonly layer: "characters" | "meaning" | "surface" | "exact";
  readonly bytes: number;
};

export const ways = {
  plain: "as it is (UTF-8)",
  gzip: "gzip",
  deflate: "deflate, without a header",
  brotli: "brotli",
  exact: "this codec, exactly",
  layered: "the same in two layers",
  bare: "meaning alone, unordered",
} as const;

export function waysOf({ plain, gzip, deflate, brotli, exact, layers, bare }: CodecOutput): readonly Way[] {
  return [
    { name: ways.plain, layer: "characters", bytes: plain },
    { name: ways.gzip, layer: "characters", bytes: gzip },
    { name: ways.deflate, layer: "characters", bytes: deflate },
    ...(brotli === null ? [] : [{ name: ways.brotli, layer: "characters" as const, bytes: brotli }]),
    { name: ways.exact, layer: "exact", bytes: exact.length },
    { name: ways.layered, layer: "meaning", bytes: layers.meaning.length },
    { name: ways.layered, layer: "surface", bytes: layers.surface.length },
    { name: ways.bare, layer: "meaning", bytes: bare.length },
  ];
}
