/** Figures: read by pointing, taken along in all forms, shown on pages of others. Those of every view are tested where it is open. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { Laboratory, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";
import { parsed, saved } from "../support/taken.js";

const chromium = findChromium();
const emergence = "#1/emergence?mean=4&maxUnlearned=1&skills=1000&ratio=1.5&trials=10&compare=none&seed=3";
let laboratory: Laboratory;

/** What the chart of what is learned says where one points. */
const wordsOf = (page: Page) => page.locator("[data-figure=learned] .readout span").first();

/** Points at a share of the width of that chart, as soon as it can be read there; returns where the chart is. */
async function pointAt(page: Page, share: number) {
  const find = async () => (await page.locator("[data-figure=learned] [role=slider]").boundingBox())!;
  await expectSoon(async () => {
    const { x, y, width } = await find();
    await page.mouse.move(x + share * width, y + 100);
    return wordsOf(page).innerText();
  }).not.toBe("");
  return find();
}

describe.runIf(chromium !== null)("figures of the laboratory", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("come in the width of a column, of a page and of a slide, as vectors and as pixels", async () => {
    const opened = await laboratory.open(emergence, { scheme: "dark" });
    const { page } = opened;
    for (const [size, unit, pixels] of [
      ["column", "85mm", 1004],
      ["page", "170mm", 2008],
      ["slide", "1280", 1920],
    ] as const) {
      const svg = await parsed(page, (await saved(page, "learned", "SVG", size)).toString());
      expect(svg.width).toBe(unit);
      const png = await saved(page, "learned", "PNG", size);
      const image = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d")!;
        context.drawImage(bitmap, 0, 0);
        return {
          width: bitmap.width,
          height: bitmap.height,
          corner: [...context.getImageData(2, 2, 1, 1).data],
        };
      }, png.toString("base64"));
      expect(Math.abs(image.width - pixels)).toBeLessThanOrEqual(1);
      // Paper is white even where the page is dark; a slide is as the page.
      expect(image.corner[0] > 200).toBe(size !== "slide");
      if (size === "slide") expect(image.height).toBe(1080);
    }
    await laboratory.leave(opened);
  });

  it("give their numbers as CSV that says where it comes from", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    const text = (await saved(page, "learned", "CSV")).toString();
    const lines = text.trimEnd().split("\r\n");
    const comments = lines.filter((line) => line.startsWith("# "));
    expect(comments.join("\n")).toContain("c = 4, D = 1, n = 1,000, R = 1.5");
    expect(comments.join("\n")).toContain("onset simulate poisson:4 --ratio 1.5");
    expect(comments.join("\n")).toContain(page.url());
    const [head, ...rows] = lines.slice(comments.length).map((line) => line.split(","));
    expect(head.slice(0, 3)).toEqual(["ratio", "trials", "learned"]);
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) expect(Number.isFinite(Number(row[2]))).toBe(true);
    await laboratory.leave(opened);
  });

  it("stand alone on pages of others, with a way to the laboratory", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    const box = page.locator("[data-figure=chances]");
    await box.locator("summary").click();
    await box.getByRole("button", { name: "Copy frame" }).click();
    await box.getByRole("status").getByText("Frame copied").waitFor();
    const frame = await page.evaluate(() => navigator.clipboard.readText());
    const address = /src="([^"]+)"/.exec(frame)![1];
    await page.goto(address);
    await settled(page);
    await expectSoon(() => page.locator("[data-figure]").count()).toBe(1);
    await expectSoon(() => page.locator("nav, footer, .tables, .export").count()).toBe(0);
    await expectSoon(() => page.locator(".embedded a").getAttribute("href")).toBe(
      `${laboratory.url}${emergence}`,
    );
    // Its controls still move it.
    await page.getByRole("spinbutton", { name: "Texts per skill, R" }).fill("1.6");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => location.hash.includes("ratio=1.6"));
    expect(opened.faults).toEqual([]);
    await page.context().close();
  });

  it("close their menu by a key that is pressed before the browser has told of it", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    const menu = page.locator("[data-figure=learned] details.take");
    await menu.locator("summary").evaluate((summary) => {
      (summary as HTMLElement).click();
      summary.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await expectSoon(() => menu.evaluate((each) => (each as HTMLDetailsElement).open)).toBe(false);
    await laboratory.leave(opened);
  });

  it("stay as they are while what moves over them is dragged", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    const chart = page.locator("[data-figure=learned] svg[role=img]");
    await chart.evaluate((svg) => svg.setAttribute("data-before", ""));
    const box = await pointAt(page, 0.3);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.6 * box.width, box.y + 100, { steps: 5 });
    const cursor = chart.locator(".cursor");
    await page.waitForFunction(
      () => document.querySelector("[data-figure=learned] .cursor text")?.textContent !== "R = 1.5",
    );
    // The point that is simulated there comes as soon as the worker has it.
    await cursor.locator("circle").waitFor({ state: "attached" });
    await expectSoon(() => chart.getAttribute("data-before")).toBe("");
    await page.mouse.up();
    await settled(page);
    await expectSoon(() => chart.getAttribute("data-before")).toBe("");
    const ratio = await page.getByRole("spinbutton", { name: "Texts per skill, R" }).inputValue();
    await expectSoon(() => cursor.locator("text").textContent()).toBe(
      `R = ${Number(Number(ratio).toPrecision(4))}`,
    );
    await laboratory.leave(opened);
  });

  it("are read where one points, and Enter moves to what was read", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    const frame = page.locator("[data-figure=learned] [role=slider]");
    await pointAt(page, 0.8);
    await expectSoon(() => wordsOf(page).innerText()).toMatch(/^R = 1\.\d+ · theory \d+\.\d+%/);
    await frame.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !location.hash.includes("ratio=1.5&"));
    await laboratory.leave(opened);
  });
});

