/** The path of the tab key through the pages that are read, and through Peel. That through a view is tested where the view is open. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entries } from "../../src/views/registry.js";
import { findChromium } from "../support/chromium.js";
import { Laboratory } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";
import { expectTabPath } from "../support/tabs.js";
import { viewCases } from "./views.js";

const chromium = findChromium();
let laboratory: Laboratory;

describe.runIf(chromium !== null)("the tab key", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it.each(entries.map(({ id }) => id).filter((id) => !viewCases.some((view) => view.id === id)))(
    "comes by everything that can be used in %s, and headings are in order",
    async (id) => {
      const opened = await laboratory.open(`#1/${id}`, { isNew: false });
      const { page } = opened;
      await expectTabPath(page);
      await laboratory.leave(opened);
    },
  );

  it("takes the drawing of Peel in one stop, in which arrow keys walk", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    await expectSoon(() => page.locator("[data-node][tabindex='0']").count()).toBe(1);
    await page.locator("[data-node=s1]").focus();
    await page.keyboard.press("ArrowRight");
    const reached = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.node);
    await expectSoon(reached).not.toBe("s1");
    expect(await reached()).toMatch(/^[st]\d+$/);
    await expectSoon(() => page.locator("[data-node][tabindex='0']").count()).toBe(1);
    await page.keyboard.press("Tab");
    await expectSoon(reached).toBe(undefined);
    // In a smaller corpus the node of before is gone: there is a stop all the same.
    await page.evaluate(() => {
      location.hash = "#1/peel?corpus=random&skills=4&ratio=0.5&chosen=";
    });
    await page.waitForFunction(() => document.querySelectorAll("[data-node][tabindex='0']").length === 1);
    await laboratory.leave(opened);
  });
});
