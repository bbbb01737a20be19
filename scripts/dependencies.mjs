/**
 * `node scripts/dependencies.mjs`: the packages of others that the bundled command holds, with version and licence. For
 * docs/reference/security.md, and for whoever looks for advisories without `npm audit`. Build before.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const notices = readFileSync(join(root, "packages/cli/bundle/third-party-notices.md"), "utf8");
for (const [, name, version, licence] of notices.matchAll(/^\| (\S+) \| (\d\S*) \| (.+) \|$/gm)) {
  console.log(`${name} ${version} ${licence}`);
}
