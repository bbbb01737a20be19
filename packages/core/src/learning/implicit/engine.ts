import { binnedKernel } from "./binned.js";
import { directKernel } from "./direct.js";
import type { ImplicitKernel, ImplicitLaw } from "./implicit-kernel.js";
import { wasmBinnedKernel } from "./wasm/binned.js";
import { wasmDirectKernel } from "./wasm/direct.js";

/** What kernels are written in. */
export type ImplicitEngine = "wasm" | "typescript";

const kernels = {
  typescript: { direct: directKernel, binned: binnedKernel },
  wasm: { direct: wasmDirectKernel, binned: wasmBinnedKernel },
};

// Texts, measured with 13 edges a skill, ns an edge. TypeScript: direct 16 at 260,000, 24 to 47 at 2.6 million (it depends
// on who else uses the caches), 83 to 120 at 26 million; binned 34 at 2.6, 36 to 39 at 26 million. WebAssembly: direct 7.8
// at 260,000, 9.3 at 1.0, 12 to 18 at 1.3, 16 to 27 at 2.6 million; binned 11, 11, 13 there, and 14 at 26 million.
const binnedFrom = { typescript: 2e6, wasm: 1.2e6 };

/** A kernel and what it is. */
export type NamedKernel = {
  readonly name: "direct" | "binned";
  readonly engine: ImplicitEngine;
  readonly kernel: ImplicitKernel;
};

/** The kernel that is asked for, or the fastest for the number of texts. */
export function kernelOf(
  law: ImplicitLaw,
  wanted: "direct" | "binned" | undefined,
  engine: ImplicitEngine | "auto",
): NamedKernel {
  const make = (taken: ImplicitEngine): NamedKernel => {
    const name = wanted ?? (law.textCount < binnedFrom[taken] ? "direct" : "binned");
    return { name, engine: taken, kernel: kernels[taken][name](law) };
  };
  if (engine !== "auto") return make(engine);
  try {
    return make("wasm");
  } catch {
    return make("typescript");
  }
}
