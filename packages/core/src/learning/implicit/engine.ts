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

// Measured with 13 edges a skill: direct 16 ns an edge at 260,000 texts; 24 to 47 at 2.6 million (it depends on who else
// uses the caches), binned 33; 83 to 120 and 40 at 26 million.
const binnedFrom = { typescript: 2e6, wasm: 2e6 };

/** The kernel that is asked for, or the fastest for the number of texts. */
export function kernelOf(
  law: ImplicitLaw,
  wanted: "direct" | "binned" | undefined,
  engine: ImplicitEngine | "auto",
): {
  readonly name: "direct" | "binned";
  readonly engine: ImplicitEngine;
  readonly kernel: ImplicitKernel;
} {
  const make = (taken: ImplicitEngine) => {
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
