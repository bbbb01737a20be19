/** What the page does when something is missing, misplaced or wrong. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { Laboratory, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";
import { viewCases } from "./views.js";

const chromium = findChromium();
let laboratory: Laboratory;
const emergence = "#1/emergence?mean=4&maxUnlearned=1&skills=1000&ratio=1.5&trials=10&compare=none&seed=3";

/** Drops a file somewhere on the page, as a hand does. */
async function drop(page: Page, selector: string, name: string, text: string): Promise<boolean> {
  return page.evaluate(
    ([selector, name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
      const target = document.querySelector(selector)!;
      target.dispatchEvent(new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true }));
      // Whether the browser would open the file in place of the page.
      return target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [selector, name, text],
  );
}

describe.runIf(chromium !== null)("trouble in the laboratory", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
  });

  it("a view that cannot be loaded is told, with a way to load it again that keeps the address", async () => {
    const { page } = await laboratory.open(emergence);
    await page.route(/assets\/.*\.js/, (route) => route.abort());
    await page.evaluate(() => {
      location.hash = "#1/hierarchy?foundationRatio=1.5";
    });
    await page.getByRole("alert").getByText("could not be loaded").waitFor();
    await page.unroute(/assets\/.*\.js/);
    await page.getByRole("button", { name: "Load again" }).click();
    await settled(page);
    await expectSoon(() => page.locator("article").getAttribute("data-view")).toBe("hierarchy");
    await expectSoon(() => page.url()).toContain("foundationRatio=1.5");
    await page.close();
  });

  it("a file may be dropped anywhere on the view of the own corpus; on other views it does not replace the page", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    expect(await drop(page, "footer", "mine.csv", "id,skills\na,x\nb,x;y\n")).toBe(false);
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>("[data-fact=learned]")?.dataset.exact === "2",
    );
    await settled(page);
    await page.waitForFunction(() => document.querySelectorAll(".chart svg text").length > 4);
    const ticks = await page
      .locator("[aria-label^='x-axis tick label'] text, .chart svg text")
      .allTextContents();
    const numbers = ticks.filter((tick) => /^[\d.,]+$/.test(tick));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers.filter((tick) => tick.includes("."))).toEqual([]);
    await laboratory.leave(opened);

    const next = await laboratory.open(emergence);
    const { page: other } = next;
    expect(await drop(other, "main", "mine.csv", "id,skills\na,x\n")).toBe(false);
    await other.getByRole("status").getByText("My corpus").waitFor();
    // Who visits this window next has not been told.
    await other.getByRole("button", { name: "Dismiss" }).click();
    await laboratory.leave(next);
  });

  it("a law that is none is told, and nothing is said to be drawn", async () => {
    const opened = await laboratory.open(emergence);
    const { page } = opened;
    await page.evaluate(() => {
      location.hash = "#1/density?law=nonsense%3A5";
    });
    await page.getByRole("alert").waitFor();
    await expectSoon(() => page.locator(".waiting:visible").count()).toBe(0);
    await laboratory.leave(opened);
  });

  it("fields show the longest value that they allow", async () => {
    for (const { id: view, hash } of viewCases.filter(({ id }) => id === "emergence" || id === "errors")) {
      const opened = await laboratory.open(hash);
      const { page } = opened;
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>("input.value")]
          .filter((field) => {
            field.value = field.max;
            return field.scrollWidth > field.clientWidth;
          })
          .map(
            (field) => `${field.closest("[data-parameter]")?.getAttribute("data-parameter")} ${field.max}`,
          ),
      );
      expect({ view, cut }).toEqual({ view, cut: [] });
      await laboratory.leave(opened);
    }
  });
});
