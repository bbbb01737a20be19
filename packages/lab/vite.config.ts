import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfigFnObject } from "vite";
import { moreLicences } from "./scripts/licences.js";
import { listFiles } from "./scripts/list-files.js";
import { trainModel } from "./scripts/train-model.js";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

trainModel(fileURLToPath(new URL(".", import.meta.url)));

/** While you work on the pages the packages are their sources: no build between an edit and the page. */
const sources = ["charts", "core", "reading", "text"].map((name) => ({
  find: new RegExp(`^@onset/${name}(/.+)?$`),
  replacement: fileURLToPath(new URL(`../${name}/src$1/index.ts`, import.meta.url)),
}));

const config: UserConfigFnObject = defineConfig(({ command }) => ({
  // Relative addresses: the build works in any folder of any static host.
  base: "./",
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    target: "es2022",
    // The helper for browsers without modulepreload is an inline script's size in trouble, and they are gone.
    modulePreload: { polyfill: false },
    // Nothing becomes a data: address, which the content security policy forbids for scripts and data.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The page contains other people's work: their licences come with it.
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL("index.html", import.meta.url)),
        sw: fileURLToPath(new URL("src/offline/service-worker.ts", import.meta.url)),
      },
      output: {
        // The service worker rules over the folder it stands in, and its name never changes.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  plugins: [moreLicences(), listFiles()],
  resolve: {
    alias: [
      {
        find: "hysnappy",
        replacement: fileURLToPath(new URL("src/corpora/no-webassembly.ts", import.meta.url)),
      },
      ...(command === "serve" ? sources : []),
    ],
  },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
}));

export default config;
