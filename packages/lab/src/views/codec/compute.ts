/** Codes a text with the small model that comes along, beside compressors that browsers have. */
import { type Codec, loadCodec } from "@onset/core/codec";
import model from "../../../models/glosses.onset?url";
import type { Job } from "../../worker/protocol.js";
import { type Peers, peersOf } from "./peers.js";

export type CodecInput = { readonly text: string };

export type CodecOutput = {
  readonly text: string;
  readonly characters: number;
  /** Bytes of the text as it is. */
  readonly plain: number;
  readonly peers: Peers;
  /** The record of the exact text. */
  readonly exact: Uint8Array;
  /** The same in two layers: the skills in order, and what else it takes to have the text. */
  readonly layers: { readonly meaning: Uint8Array; readonly surface: Uint8Array };
  /** The record of the skills without their order. */
  readonly bare: Uint8Array;
  readonly skills: readonly string[];
  readonly inOrder: readonly string[];
  /** Whether every word is known. */
  readonly understood: boolean;
  /** A text with the same meaning, found from the bare record alone. */
  readonly regenerated: string;
  /** Whether both records gave the text back, letter by letter. */
  readonly exactly: boolean;
  readonly model: {
    readonly hash: string;
    readonly bytes: number;
    readonly units: number;
    readonly skills: number;
  };
};

let loading: Promise<Codec> | null = null;

async function load(): Promise<Codec> {
  const response = await fetch(model);
  if (!response.ok)
    throw new Error(`The model could not be loaded (${response.status}). Load the page again.`);
  return loadCodec(new Uint8Array(await response.arrayBuffer()));
}

export const computeCodec: Job<CodecInput, CodecOutput> = async ({ text }, context) => {
  loading ??= load();
  const codec = await loading.catch((error: unknown) => {
    loading = null;
    throw error;
  });
  await context.yieldNow();
  const bytes = new TextEncoder().encode(text);
  const exact = codec.encode(text, { smallest: true });
  const layers = codec.encodeLayers(text);
  const bare = codec.encodeMeaning(text);
  const peers = await peersOf(bytes);
  return {
    text,
    characters: text.length,
    plain: bytes.length,
    peers,
    exact,
    layers,
    bare,
    skills: codec.decodeMeaning(bare),
    inOrder: codec.meaningOf(layers.meaning),
    understood: codec.understands(text),
    regenerated: codec.regenerate(bare),
    exactly: codec.decode(exact) === text && codec.decodeLayers(layers.meaning, layers.surface) === text,
    model: {
      hash: codec.modelHash,
      bytes: codec.contents.bytes,
      units: codec.contents.units,
      skills: codec.skillCount,
    },
  };
};
