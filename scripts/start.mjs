/**
 * `npm start`: sets up what is missing, then is the `onset` command. Without arguments it learns the bundled words
 * of the King James Bible; `npm start -- learn my.jsonl` passes on. Paths are relative to where the user stands.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./setup.mjs";

const given = process.argv.slice(2);
await setUp({ lab: given[0] === "lab" });

const example = ["learn", "examples/king-james-words.jsonl.gz", "--known-top", "80"];
process.chdir(given.length === 0 ? root : (process.env.INIT_CWD ?? process.cwd()));

if (given.length === 0 && !isOnPath()) {
  process.on("exit", (code) => {
    if (code === 0)
      console.error("\nnpm run link puts onset on your path; npm start -- learn my.csv works without.");
  });
}

// In this process and not in a child: the exit code, Ctrl-C and the terminal are the command's own, with no one between.
const main = join(root, "packages/cli/bundle/main.js");
process.argv = [process.execPath, main, ...(given.length === 0 ? example : given)];
await import(pathToFileURL(main).href);

function isOnPath() {
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  return folders.some((folder) => ["onset", "onset.cmd"].some((name) => existsSync(join(folder, name))));
}
