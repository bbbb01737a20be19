import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
let laboratory: Laboratory;

describe.runIf(chromium !== null)("the view peel", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("steps on and back by buttons, and its link follows", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await page.waitForURL(/step=2/);
    await expectSoon(() => page.locator(".transport [role=status]").innerText()).toBe("after round 2 of 3");
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.waitForURL(/step=1/);
    await page.getByRole("button", { name: "To the start" }).click();
    await page.waitForURL(/step=0/);
    await laboratory.leave(opened);
  });

  it("plays to the end by itself, where the stuck core is named", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    await page.clock.install();
    await page.getByRole("button", { name: "Play" }).click();
    await page.clock.runFor(3_400);
    await page.waitForURL(/step=3/);
    await expectSoon(() => page.locator("[data-node=s5]").getAttribute("aria-label")).toBe("fraction: stuck");
    expect(opened.faults).toEqual([]);
    await page.context().close();
  });

  it("is edited by keys alone: a text that is added unsticks the core, and undo sticks it again", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    await expectSoon(async () => (await factsOf(page)).stuck).toBe(3);
    await page.getByRole("button", { name: "Edit edges" }).press("Enter");
    await page.getByRole("button", { name: "Add a text" }).press("Enter");
    await page.getByRole("button", { name: "fraction", exact: true }).press("Enter");
    await page.waitForFunction(() =>
      document.querySelector("[data-fact=stuck]")?.textContent?.startsWith("0"),
    );
    await expectSoon(() => page.locator("[data-command]").innerText()).toBe(
      "onset learn onset-peel-texts.csv",
    );
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.waitForFunction(() =>
      document.querySelector("[data-fact=stuck]")?.textContent?.startsWith("3"),
    );
    await laboratory.leave(opened);
  });

  it("explains a skill that is reached by arrow keys", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums");
    const { page } = opened;
    await page.locator("[data-node=s1]").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await settled(page);
    await page.waitForURL(/chosen=[st]\d+/);
    await expectSoon(() => page.locator(".why").innerText()).toMatch(/Learned in round 2|It teaches/);
    await laboratory.leave(opened);
  });

  it("tells of edits that cannot be read, and lives on", async () => {
    const opened = await laboratory.open("#1/peel?corpus=sums&edits=x", {});
    const { page } = opened;
    await expectSoon(() => page.locator(".drawing .notice").innerText()).toMatch(/could not be read/);
    await page.getByRole("button", { name: "Reset" }).click();
    await page.waitForSelector("[data-fact=learned]");
    await laboratory.leave(opened);
  });
});
