/**
 * `npm run link`: puts the command of this clone on the path. Where npm keeps global commands it needs the right to write;
 * without it, a link in ~/.local/bin does the same. It follows the clone: a build changes it.
 */

import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { npm, root, run, setUp } from "./setup.mjs";

await setUp({ lab: true });

const isWindows = process.platform === "win32";
const [program, ...before] = npm([]);
const asked = spawnSync(program, [...before, "prefix", "--global"], {
  cwd: root,
  encoding: "utf8",
  shell: isWindows,
});
const prefix = asked.stdout.trim();
const commands = isWindows ? prefix : join(prefix, "bin");

let folder = commands;
if (isWindows || isWritable(commands)) {
  const { code, output } = await run(
    npm(["install", "--global", "--ignore-scripts", "./packages/cli"]),
    "pipe",
  );
  if (code !== 0) {
    process.stderr.write(output);
    process.exit(code);
  }
} else {
  folder = join(homedir(), ".local/bin");
  chmodSync(join(root, "packages/cli/bundle/main.js"), 0o755);
  place(join(folder, "onset"), join(root, "packages/cli/bundle/main.js"));
}

const isOnPath = (process.env.PATH ?? "").split(delimiter).includes(folder);
console.log(`onset is in ${folder} now and runs what this clone builds. Try: onset examples`);
if (!isOnPath) console.log(`That folder is not on your path yet: export PATH="${folder}:$PATH"`);

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A link of ours is replaced; what somebody else has put there is not. */
function place(link, target) {
  mkdirSync(folder, { recursive: true });
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found !== undefined) {
    const isOurs =
      found.isSymbolicLink() && /packages[\\/]cli[\\/]bundle[\\/]main\.js$/.test(readlinkSync(link));
    if (!isOurs && existsSync(link)) {
      console.error(`${link} is there already and is something else: remove it first.`);
      process.exit(1);
    }
    unlinkSync(link);
  }
  symlinkSync(target, link);
}
