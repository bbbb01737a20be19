import type { ImplicitLaw } from "../implicit-kernel.js";
import type { KernelFunctions } from "./module.js";

/** Edges that are computed before anything is done with them: their arrays take 12 KB and stay in the first cache. */
const batchEdges = 1024;

/** Lays out the memory of kernels: hands out positions, 64 bytes apart from each other. */
export class Layout {
  bytes = 64;

  take(bytes: number): number {
    const position = this.bytes;
    this.bytes = Math.ceil((position + bytes) / 64) * 64;
    return position;
  }
}

/** Where the law and the batches of edges are. */
export type LawLayout = {
  readonly own: number;
  readonly alias: number;
  readonly texts: number;
  readonly skills: number;
  /** Room for what is found in a batch. */
  readonly candidates: number;
  /** Room for the words of four skills. */
  readonly group: number;
  readonly minQuads: number;
};

export function lawLayout({ degrees }: ImplicitLaw, layout: Layout): LawLayout {
  // As many quads of edges as most skills need, so that the loop over them seldom ends otherwise than foretold.
  const minQuads = Math.max(1, Math.round((degrees.mean + Math.sqrt(degrees.mean)) / 4));
  // The last four skills of a batch may have the largest degree, and the last quads are computed whole.
  const entries = batchEdges + 4 * degrees.largest + 4 * minQuads;
  return {
    own: layout.take(degrees.own.byteLength),
    alias: layout.take(degrees.alias.byteLength),
    texts: layout.take(4 * entries),
    skills: layout.take(4 * entries),
    candidates: layout.take(4 * entries),
    group: layout.take(32),
    minQuads,
  };
}

/** Tells the kernels about the law. */
export function setLaw(
  functions: KernelFunctions,
  buffer: ArrayBuffer,
  { degrees, textCount }: ImplicitLaw,
  { own, alias, texts, skills, group, minQuads }: LawLayout,
): void {
  new Int32Array(buffer, own).set(degrees.own);
  new Int32Array(buffer, alias).set(degrees.alias);
  const { shift, mask } = degrees;
  functions.setLaw(shift, mask, own, alias, textCount, minQuads, texts, skills, batchEdges, group);
}
