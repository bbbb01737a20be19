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
  zstd: "zstd -19",
  zstdDictionary: "zstd -19 with a dictionary",
  exact: "this codec, exactly",
  layered: "the same in two layers",
  bare: "meaning alone, unordered",
} as const;

export function waysOf({ plain, peers, exact, layers, bare }: CodecOutput): readonly Way[] {
  const { gzip, deflate, brotli, zstd, zstdDictionary } = peers;
  const peer = (name: string, bytes: number | null): Way[] =>
    bytes === null ? [] : [{ name, layer: "characters", bytes }];
  return [
    { name: ways.plain, layer: "characters", bytes: plain },
    ...peer(ways.gzip, gzip),
    ...peer(ways.deflate, deflate),
    ...peer(ways.brotli, brotli),
    ...peer(ways.zstd, zstd),
    ...peer(ways.zstdDictionary, zstdDictionary),
    { name: ways.exact, layer: "exact", bytes: exact.length },
    { name: ways.layered, layer: "meaning", bytes: layers.meaning.length },
    { name: ways.layered, layer: "surface", bytes: layers.surface.length },
    { name: ways.bare, layer: "meaning", bytes: bare.length },
  ];
}
