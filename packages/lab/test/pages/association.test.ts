import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, printedBy, settled } from "../support/laboratory.js";

const chromium = findChromium();
let laboratory: Laboratory;

describe.runIf(chromium !== null)("the view of associations", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("takes fewer skills as its slider goes down, and the giant component shrinks", async () => {
    const { page, faults } = await laboratory.open("#1/association?skills=600&occupied=1");
    const whole = (await factsOf(page)).part!;
    await page.getByLabel("Learned skills that are taken", { exact: true }).fill("0.2");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.body.innerText.includes("not taken"));
    await settled(page);
    expect((await factsOf(page)).part!).toBeLessThan(whole / 2);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("draws a large graph, with the numbers and the percolation of the command", async () => {
    const { page, faults } = await laboratory.open(
      "#1/association?corpus=cited-theorems&known=0&maxUnlearned=2&occupied=0.6",
    );
    const command = await page.locator("[data-command]").innerText();
    const { association, percolation } = printedBy(command);
    expect(await factsOf(page)).toMatchObject({
      learned: association.skills,
      giant: association.giant,
      exact: association.predictedGiant,
      independent: association.predictedIndependent,
    });
    const shown = await page.locator("[data-table=percolation] tbody td:nth-child(2)").allInnerTexts();
    expect(shown.map(Number.parseFloat)).toEqual(
      percolation.map(({ giant }: { giant: number }) => expect.closeTo(100 * giant, 1)),
    );
    await page.waitForSelector(".network canvas");
    const network = page.getByRole("slider", { name: "Learned skills", exact: true });
    await network.focus();
    await page.keyboard.press("ArrowRight");
    const read = await network.getAttribute("aria-valuetext");
    expect(read).toMatch(/^[^:]+: [\d,]+ texts?, (in|apart from) the giant component$|not taken$/);
    // Somewhere below the pointer stands a skill: its name is read out.
    const { x, y, width, height } = (await network.boundingBox())!;
    await page.mouse.move(1, 1);
    let named = "";
    for (let i = 0; i < 400 && named === ""; i++) {
      await page.mouse.move(
        x + width * (0.3 + 0.02 * (i % 20)),
        y + height * (0.3 + 0.02 * Math.floor(i / 20)),
      );
      named = await page
        .locator(".network.read")
        .count()
        .then((count) => (count === 0 ? "" : "read"));
    }
    expect(named).toBe("read");
    // Where no graphics card is, the driver tells that it is slow.
    expect(faults.filter((fault) => !fault.includes("GPU stall due to ReadPixels"))).toEqual([]);
    await page.context().close();
  });
});
