/**
 * Builds the site into `site/dist/site`: the documents of the repository, the verbs, schemas and modules from their data, and
 * the laboratory. `--base /onset/` is the folder of the host that the site will be served from. Ends with exit code 1 when a
 * link leads nowhere. `npm run build:site` installs and builds what this needs.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vitepress";
import { writeApi } from "./generate/api.mjs";
import { writeSchemas } from "./generate/schemas.mjs";
import { writeVerbs } from "./generate/verbs.mjs";
import { brokenLinks } from "./links.mjs";
import { writePages } from "./pages.mjs";

const site = fileURLToPath(new URL(".", import.meta.url));
const root = join(site, "..");
const { base } = parseArgs({ options: { base: { type: "string", default: "/" } } }).values;
if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
  console.error(
    `--base expected a folder of the host that begins and ends with /, such as /onset/, got ${base}`,
  );
  process.exit(2);
}

const pages = join(site, "dist/pages");
const out = join(site, "dist/site");
let last = performance.now();
function done(what) {
  const now = performance.now();
  console.log(`${((now - last) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  last = now;
}

for (const folder of [pages, out]) rmSync(folder, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });
const lost = writePages(root, pages);
if (lost.length > 0) fail("links of documents lead nowhere", lost);
cpSync(join(root, "packages/lab/src/icon.svg"), join(pages, "public/icon.svg"));
const verbs = await writeVerbs(root, pages);
const schemas = writeSchemas(root, pages);
done("documents, verbs and schemas");
const modules = await writeApi(root, pages);
done("the library");
const { repository } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"));
const address = (typeof repository === "object" ? repository.url : repository)
  ?.replace(/^git\+/, "")
  .replace(/\.git$/, "");
writeFileSync(
  join(site, "dist/found.json"),
  JSON.stringify({ verbs, schemas, modules, repository: address || null }),
);
process.env.ONSET_SITE_BASE = base;
// VitePress takes what has an ending that it does not know for a page.
const files = existsSync(join(pages, "public/files"))
  ? readdirSync(join(pages, "public/files"), { recursive: true, encoding: "utf8" })
  : [];
process.env.VITE_EXTRA_EXTENSIONS = [...new Set(files.map((file) => extname(file).slice(1)))]
  .filter(Boolean)
  .join(",");
await build(site);
done("pages");
const laboratory = join(root, "packages/lab/dist");
if (!existsSync(join(laboratory, "index.html")))
  fail("the laboratory is not built", ["npx vite build packages/lab"]);
cpSync(laboratory, join(out, "lab"), { recursive: true });
const { pages: count, links, broken } = brokenLinks(out, base);
if (broken.length > 0) fail("links of the site lead nowhere", broken);
done(`links: ${links} on ${count} pages, 0 broken`);

function fail(what, lines) {
  console.error(`${what}:\n${lines.map((line) => `  ${line}\n`).join("")}`);
  process.exit(1);
}
