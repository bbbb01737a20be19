/** A page in Chromium that can import the built library, as a static host would serve it. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize, sep } from "node:path";
import type { Page } from "playwright-core";
import { requireFreshBuild, root } from "../../../cli/test/support/built.js";
import { openBrowser } from "../../../lab/test/support/shared-browser.js";

/** What is served: the build at its modules' names, and one program of the scripts. */
const folders: Readonly<Record<string, string>> = {
  "/scripts/": join(root, "scripts/engines"),
  "/": join(root, "packages/core/dist"),
};

/** Opens pages whose modules are `/base/index.js` and so on; `script` runs in each of them first, as a module. */
export async function openLibrary(
  script: string,
): Promise<{ page: () => Promise<Page>; close: () => Promise<void> }> {
  requireFreshBuild();
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const [start, folder] = Object.entries(folders).find(([start]) => path.startsWith(start))!;
    const file = normalize(join(folder, path.slice(start.length)));
    if (!file.startsWith(folder + sep) || !/\.m?js$/.test(file)) {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script type="module">${script}</script>`);
      return;
    }
    response.setHeader("content-type", "text/javascript");
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const browser = await openBrowser();
  return {
    page: async () => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return page;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
