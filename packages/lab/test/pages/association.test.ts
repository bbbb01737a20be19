import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, printedBy, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
const theorems = "#1/association?corpus=cited-theorems&known=0&maxUnlearned=2&occupied=0.6";
let laboratory: Laboratory;

// WebGL without a graphics card takes its time where many tests run.
describe.runIf(chromium !== null)("the view of associations", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("takes fewer skills as its slider goes down, and the giant component shrinks", async () => {
    const opened = await laboratory.open("#1/association?skills=600&occupied=1");
    const { page } = opened;
    const whole = (await factsOf(page)).part!;
    await page.getByLabel("Learned skills that are taken", { exact: true }).fill("0.2");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.body.innerText.includes("not taken"));
    await settled(page);
    await expectSoon(async () => (await factsOf(page)).part).toBeLessThan(whole / 2);
    await laboratory.leave(opened);
  });

  it("draws a large graph by WebGL, with the numbers and the percolation of the command", async () => {
    const opened = await laboratory.open(theorems);
    const { page } = opened;
    const command = await page.locator("[data-command]").innerText();
    const { association, percolation } = printedBy(command);
    await expectSoon(() => factsOf(page)).toMatchObject({
      learned: association.skills,
      giant: association.giant,
      exact: association.predictedGiant,
      independent: association.predictedIndependent,
    });
    const shown = await page.locator("[data-table=percolation] tbody td:nth-child(2)").allInnerTexts();
    expect(shown.map(Number.parseFloat)).toEqual(
      percolation.map(({ giant }: { giant: number }) => expect.closeTo(100 * giant, 1)),
    );
    await page.waitForSelector(".network[data-drawn-by=webgl] canvas.sigma-nodes");
    const network = page.getByRole("slider", { name: "Learned skills", exact: true });
    await network.focus();
    await page.keyboard.press("ArrowRight");
    await expectSoon(() => network.getAttribute("aria-valuetext")).toMatch(
      /^[^:]+: [\d,]+ texts?, (in|apart from) the giant component$|not taken$/,
    );
    await expectNamed(page);
    await laboratory.leave(opened);
  });

  it("draws it on a canvas where there is no WebGL", async () => {
    const opened = await laboratory.open("#1/glossary?term=");
    const { page } = opened;
    await page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        kind: string,
        ...rest: never[]
      ) {
        return kind.startsWith("webgl") ? null : getContext.call(this, kind as never, ...rest);
      } as typeof getContext;
    });
    await page.goto("about:blank");
    await page.goto(`${laboratory.url}${theorems}`);
    await settled(page);
    await page.waitForSelector(".network[data-drawn-by=canvas] canvas");
    await expectSoon(() => page.locator(".sigma-nodes").count()).toBe(0);
    await expectNamed(page);
    expect(opened.faults).toEqual([]);
    await page.context().close();
  });
});

/** Somewhere below the pointer stands a skill: its name is read out. */
async function expectNamed(page: Page): Promise<void> {
  const network = page.getByRole("slider", { name: "Learned skills", exact: true });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const { x, y, width, height } = (await network.boundingBox())!;
  await page.mouse.move(1, 1);
  await page.waitForSelector(".network:not(.read)");
  // The graph answers with its next frame.
  const isRead = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) =>
          requestAnimationFrame(() => resolve(document.querySelector(".network.read") !== null)),
        ),
    );
  for (let i = 0; i < 400 && !(await isRead()); i++) {
    const [across, down] = [0.3 + 0.02 * (i % 20), 0.3 + 0.02 * Math.floor(i / 20)];
    await page.mouse.move(x + width * across, y + height * down);
  }
  await expectSoon(() => page.locator(".network.read").count()).toBe(1);
}
