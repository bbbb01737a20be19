import type { SkillTextGraph } from "../graph/index.js";
import { type Apply, type Bins, binsAt, blockBits } from "./bins.js";
import { kernels } from "./implicit/wasm/module.js";
import { Layout } from "./implicit/wasm/space.js";
import { removeStored } from "./remove-stored.js";
import { none } from "./result.js";

/** Working memory for a stored graph, and who applies its messages. */
export type StoredSpace = {
  readonly bins: Bins;
  /** For each skill the smallest text that points at it, or pointed at it in the round before it was learned. */
  readonly textOfSkill: Uint32Array;
  /** The skills of the messages are learned from now on; those then alone in a text are pointed at. */
  readonly remove: Apply;
};

/**
 * The memory that messages of a graph take: that of WebAssembly where there is one (33 ns an edge in all with 10^7 skills, 47
 * in TypeScript, in one run), else arrays. Both give the same results.
 */
export function storedSpace(graph: SkillTextGraph, engine: "auto" | "typescript" = "auto"): StoredSpace {
  if (engine === "typescript") return typescriptSpace(graph);
  try {
    return wasmSpace(graph);
  } catch {
    return typescriptSpace(graph);
  }
}

/** Every block of texts gets a bin with room for all its edges: none can overflow, whatever the corpus looks like. */
function startsOf({ textCount, textOffsets }: SkillTextGraph): Int32Array {
  const binCount = Math.ceil(textCount / 2 ** blockBits);
  return Int32Array.from({ length: binCount + 1 }, (_, bin) => {
    return textOffsets[Math.min(textCount, bin * 2 ** blockBits)];
  });
}

function typescriptSpace(graph: SkillTextGraph): StoredSpace {
  const { textCount, skillCount } = graph;
  const textOfSkill = new Uint32Array(skillCount).fill(none);
  return {
    bins: binsAt(textCount, skillCount, startsOf(graph), Infinity),
    textOfSkill,
    remove: removeStored(textOfSkill),
  };
}

function wasmSpace(graph: SkillTextGraph): StoredSpace {
  const { textCount, skillCount } = graph;
  const starts = startsOf(graph);
  // Lays out what `binsAt` takes, and then has it take that.
  const layout = new Layout();
  const positions: number[] = [];
  binsAt(textCount, skillCount, starts, Infinity, (length) => {
    positions.push(layout.take(4 * length));
    return new Int32Array(0);
  });
  const teachers = layout.take(4 * skillCount);
  // Eight bytes for each of the 1,024 messages after which candidates are looked at, and as many more.
  const candidates = layout.take(2 * 8 * 1024 + 64);
  const sink = layout.take(16);
  const { functions, buffer } = kernels(layout.bytes);
  let taken = 0;
  const bins = binsAt(textCount, skillCount, starts, Infinity, (length) => {
    return new Int32Array(buffer, positions[taken++], length);
  });
  const textOfSkill = new Uint32Array(buffer, teachers, skillCount).fill(none);
  functions.setStored(
    bins.texts.byteOffset,
    textCount,
    bins.messages.byteOffset,
    bins.starts.byteOffset,
    bins.cursor.byteOffset,
    bins.chunkEnds.byteOffset,
    bins.cursor.length,
    bins.learned.byteOffset,
    bins.pointed.byteOffset,
    teachers,
    candidates,
    sink,
  );
  return { bins, textOfSkill, remove: (_, first, end) => functions.removeStored(first, end) };
}
