/** Tells the service worker which files a build has, and gives the build a name made of them. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const worker = "sw.js";
/** Larger files, such as the model of English, are kept when somebody has needed them. */
const maxKeptBytes = 2e6;

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
        const kept: string[] = [];
        for (const file of files) {
          const output = bundle[file];
          const content = Buffer.from(output.type === "chunk" ? output.code : output.source);
          hash.update(file).update(content);
          if (content.length <= maxKeptBytes) kept.push(file);
        }
        const chunk = bundle[worker];
        if (chunk?.type !== "chunk") throw new Error(`the build has no ${worker}`);
        const list = JSON.stringify({ version: hash.digest("hex").slice(0, 16), files: kept });
        if (!chunk.code.includes("__BUILD__"))
          throw new Error(`${worker} does not ask for the list of files`);
        chunk.code = chunk.code.replace("__BUILD__", () => list);
      },
    },
  };
}
