/** Tells the service worker which files a build has, and gives the build a name made of them. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const worker = "sw.js";
// The program of the worker is what looks: it cannot keep itself.
const left = new Set([worker, ".vite/manifest.json"]);

export function listFiles(): Plugin {
  return {
    name: "onset-list-files",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const hash = createHash("sha256");
        const files = Object.keys(bundle)
          .filter((file) => !left.has(file) && !file.endsWith(".map"))
          .sort();
        for (const file of files) {
          const output = bundle[file];
          hash.update(file).update(output.type === "chunk" ? output.code : output.source);
        }
        const chunk = bundle[worker];
        if (chunk?.type !== "chunk") throw new Error(`the build has no ${worker}`);
        const list = JSON.stringify({ version: hash.digest("hex").slice(0, 16), files });
        if (!chunk.code.includes("__BUILD__"))
          throw new Error(`${worker} does not ask for the list of files`);
        chunk.code = chunk.code.replace("__BUILD__", () => list);
      },
    },
  };
}
