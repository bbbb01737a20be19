import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOfRun } from "../../../cli/test/support/printed.js";
import { entries } from "../../src/views/registry.js";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, type OpenPage, printedBy, saidBy, textBy } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";
import { expectTabPath } from "../support/tabs.js";
import { parsed, saved } from "../support/taken.js";
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

  describe.each(viewCases)("the view $id", ({ id, hash, facts, words = [], sentences }) => {
    let opened: OpenPage;
    beforeAll(async () => {
      opened = await laboratory.open(hash, { isNew: true });
    });
    afterAll(() => opened?.page.context().close());

    it("opens from a link and shows the numbers that its command lines print", async () => {
      const { page } = opened;
      await expectSoon(() => page.locator("article").getAttribute("data-view")).toBe(id);
      await expectSoon(() => page.locator(".notice").count()).toBe(0);
      await expectSoon(() => new URL(page.url()).hash).toBe(hash);
      const command = await page.locator("[data-command]").innerText();
      const printed = facts(...command.split("\n").map(printedBy));
      await expectSoon(async () => {
        const shown = await factsOf(page);
        return Object.keys(printed).filter((name) => !same(shown[name], printed[name]!));
      }).toEqual([]);
    });

    it("says so in the words of its command lines", async () => {
      const { page } = opened;
      const commands = (await page.locator("[data-command]").innerText()).split("\n");
      const print = words.length > 0 || sentences !== undefined ? commands.map(textBy).join(" ") : "";
      const missing = async (): Promise<string[]> => {
        const shown = await saidBy(page, words, sentences);
        return shown.filter((parts) => !standInOrder(print, parts)).map((parts) => parts.join(" "));
      };
      await expectSoon(missing).toEqual([]);
    });

    it("lets the tab key come by everything that can be used, with headings in order", async () => {
      await expectTabPath(opened.page);
    });

    if (id !== "corpus") {
      it("has figures that are read by arrow keys", async () => {
        const { page } = opened;
        const frames = page.locator("[data-figure] [role=slider][tabindex='0']");
        const count = await frames.count();
        for (let i = 0; i < count; i++) {
          const frame = frames.nth(i);
          await frame.focus();
          const seen = new Set<string>();
          for (const key of ["ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown"]) {
            await page.keyboard.press(key);
            seen.add((await frame.getAttribute("aria-valuetext"))!);
          }
          await expectSoon(() => frame.getAttribute("aria-valuetext")).not.toBe("nothing is read yet");
          seen.add((await frame.getAttribute("aria-valuetext"))!);
          seen.delete("nothing is read yet");
          for (const text of seen) expect(text).toMatch(/\d/);
        }
      });
    }

    if (id !== "corpus" && id !== "lessons") {
      it("has figures that are SVG documents with legend, numbers, seed, version and link", async () => {
        const { page } = opened;
        const names = await page
          .locator("[data-figure]")
          .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.figure!));
        expect(names.length).toBeGreaterThan(0);
        for (const name of names) {
          const shown = await page.locator(`[data-figure=${name}] .legend li`).allTextContents();
          const svg = await parsed(page, (await saved(page, name, "SVG")).toString());
          expect(svg).toMatchObject({ name: "svg", width: "170mm", link: page.url() });
          expect(svg.viewBox[2]).toBe(680);
          for (const label of shown) expect(svg.legend).toContain(label);
          expect(svg.caption).toContain("Onset 0.");
          expect(svg.caption).toContain("$ ");
          if (hash.includes("seed=")) expect(svg.caption).toMatch(/seed = \d+/);
          expect(svg.shapes).toBeGreaterThan(3);
          await page.keyboard.press("Escape");
        }
      });
    }

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
      const path = join(folderOfRun(), "state.json");
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
      // To take a picture of what the graphics processor drew is what it waits for.
      expect(opened.faults.filter((fault) => !fault.includes("GPU stall"))).toEqual([]);
    });
  });
});

/** Whether words stand in a text, one after the other. */
function standInOrder(text: string, words: readonly string[]): boolean {
  let from = 0;
  return words.every((word) => {
    const at = text.indexOf(word, from);
    from = at + word.length;
    return at >= 0;
  });
}

/**
 * Counts are the same; where exponentials are involved, the last bits are the business of each JavaScript engine: the
 * browser's is years newer than the oldest Node.
 */
function same(shown: number | null | undefined, printed: number | null): boolean {
  if (printed === null || Number.isInteger(printed)) return shown === printed;
  return typeof shown === "number" && Math.abs(shown - printed) <= 1e-12 * Math.abs(printed);
}
