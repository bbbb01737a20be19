/**
 * Opens the built site in Chromium: every kind of page in light and dark, wide and narrow, must come up without an error and
 * without scrolling sideways, and the search must find what it is asked for. `node site/look.mjs` after `npm run build:site`;
 * `--pictures` also keeps a picture of each page in `site/dist/pictures`.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const site = fileURLToPath(new URL("dist/site/", import.meta.url));
const pictures = fileURLToPath(new URL("dist/pictures/", import.meta.url));
const { values } = parseArgs({ options: { pictures: { type: "boolean", default: false } } });

/** A page of each kind. */
const pages = {
  home: "",
  start: "start/your-file.html",
  report: "start/report.html",
  "how-to": "how-to/spreadsheet.html",
  understand: "understand/emergence.html",
  theory: "understand/theory.html",
  gallery: "gallery/",
  verb: "reference/verbs/learn.html",
  verbs: "reference/verbs/",
  library: "reference/api/@onset/core/theory.html",
  schema: "reference/schemas/learn.html",
  glossary: "reference/glossary.html",
  evidence: "evidence/benchmarks.html",
};

/** What is searched for, and a page that must be among what is found. */
const searches = { threshold: "glossary", twins: "glossary", Parquet: "parquet-cluster" };

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** The site from the folder of the host that it was built for. */
const home = readFileSync(join(site, "index.html"), "utf8");
const base = /href="([^"]*)assets\/style/.exec(home)[1];
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  let file = join(site, path.startsWith(base) ? path.slice(base.length) : "404.html");
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
  response.end(readFileSync(file));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}${base}`;

const wrong = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 360]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      let at = "";
      page.on("pageerror", (error) => wrong.push(`${at}: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && wrong.push(`${at}: ${message.text()}`));
      page.on(
        "response",
        (response) =>
          response.status() >= 400 && wrong.push(`${at}: ${response.url()}: ${response.status()}`),
      );
      for (const [name, path] of Object.entries(pages)) {
        at = `${name}, ${colorScheme}, ${width} px`;
        await page.goto(address + path, { waitUntil: "load" });
        await page.locator(".VPContent h1, .VPContent .VPHome").first().waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wrong.push(`${at}: ${over} px wider than the window`);
        if (values.pictures)
          await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`) });
      }
      await context.close();
    }
  }
  for (const [word, expected] of Object.entries(searches)) {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(address, { waitUntil: "load" });
    await page.locator(".DocSearch-Button").first().click();
    await page.locator("#localsearch-input").fill(word);
    await page.locator(".VPLocalSearchBox .result").first().waitFor();
    const found = await page
      .locator(".VPLocalSearchBox .result")
      .evaluateAll((results) => results.map((result) => result.getAttribute("href")));
    console.log(`search: ${word} finds ${found.length} places, first ${found[0]}`);
    if (!found.some((link) => link.includes(expected)))
      wrong.push(`search: ${word} does not find ${expected}, only ${found.join(", ")}`);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(
  `${4 * Object.keys(pages).length} views of ${Object.keys(pages).length} pages, ${wrong.length} complaints`,
);
for (const line of wrong) console.error(line);
process.exitCode = wrong.length > 0 ? 1 : 0;
