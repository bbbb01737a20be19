/**
 * `node scripts/dependencies.mjs`: the packages that an installed command runs with, by the lock file: what it depends on,
 * and what that depends on in turn. For docs/reference/security.md, and for whoever looks for advisories without `npm audit`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** Where npm puts a package for one that lies at `path`: in its own folder, or in one above it. */
function placeOf(name, path) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === "") throw new Error(`${name} is not in the lock file`);
  }
}

const found = new Map();
function add(path) {
  const { dependencies = {} } = packages[path];
  for (const name of Object.keys(dependencies)) {
    const place = placeOf(name, path);
    const { link, resolved, version, license } = packages[place];
    if (found.has(place)) continue;
    if (link) {
      found.set(place, null);
      add(resolved);
    } else {
      found.set(place, `${name} ${version} ${license}`);
      add(place);
    }
  }
}
add("packages/cli");
for (const line of [...found.values()].filter((line) => line !== null).sort()) console.log(line);
