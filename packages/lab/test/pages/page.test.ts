/** The page around the views: links, history, keys, files, weight. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { chooseMade, factsOf, Laboratory, type OpenPage, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
const quick = "#1/emergence?mean=4&maxUnlearned=1&skills=1000&ratio=1.5&trials=10&compare=none&seed=3";
const importer = "input[type=file][aria-label='An exported JSON file']";
let laboratory: Laboratory;
let folder = "";

const parameter = (page: Page, name: string) =>
  page.evaluate((wanted) => new URLSearchParams(location.hash.split("?")[1]).get(wanted), name);
const hasParameter = (page: Page, name: string, value: string) =>
  page.waitForFunction(
    ([wanted, expected]) => new URLSearchParams(location.hash.split("?")[1]).get(wanted) === expected,
    [name, value],
  );

describe.runIf(chromium !== null)("the page of the laboratory", { timeout: 120_000 }, () => {
  let opened: OpenPage[] = [];
  const open = async (...options: Parameters<Laboratory["open"]>) => {
    const each = await laboratory.open(...options);
    opened.push(each);
    return each.page;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "onset-lab-page-"));
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What every test ends with. */
  async function close() {
    for (const each of opened) await laboratory.leave(each);
    opened = [];
  }

  it("shows a phase transition in Emergence, without a click, and asks for little packed JavaScript for it", async () => {
    const page = await open("#1/emergence");
    await expectLittleScript(page, 400_000);
    await expectSoon(() => page.locator("h1").innerText()).toBe("Emergence");
    const { threshold } = await factsOf(page);
    expect(threshold).toBeCloseTo(2.4565308892392, 10);
    await expectSoon(() => page.locator("figure svg[role=img]").count()).toBeGreaterThanOrEqual(2);
    await expectSoon(() => page.locator("[data-table=simulated] tbody tr").count()).toBeGreaterThan(15);
    await close();
  });

  it.each([
    ["#%%%", "The link could not be read."],
    ["#1/nothing-of-that-name", "There is no view “nothing-of-that-name”."],
    ["#9/emergence?mean=4", "The link is of version 9; this laboratory reads version 1."],
    ["#1/emergence?mean=NaN&skills=-5&ratio=1e999&nonsense=1", "Skills per text, c: “NaN” is not a number."],
    [`#1/density?law=${"x".repeat(7000)}`, "Skills of a text: the text has more than 6000 characters."],
  ])("tells what is wrong with a link of garbage, and stays alive (%#)", async (hash, message) => {
    const page = await open(hash, { settles: false });
    await expectSoon(() => page.locator("[role=status] .notice").innerText()).toContain(message);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expectSoon(() => page.locator(".notice").count()).toBe(0);
    await page.getByRole("link", { name: "Hierarchy" }).click();
    await page.waitForSelector("article[data-view=hierarchy]");
    await close();
  });

  it("tells what is wrong with a law that is being typed, and keeps what it showed", async () => {
    const page = await open("#1/density", { isNew: false });
    await page.getByRole("textbox", { name: "Skills of a text, as a law" }).fill("poisson:five");
    await page.waitForSelector(".designer .wrong");
    await expectSoon(() => page.locator(".designer .wrong").first().innerText()).toContain(
      "MEAN with numbers",
    );
    await expectSoon(() => page.locator("figure svg[role=img]").count()).toBeGreaterThanOrEqual(2);
    await page.getByRole("textbox", { name: "Skills of a text, as a law" }).fill("poisson:4");
    await page.keyboard.press("Tab");
    await hasParameter(page, "law", "poisson:4");
    await settled(page);
    await expectSoon(() => page.locator(".notice").count()).toBe(0);
    await close();
  });

  it("reads a degree law from a file of counts, and tells when it is none", async () => {
    const page = await open("#1/density", { isNew: false });
    const file = page.locator(".designer .file input").first();
    await file.setInputFiles({
      name: "a.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("degree,count\n1,25\n4,75"),
    });
    await hasParameter(page, "law", "0.25x+0.75x^4");
    await file.setInputFiles({
      name: "b.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("one\ntwo three four"),
    });
    await page.waitForSelector(".designer .wrong");
    await expectSoon(() => parameter(page, "law")).toBe("0.25x+0.75x^4");
    await close();
  });

  it("is moved by keys alone, and undo and redo go through all of it", async () => {
    const page = await open(quick);
    await page.getByRole("slider", { name: "Skills per text, c: slider" }).focus();
    await page.keyboard.press("ArrowRight");
    await hasParameter(page, "mean", "4.1");
    await page.getByRole("radio", { name: "2" }).focus();
    await page.keyboard.press("Space");
    await hasParameter(page, "maxUnlearned", "2");
    await page.keyboard.press("Control+z");
    await hasParameter(page, "maxUnlearned", "1");
    await page.getByRole("button", { name: "Undo" }).click();
    await hasParameter(page, "mean", "4");
    await page.keyboard.press("Control+Shift+z");
    await hasParameter(page, "mean", "4.1");
    await page.getByRole("button", { name: "Redo" }).click();
    await hasParameter(page, "maxUnlearned", "2");
    await page.getByRole("button", { name: "Reset" }).click();
    await hasParameter(page, "mean", "5");
    await close();
  });

  it("adds to the same corpus when a slider moves: what was learned from some texts is learned from more", async () => {
    const page = await open(quick);
    const first = await factsOf(page);
    await page.getByRole("spinbutton", { name: "Texts per skill, R" }).fill("1.6");
    await page.keyboard.press("Tab");
    await hasParameter(page, "ratio", "1.6");
    await page.waitForFunction(() =>
      document.querySelector("[data-fact=learned]")?.hasAttribute("data-exact"),
    );
    await settled(page);
    await expectSoon(async () => (await factsOf(page)).learned).toBeGreaterThan(first.learned!);
    await close();
  });

  it("follows the newest of many requests", async () => {
    const page = await open(quick);
    await page.evaluate(() => {
      const slider = document.querySelector<HTMLInputElement>("[data-parameter=skills] input[type=range]")!;
      for (const position of [900, 300, 800, 450, 250]) {
        slider.value = String(position);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      }
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await hasParameter(page, "skills", "1000");
    await settled(page);
    await expectSoon(() => page.locator("figcaption").nth(1).innerText()).toContain("n = 1,000");
    await close();
  });

  it("takes no file for an export that is none, however large, and loses nothing", async () => {
    const page = await open(quick);
    await chooseMade(page, importer, "huge.json", () => [new Uint8Array(200e6)]);
    await page.getByText("This file is too large to be an export of the laboratory.").waitFor();
    const broken = join(folder, "broken.json");
    writeFileSync(broken, '{"schema": "onset/lab-export@1", "state":');
    await page.setInputFiles(importer, broken);
    await page.getByText("This file is not JSON.").waitFor();
    expect(new URL(page.url()).hash).toBe(quick);
    await close();
  });

  it("copies its link and its command, and exports its tables and its picture", async () => {
    const page = await open(quick);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied ✓" }).waitFor();
    await expectSoon(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    await page.getByRole("button", { name: "Copy command" }).click();
    await page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith("onset simulate"),
    );
    const exported = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name, exact: true }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    expect((await exported("CSV")).toString()).toMatch(/^ratio,trials,learned,standard_error,.*\r\n/);
    const svg = (await exported("SVG")).toString();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain("Skills learned against texts per skill");
    expect((await exported("PNG")).subarray(1, 4).toString()).toBe("PNG");
    await close();
  });

  it("keeps the colours that the visitor chose", async () => {
    const page = await open(quick);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByLabel("Colours").selectOption("dark");
    await expectSoon(ground).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await settled(page);
    await expectSoon(ground).toBe(dark);
    // Who visits this window next has chosen none.
    await page.getByLabel("Colours").selectOption("system");
    await close();
  });

  it("gives nothing of a lesson away before the bet", async () => {
    const page = await open("#1/lessons?lesson=zipf&bet=90");
    await expectSoon(() => page.locator("[data-table]").count()).toBe(0);
    await expectSoon(() => page.getByText("The answer").count()).toBe(0);
    await page.getByRole("button", { name: "Place the bet" }).click();
    await page.waitForSelector("[data-fact=truth][data-exact]");
    await expectSoon(async () => (await factsOf(page)).truth).toBeCloseTo(0.1956, 2);
    await hasParameter(page, "bets", ",,,,90,");
    await page.waitForSelector("[data-table=curve]");
    await close();
  });

  it("is solved by writing the right three texts", async () => {
    const page = await open("#1/lessons?lesson=puzzle&puzzle=2");
    await page.getByRole("button", { name: "Show a solution" }).click();
    await page.getByText("Solved: everything is learned.").waitFor();
    await close();
  });

  it("asks for little packed JavaScript for the first page, without its figures", async () => {
    const page = await open("");
    await expectLittleScript(page, 60_000);
    await close();
  });
});

/** A page that has been loaded asked for fewer bytes of packed JavaScript than these. */
async function expectLittleScript(page: Page, limit: number): Promise<void> {
  const addresses = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry.name)
      .filter((name) => name.endsWith(".js")),
  );
  // What the worker imports is not among the resources of the page.
  expect(addresses.length).toBeGreaterThan(2);
  const sizes = await Promise.all(
    addresses.map(async (address) => gzipSync(await (await fetch(address)).text()).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limit);
}
