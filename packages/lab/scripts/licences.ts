/** Adds the licences of what is no module to those that the build collects: the typeface, and what is in the WebAssembly. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const collected = "licenses.md";

export function moreLicences(): Plugin {
  const require = createRequire(import.meta.url);
  const font = readFileSync(require.resolve("@fontsource-variable/source-serif-4/LICENSE"), "utf8");
  const zstd = readFileSync(new URL("../licences/zstd.txt", import.meta.url), "utf8");
  return {
    name: "onset-licences",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const file = bundle[collected];
        if (file?.type !== "asset") throw new Error(`the build has no ${collected}`);
        const more = [
          "## Source Serif 4 (OFL-1.1), the typeface",
          font.trim(),
          "## Zstandard (BSD-3-Clause), in zstd.wasm",
          zstd.trim(),
        ];
        file.source = `${String(file.source).trimEnd()}\n\n${more.join("\n\n")}\n`;
      },
    },
  };
}
