import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entries } from "../../src/views/registry.js";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, type OpenPage, printedBy } from "../support/laboratory.js";
import { expectRoomAndAccess } from "../support/widths.js";
import { viewCases } from "./views.js";

const chromium = findChromium();
let laboratory: Laboratory;

describe.runIf(chromium !== null)("the laboratory in a browser", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("has a test for every view", () => {
    const views = entries.filter(({ page }) => !page);
    expect(viewCases.map(({ id }) => id).sort()).toEqual(views.map(({ id }) => id).sort());
  });

  describe.each(viewCases)("the view $id", ({ id, hash, facts }) => {
    let opened: OpenPage;
    beforeAll(async () => {
      opened = await laboratory.open(hash);
    });
    afterAll(() => opened?.page.context().close());

    it("opens from a link and shows the numbers that its command lines print", async () => {
      const { page } = opened;
      expect(await page.locator("article").getAttribute("data-view")).toBe(id);
      expect(await page.locator(".notice").count()).toBe(0);
      expect(new URL(page.url()).hash).toBe(hash);
      const command = await page.locator("[data-command]").innerText();
      const printed = facts(...command.split("\n").map(printedBy));
      const shown = await factsOf(page);
      expect(Object.keys(printed).filter((name) => !same(shown[name], printed[name]!))).toEqual([]);
    });

    it("has room and no fault of accessibility, light and dark, on a desk and on a telephone", async () => {
      const { page } = opened;
      await expectRoomAndAccess(page, id, (width, scheme) => width === (scheme === "light" ? 1440 : 360));
    });

    it("exports its state with its numbers, and opens what it exported", async () => {
      const { page } = opened;
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "JSON", exact: true }).click(),
      ]);
      // The browser is shared with other processes: its files are asked for, not looked up.
      const path = join(mkdtempSync(join(tmpdir(), "onset-lab-export-")), "state.json");
      await download.saveAs(path);
      const exported = JSON.parse(readFileSync(path, "utf8"));
      expect(exported).toMatchObject({ schema: "onset/lab-export@1", view: id, state: hash.slice(1) });
      expect(Object.values(exported.tables).flat().length).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Reset" }).click();
      await page.waitForFunction((before) => location.hash !== before, hash);
      await page.setInputFiles("input[type=file][aria-label='An exported JSON file']", path);
      await page.waitForFunction((before) => location.hash === before, hash);
    });

    it("says nothing on the console and asks nothing of other places", () => {
      expect(opened.faults).toEqual([]);
    });
  });
});

/**
 * Counts are the same; where exponentials are involved, the last bits are the business of each JavaScript engine: the
 * browser's is years newer than the oldest Node.
 */
function same(shown: number | null | undefined, printed: number | null): boolean {
  if (printed === null || Number.isInteger(printed)) return shown === printed;
  return typeof shown === "number" && Math.abs(shown - printed) <= 1e-12 * Math.abs(printed);
}
