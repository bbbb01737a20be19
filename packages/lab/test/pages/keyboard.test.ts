/** The path of the tab key through every view: it comes by everything that can be used, once, and ends. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entries } from "../../src/views/registry.js";
import { findChromium } from "../support/chromium.js";
import { Laboratory } from "../support/laboratory.js";
import { viewCases } from "./views.js";

const chromium = findChromium();
let laboratory: Laboratory;

const hashOf = (id: string): string => viewCases.find((each) => each.id === id)?.hash ?? `#1/${id}`;

describe.runIf(chromium !== null)("the tab key", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it.each(entries.map(({ id }) => id))(
    "comes by everything that can be used in %s, and headings are in order",
    async (id) => {
      const { page } = await laboratory.open(hashOf(id));
      // What can be used and seen; of the radio buttons of a group the chosen one stands for all.
      const wanted = await page.evaluate(() => {
        const all = document.querySelectorAll<HTMLElement>(
          "a[href], button, input, select, textarea, summary, [tabindex='0']",
        );
        let number = 0;
        for (const each of all) {
          const isOff = (each as HTMLButtonElement).disabled || each.tabIndex < 0 || !each.checkVisibility();
          const isUnchosen = each instanceof HTMLInputElement && each.type === "radio" && !each.checked;
          const isFileBelow = each.closest("fieldset:disabled") !== null;
          if (!isOff && !isUnchosen && !isFileBelow) each.dataset.tab = String(number++);
        }
        (document.activeElement as HTMLElement | null)?.blur();
        return number;
      });
      expect(wanted).toBeGreaterThan(10);
      // The page notes by itself where the focus comes: to ask it after every key takes longer than the keys.
      await page.evaluate(() => {
        const seen = new Set<string>();
        document.addEventListener("focusin", ({ target }) => {
          const tab = (target as HTMLElement).dataset.tab;
          if (tab !== undefined) seen.add(tab);
        });
        Object.assign(globalThis, { seen });
      });
      // Behind the last one the focus leaves the page, and comes in again at its beginning.
      const isOutside = () => page.evaluate(() => document.activeElement === document.body);
      let pressed = 0;
      const press = async (times: number) => {
        for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
        pressed += times;
      };
      await press(wanted);
      while (pressed < 2 * wanted + 20 && !(await isOutside())) await press(1);
      const missed = await page.evaluate(() => {
        const { seen } = globalThis as unknown as { seen: ReadonlySet<string> };
        return [...document.querySelectorAll<HTMLElement>("[data-tab]")]
          .filter((each) => !seen.has(each.dataset.tab!))
          .map((each) => each.outerHTML.slice(0, 120));
      });
      expect(missed).toEqual([]);
      // Headings, by which readers of screens walk, are in order, and the first one is a single one.
      const levels = await page
        .locator("h1, h2, h3, h4")
        .evaluateAll((all) => all.map((each) => Number(each.tagName[1])));
      expect(levels.filter((level) => level === 1).length).toBe(1);
      expect(levels[0]).toBe(1);
      for (const [i, level] of levels.entries())
        if (i > 0) expect(level - levels[i - 1]).toBeLessThanOrEqual(1);
      await page.context().close();
    },
  );

  it("takes the drawing of Peel in one stop, in which arrow keys walk", async () => {
    const { page } = await laboratory.open("#1/peel?corpus=sums");
    expect(await page.locator("[data-node][tabindex='0']").count()).toBe(1);
    await page.locator("[data-node=s1]").focus();
    await page.keyboard.press("ArrowRight");
    const reached = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.node);
    expect(reached).toMatch(/^[st]\d+$/);
    expect(reached).not.toBe("s1");
    expect(await page.locator("[data-node][tabindex='0']").count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.node)).toBe(undefined);
    // In a smaller corpus the node of before is gone: there is a stop all the same.
    await page.evaluate(() => {
      location.hash = "#1/peel?corpus=random&skills=4&ratio=0.5&chosen=";
    });
    await page.waitForFunction(() => document.querySelectorAll("[data-node][tabindex='0']").length === 1);
    await page.context().close();
  });
});
