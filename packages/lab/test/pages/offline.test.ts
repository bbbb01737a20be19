/** On a plain static host, in a sub-folder: without a network, and when a new version takes the place of an open one. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../../cli/test/support/built.js";
import { entries } from "../../src/views/registry.js";
import { findChromium } from "../support/chromium.js";
import { factsOf, settled } from "../support/laboratory.js";
import { openBrowser } from "../support/shared-browser.js";
import { Site } from "../support/site.js";
import { expectSoon } from "../support/soon.js";
import { viewCases } from "./views.js";

const found = findChromium();
const dist = join(root, "packages/lab/dist");
const quick = "#1/emergence?mean=4&maxUnlearned=1&skills=1000&ratio=1.5&trials=10&compare=none&seed=3";

const hierarchy = viewCases.find(({ id }) => id === "hierarchy")!.hash;

/** Follows a link to another view. */
const follow = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** Waits until the service worker rules and has kept all. */
const isKept = (page: Page) =>
  page.waitForFunction(
    async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller === null) return false;
      const [name] = await caches.keys();
      const kept = await (await caches.open(name)).keys();
      return kept.some(({ url }) => url.endsWith("index.html"));
    },
    null,
    { polling: 50 },
  );

/** The same build under other names, as the next version has. */
function nextVersion(folder: string): void {
  cpSync(dist, folder, { recursive: true });
  const assets = join(folder, "assets");
  const names = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const renamed = names.map((name) => [name, name.replace(/\.js$/, "x.js")] as const);
  const files = ["index.html", "sw.js", ...names.map((name) => `assets/${name}`)];
  for (const file of files) {
    let text = readFileSync(join(folder, file), "utf8");
    for (const [from, to] of renamed) text = text.replaceAll(from, to);
    text = text.replace(/"version":"[0-9a-f]+"/, '"version":"next"');
    writeFileSync(join(folder, file), text);
  }
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
}

describe.runIf(found !== null)("the laboratory on a plain static host", { timeout: 180_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let site: Site;
  let url: string;
  let next: string;

  beforeAll(async () => {
    browser = await openBrowser();
    next = mkdtempSync(join(tmpdir(), "onset-lab-next-"));
    nextVersion(next);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(next, { recursive: true, force: true });
  });
  beforeEach(async () => {
    site = new Site(dist);
    url = await site.listen();
    context = await browser.newContext({ reducedMotion: "reduce" });
  });
  afterEach(async () => {
    await context.close();
    await site.close();
  });

  it("comes with the licences of all that is in it", () => {
    const text = readFileSync(join(dist, "licenses.md"), "utf8");
    for (const each of ["preact", "SIL OPEN FONT LICENSE", "Zstandard (BSD-3-Clause)"])
      expect(text).toContain(each);
  });

  it("opens every view from a sub-folder and finds everything it asks for", async () => {
    // Nothing comes from what is kept: every part is asked of the server.
    const blocked = await browser.newContext({ serviceWorkers: "block" });
    const page = await blocked.newPage();
    const missing: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    for (const { id } of entries.filter((entry) => entry.id !== "corpus")) {
      await page.goto(`${url}${viewCases.find((view) => view.id === id)?.hash ?? `#1/${id}`}`);
      await page.waitForSelector(`article[data-view=${id}][aria-busy=false]`, { timeout: 60_000 });
      await expectSoon(() => page.locator(".notice").count()).toBe(0);
    }
    expect(missing).toEqual([]);
    await blocked.close();
  });

  it("opens views for the first time after the network has gone, and the page itself too", async () => {
    const page = await context.newPage();
    await page.goto(`${url}${quick}`);
    await settled(page);
    await isKept(page);
    const before = await factsOf(page);
    await site.close();
    await context.setOffline(true);
    await page.getByRole("link", { name: "Density evolution", exact: true }).click();
    await page.waitForSelector("article[data-view=density][aria-busy=false]");
    await settled(page);
    await expectSoon(async () => (await factsOf(page)).learned).toBeCloseTo(0.18, 1);
    await page.goto(`${url}${quick}`);
    await page.reload();
    await settled(page);
    await expectSoon(() => factsOf(page)).toEqual(before);
    await page.goto(`${url}#1/corpus?corpus=python-course&known=0`);
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>("[data-fact=learned]")?.dataset.exact === "18",
    );
    site = new Site(dist);
    await site.listen();
  });

  it("lets a tab go on with its version after a new one has taken its place, and gives a new tab the new one", async () => {
    const page = await context.newPage();
    await page.goto(`${url}${quick}`);
    await settled(page);
    await isKept(page);
    site.folder = next;
    await follow(page, hierarchy);
    await page.waitForSelector("article[data-view=hierarchy][aria-busy=false]", { timeout: 60_000 });
    await expectSoon(() => page.locator(".notice").count()).toBe(0);
    const other = await context.newPage();
    await other.goto(`${url}${quick}`);
    await settled(other);
    const scripts = await other.evaluate(() => [...document.scripts].map((script) => script.src));
    expect(scripts.every((script) => script.endsWith("x.js"))).toBe(true);
  });

  it("says what to do where nothing was kept and a part of the old version is gone", async () => {
    const blocked = await browser.newContext({ serviceWorkers: "block" });
    const page = await blocked.newPage();
    await page.goto(`${url}${quick}`);
    await settled(page);
    site.folder = next;
    await follow(page, hierarchy);
    await page.getByRole("alert").getByText("could not be loaded").waitFor();
    await page.getByRole("button", { name: "Load again" }).click();
    await page.waitForSelector("article[data-view=hierarchy][aria-busy=false]", { timeout: 60_000 });
    await blocked.close();
  });

  it("says what to do where the page is loaded and a job of its worker is gone", async () => {
    const blocked = await browser.newContext({ serviceWorkers: "block" });
    const page = await blocked.newPage();
    await page.route(/compute-.*\.js|worker-.*\.js/, (route) => route.abort());
    await page.goto(`${url}${quick}`);
    await page.getByRole("alert").getByText("A part of the laboratory could not be loaded").waitFor();
    await page.unroute(/compute-.*\.js|worker-.*\.js/);
    await page.getByRole("button", { name: "Load again" }).click();
    await settled(page);
    await blocked.close();
  });

  it("says what to do when it is opened as a file", async () => {
    const page = await context.newPage();
    await page.goto(`file://${join(dist, "index.html")}`);
    await page.locator(".boot").waitFor();
    await expectSoon(() => page.locator(".boot").innerText()).toContain("python3 -m http.server");
  });

  it("keeps nothing of the laboratory that this machine serves to itself", async () => {
    const page = await context.newPage();
    // What the page asks for when it has loaded; that it is kept elsewhere is tested above.
    await page.addInitScript(() => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { asked });
      navigator.serviceWorker.register = async (script) => {
        asked.push(script);
        throw new Error("not here");
      };
    });
    await page.goto(url.replace("lab.localhost", "127.0.0.1"));
    await settled(page);
    expect(await page.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked)).toEqual([]);
  });
});