describe.runIf(chromium !== null)("controls of the laboratory", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("without effect are disabled and say why", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    const mean = page.locator("[data-parameter=mean]");
    await expectSoon(() => mean.getByRole("spinbutton").isDisabled()).toBe(true);
    await expectSoon(() => mean.innerText()).toContain("Only random corpora are made of this.");
    await page.getByRole("radio", { name: "Random" }).check();
    await settled(page);
    await expectSoon(() => mean.getByRole("spinbutton").isDisabled()).toBe(false);
    await laboratory.leave(opened);
  });

  it("draw another corpus at the press of a button", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    await page.getByRole("button", { name: "Draw again" }).click();
    await page.waitForFunction(() => location.hash.endsWith("seed=4"));
    await expectSoon(() => page.locator("[data-parameter=seed] input[type=range]").count()).toBe(0);
    await laboratory.leave(opened);
  });

  it.each([
    [360, 780],
    [768, 900],
    [1440, 900],
  ])("stay in sight together with the chart they move, %i pixels wide", async (width) => {
    const opened = await laboratory.open(emergence, { width });
    const { page } = opened;
    const shown = (selector: string) =>
      page.evaluate((wanted) => {
        const { top, bottom, height } = document.querySelector(wanted)!.getBoundingClientRect();
        return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.max(1, height);
      }, selector);
    await page
      .locator("[data-figure=learned]")
      .evaluate((figure) => figure.scrollIntoView({ block: "start" }));
    await expectSoon(() => shown("[data-figure=learned] .chart-frame")).toBeGreaterThan(0.99);
    await expectSoon(() => shown("[data-parameter=ratio] input[type=range]")).toBe(1);
    // Nothing lies over the chart.
    const covered = await page.evaluate(() => {
      const chart = document.querySelector("[data-figure=learned] .chart-frame")!.getBoundingClientRect();
      const slider = document.querySelector(".controls")!.getBoundingClientRect();
      return slider.top < chart.bottom && slider.left < chart.right && slider.right > chart.left;
    });
    expect(covered).toBe(false);
    await laboratory.leave(opened);
  });
});
