/**
 * Bundles the command as its users get it: one file a verb and the code that verbs share, so that a start opens some 35
 * files and not 465. It is made of what the compiler has built: `tsc -b` alone is enough to work on, `dist/main.js` runs.
 *
 * Packages of others stay where npm puts them: an audit must see them. Names stay as they are, for stack traces: to
 * shorten them saves 6 ms of 260. With rolldown, because the laboratory's Vite brings it.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const files = await build({
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  input: { main: "packages/cli/dist/main.js", worker: "packages/cli/dist/pool/worker.js" },
  platform: "node",
  external: (id) => /^[@a-z]/.test(id) && !id.startsWith("@onset/") && !id.startsWith("packages/"),
  output: {
    dir: "packages/cli/bundle",
    format: "esm",
    cleanDir: true,
    codeSplitting: {
      groups: [
        // What --version needs, and what --help needs.
        { name: "version", test: /dist\/(version|package-folder)\.js$/, priority: 2 },
        {
          name: "terminal",
          test: /dist\/(verbs|terminal\/(characters|colors|complain|format|help|output)|files\/reason)\.js$/,
          priority: 1,
        },
        // What most verbs need is one file: every file costs a third of a millisecond.
        { name: "common", minShareCount: 8 },
      ],
    },
  },
});
const characters = files.output.reduce((sum, { code }) => sum + code.length, 0);
console.log(`packages/cli/bundle: ${files.output.length} files, ${(characters / 1e6).toFixed(1)} MB`);
