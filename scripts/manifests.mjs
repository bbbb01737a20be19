/**
 * `npm run manifests`: writes what follows from the address of the repository into the manifests of the packages and into
 * CITATION.cff. The one place of the address is `repository.url` of the package.json of the workspace, such as
 * `https://example.org/onset/onset`.
 *
 * `--publishing` (prepublishOnly of each package) writes nothing and refuses when the address is empty or the manifests say
 * something else.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const published = ["core", "reading", "text", "cli"];

/** The manifests and the citation as they should be, by path. */
export function expectedFiles(url) {
  const files = Object.fromEntries(
    published.map((name) => {
      const path = join(root, "packages", name, "package.json");
      const { repository: _, homepage: __, bugs: ___, ...rest } = JSON.parse(readFileSync(path, "utf8"));
      return [path, `${JSON.stringify({ ...rest, ...addressFields(url, name) }, null, 2)}\n`];
    }),
  );
  const citation = join(root, "CITATION.cff");
  const text = readFileSync(citation, "utf8").replace(/^repository-code:.*\n/m, "");
  files[citation] = url === "" ? text : text.replace(/^license:/m, `repository-code: ${url}\nlicense:`);
  return files;
}

function addressFields(url, name) {
  if (url === "") return {};
  return {
    repository: { type: "git", url: `git+${url}.git`, directory: `packages/${name}` },
    homepage: `${url}#readme`,
    bugs: { url: `${url}/issues` },
  };
}

function main() {
  const { url } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).repository;
  const isPublishing = argv.includes("--publishing");
  if (isPublishing && url === "") {
    console.error(
      "Not published: the address of the repository is empty. Fill in repository.url in package.json, then npm run manifests.",
    );
    process.exit(1);
  }
  if (url !== "" && !/^https:\/\/[^\s/]+\/[^\s]+[^/\s]$/.test(url)) {
    console.error(
      `repository.url in package.json: expected an address such as https://example.org/onset/onset, got ${url}`,
    );
    process.exit(1);
  }
  const wrong = Object.entries(expectedFiles(url)).filter(
    ([path, text]) => readFileSync(path, "utf8") !== text,
  );
  if (isPublishing && wrong.length > 0) {
    console.error(
      `Not published: ${wrong.map(([path]) => path).join(", ")} say something else: npm run manifests`,
    );
    process.exit(1);
  }
  if (!isPublishing) for (const [path, text] of wrong) writeFileSync(path, text);
}

if (argv[1] === fileURLToPath(import.meta.url)) main();
