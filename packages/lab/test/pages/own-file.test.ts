/** A file of the visitor's: found again, asked about, waited for, given up. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { chooseMade, factsOf, Laboratory, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
const chooser = "input[aria-label='A corpus']";
let laboratory: Laboratory;
let folder: string;

const learned = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>("[data-fact=learned]")?.dataset.exact === String(wanted),
    count,
  );

/** Whether the storage of the browser holds a file. */
function isKept(): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open("onset-lab", 1);
    opening.onsuccess = () => {
      const request = opening.result.transaction("files").objectStore("files").get("corpus");
      request.onsuccess = () => {
        opening.result.close();
        resolve(request.result instanceof File);
      };
    };
  });
}

describe.runIf(chromium !== null)("a file of the visitor's", { timeout: 180_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "onset-lab-own-"));
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
    rmSync(folder, { recursive: true });
  });

  it("is there after a reload, and gone when it is forgotten", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0", { isNew: true });
    const { page } = opened;
    const path = join(folder, "mine.csv");
    writeFileSync(path, "id,skills\na,x\nb,x;y\nc,x;z\n");
    await page.setInputFiles(chooser, path);
    await learned(page, 3);
    await page.waitForFunction(isKept);
    await page.reload();
    await learned(page, 3);
    await settled(page);
    await page.getByRole("button", { name: "Forget it" }).click();
    await page.goto(`${laboratory.url}#1/corpus?corpus=mine&file=mine.csv&known=0`);
    await page.reload();
    await page.getByText("Drop mine.csv again").waitFor();
    await laboratory.leave(opened);
  });

  it("whose columns are not recognised offers them as buttons", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    const path = join(folder, "odd.csv");
    writeFileSync(path, "nummer,stoff,satz\n1,a,an apple\n2,a;b,an apple a day\n");
    await page.setInputFiles(chooser, path);
    const box = page.getByRole("region", { name: "Which column holds the skills?" });
    await box.waitFor();
    await expectSoon(() => box.getByRole("button").allInnerTexts()).toEqual([
      "nummer",
      "stoff",
      "satz",
      "words of nummer",
      "words of stoff",
      "words of satz",
    ]);
    await box.getByRole("button", { name: "stoff", exact: true }).click();
    await learned(page, 2);
    await expectSoon(() => page.url()).toContain("skillsField=stoff");
    await laboratory.leave(opened);
  });

  it("with a row for each skill becomes texts of several once its group is named", async () => {
    const path = join(folder, "rows.csv");
    writeFileSync(path, "problem,skill\n1,a\n1,b\n2,b\n3,b\n3,c\n");
    const opened = await laboratory.open("#1/corpus?corpus=mine&known=0", { isNew: true });
    const { page } = opened;
    await page.setInputFiles(chooser, path);
    await page.getByText("--group-by").first().waitFor();
    const field = page.getByRole("textbox", { name: "Field that groups rows" });
    await field.fill("problem");
    // A file over the window has the controls drawn anew; what was typed stays.
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["a"], "a.csv"));
      dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
    });
    await page.locator(".drop.over").waitFor();
    await expectSoon(() => field.inputValue()).toBe("problem");
    await page.keyboard.press("Tab");
    await page.getByText("3 texts, 3 skills").first().waitFor();
    await settled(page);
    await expectSoon(() => page.locator("[data-command]").innerText()).toContain(
      "onset learn --group-by problem rows.csv",
    );
    await expectSoon(async () => (await factsOf(page)).understood).toBe(3);
    await laboratory.leave(opened);
  });

  it("of 50 MB is told about every second, can be given up at once, and the next one is learned", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    // The same texts again and again, which are no quicker to read.
    await chooseMade(page, chooser, "large.csv", () => {
      const row = (_: unknown, i: number): string =>
        `text ${i},"s${i};s${(7 * i) % 50_021};s${(13 * i) % 50_021}"\n`;
      const rows = Array.from({ length: 30_000 }, row).join("");
      return ["id,skills\n", ...Array.from({ length: Math.ceil(50e6 / rows.length) }, () => rows)];
    });
    const seconds = page.locator("[data-seconds]");
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>("[data-seconds]")?.dataset.seconds) >= 2,
    );
    await expectSoon(() => seconds.innerText()).toMatch(/^\d+ s$/);
    const began = Date.now();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("It was cancelled.").waitFor();
    expect(Date.now() - began).toBeLessThan(5_000);
    await expectSoon(() => seconds.count()).toBe(0);
    const small = join(folder, "small.csv");
    writeFileSync(small, "id,skills\na,x\nb,x;y\n");
    await page.setInputFiles(chooser, small);
    await learned(page, 2);
    await laboratory.leave(opened);
  });

  it("has tables that are searched, and names that are cut and shown", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    const path = join(folder, "long.csv");
    const long = "a name that is much longer than anybody would like to see in a table of the laboratory";
    const rows = Array.from({ length: 20 }, (_, i) => `t${i},${i === 0 ? long : `s${i}`}`);
    writeFileSync(path, `id,skills\n${rows.join("\n")}\n`);
    await page.setInputFiles(chooser, path);
    await learned(page, 20);
    await settled(page);
    const table = page.locator("[data-table=skills]");
    const cut = table.locator("tbody .name").first();
    await expectSoon(() => cut.innerText()).toMatch(/…$/);
    await cut.click();
    await expectSoon(() => cut.innerText()).toBe(long);
    await table.getByLabel("Search in Skills").fill("s7");
    await expectSoon(() => table.locator("tbody tr").count()).toBe(1);
    await table.getByLabel("Search in Skills").fill("texts > 1");
    await expectSoon(() => table.locator("tbody tr").count()).toBe(0);
    await laboratory.leave(opened);
  });
});
