/**
 * `npm run build:site`: sets up what is missing, the packages of `site/` included, builds the site into `site/dist/site` and
 * tells how long each step took. `-- --base /onset/` says in which folder of its host the site will be. The exit code is 1
 * when a link leads nowhere.
 */
import { join } from "node:path";
import { root, run, setUp, setUpSite } from "./setup.mjs";

const begun = performance.now();
await setUp({ lab: true });
await setUpSite();
const builder = [process.execPath, join(root, "site/build.mjs"), ...process.argv.slice(2)];
const { code } = await run(builder, "inherit");
if (code === 0) {
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${seconds.toFixed(1).padStart(6)} s  in all; the site is in site/dist/site, for any static host`,
  );
}
process.exitCode = code;
