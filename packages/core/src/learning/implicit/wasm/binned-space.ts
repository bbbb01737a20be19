import { blockBits } from "../../bins.js";
import type { ImplicitLaw } from "../implicit-kernel.js";
import { type LawLayout, Layout, lawLayout } from "./space.js";

// As many messages as texts are enough for long runs, up to 13.6 million (55 MB): more brought nothing at 2.6 and 7.8
// million texts, a half cost 5 to 15 %.
const maxMessages = 16 * 65_536 * 13;

/** What one of the instances works on: its own memory, and its part of skills and texts. */
export type Share = {
  readonly batches: LawLayout;
  readonly list: number;
  readonly candidates: number;
  readonly starts: number;
  readonly cursors: number;
  readonly chunkEnds: number;
  readonly messages: number;
  /** Messages a bin has room for. */
  readonly room: number;
  /** Messages in all bins after which they are applied. */
  readonly budget: number;
  /** Chunks of 65,536 skills, from the first to before the last; blocks of 65,536 texts likewise. */
  readonly chunkBegin: number;
  readonly chunkEnd: number;
  readonly binBegin: number;
  readonly binEnd: number;
};

/** Positions in the memory of the binned kernel. */
export type BinnedSpace = {
  readonly bytes: number;
  /** Words of 32 skills. */
  readonly words: number;
  readonly binCount: number;
  readonly texts: number;
  readonly learned: number;
  readonly fresh: number;
  /** A bit set for each instance, `pointedBytes` apart. */
  readonly pointed: number;
  readonly pointedBytes: number;
  /** Four words for each instance. */
  readonly senders: number;
  /** Two numbers of 64 bits for each instance. */
  readonly sums: number;
  /** Where threads wait for each other: three words. */
  readonly gate: number;
  readonly shares: readonly Share[];
};

/** Lays out memory for a number of instances: the same wherever it is computed. */
export function binnedSpace(law: ImplicitLaw, instances: number): BinnedSpace {
  const { textCount, skillCount } = law;
  const words = Math.ceil(skillCount / 32);
  const chunks = Math.ceil(skillCount / 65_536);
  const binCount = Math.ceil(textCount / 2 ** blockBits);
  const layout = new Layout();
  const gate = layout.take(64);
  const senders = layout.take(16 * instances);
  const sums = layout.take(16 * instances);
  const learned = layout.take(4 * words);
  const fresh = layout.take(4 * words);
  const pointedBytes = Math.ceil(words / 16) * 64;
  const pointed = layout.take(pointedBytes * instances);
  const texts = layout.take(4 * textCount);
  const most = Math.min(maxMessages, textCount) / instances;
  const shares = Array.from({ length: instances }, (_, index): Share => {
    const part = (count: number, from: number) => Math.floor((count * from) / instances);
    const [chunkBegin, chunkEnd] = [part(chunks, index), part(chunks, index + 1)];
    const { room, budget } = binRoom(law, chunkEnd - chunkBegin, most);
    return {
      batches: lawLayout(law, layout),
      list: layout.take(4 * (2048 + 4)),
      // Room for those of twice the messages after which they are looked at.
      candidates: layout.take(2 * 4096 + 64),
      starts: layout.take(4 * (binCount + 1)),
      cursors: layout.take(4 * binCount),
      chunkEnds: layout.take(4 * binCount * chunks),
      // Behind all else of this instance: an overfull bin is noticed before its messages are used.
      messages: layout.take(4 * binCount * room),
      room,
      budget,
      chunkBegin,
      chunkEnd,
      binBegin: part(binCount, index),
      binEnd: part(binCount, index + 1),
    };
  });
  const { bytes } = layout;
  return {
    bytes,
    words,
    binCount,
    texts,
    learned,
    fresh,
    pointed,
    pointedBytes,
    senders,
    sums,
    gate,
    shares,
  };
}

/** How many messages a bin has room for, and after how many in all bins they are applied. */
function binRoom(
  { degrees, textCount, skillCount }: ImplicitLaw,
  chunks: number,
  wanted: number,
): { room: number; budget: number } {
  // Degrees are independent with a variance below mean * (largest + 1).
  const skills = Math.min(65_536, skillCount);
  const mean = skills * degrees.mean;
  const likely = Math.ceil(mean + 12 * Math.sqrt(mean * (1 + degrees.largest)) + 64);
  const chunkMessages = Math.min(likely, skills * degrees.largest);
  // The budget is looked at between chunks: a chunk may exceed it by its own messages.
  const most = Math.min(Math.max(wanted, 2 * chunkMessages), chunks * chunkMessages);
  const share = most * Math.min(1, 2 ** blockBits / textCount);
  // A binomial number: its mean and 12 standard deviations (more has a probability below 1e-30). An odd number of
  // cache lines: bins a power of two apart would fight for the same sets.
  const room = (Math.ceil(share + 12 * Math.sqrt(share) + 64) | 31) + 17;
  return { room, budget: Math.max(0, most - chunkMessages) };
}
