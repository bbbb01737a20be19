/**
 * Bundles the command as its users get it: one file a verb and the code that verbs share, so that a start opens some 35
 * files and not 465. It is made of what the compiler has built: `tsc -b` alone is enough to work on, `dist/main.js` runs.
 *
 * The packages of others are inside: installed one by one, most of their bytes are builds for other uses. `third-party-notices.md`
 * says which ones, in which versions, under which licences. Optional packages stay where npm puts them. Names stay as they
 * are, for stack traces: to shorten them saves 6 ms of 260. With rolldown, because the laboratory's Vite brings it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { bundledPackages, noticesText } from "./notices.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
/** Taken from where npm puts them; the library is inside: only the pool for programs shares it with them. */
const optional = Object.keys(manifest.peerDependencies).filter((name) => name !== "@onset/core");

const files = await build({
  cwd: root,
  input: { main: "packages/cli/dist/main.js", worker: "packages/cli/dist/pool/worker.js" },
  platform: "node",
  external: (id) => optional.some((name) => id === name || id.startsWith(`${name}/`)),
  output: {
    dir: "packages/cli/bundle",
    format: "esm",
    cleanDir: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting: {
      groups: [
        // What --version needs, and what --help needs.
        { name: "version", test: /dist\/(version|package-folder)\.js$/, priority: 2 },
        {
          name: "terminal",
          test: /node_modules\/(commander|picocolors)\/|dist\/(verbs|options|run\/verb|files\/(csv|reason)|project\/(find|used)|terminal\/(characters|colors|complain|format|help|output)|[a-z]+\/(cluster\/|learner-)?options)\.js$/,
          priority: 1,
        },
        // What most verbs need is one file: every file costs a third of a millisecond.
        { name: "common", minShareCount: 8 },
      ],
    },
  },
});
const packages = bundledPackages(files.output.flatMap(({ moduleIds = [] }) => moduleIds));
writeFileSync(join(root, "packages/cli/bundle/third-party-notices.md"), noticesText(packages));
const characters = files.output.reduce((sum, { code }) => sum + code.length, 0);
console.log(
  `packages/cli/bundle: ${files.output.length} files, ${(characters / 1e6).toFixed(1)} MB, ${packages.length} packages of others inside`,
);
