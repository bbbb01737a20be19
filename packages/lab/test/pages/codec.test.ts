import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.js";
import { factsOf, Laboratory, printedBy, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
const model = "packages/lab/models/glosses.onset";
let laboratory: Laboratory;
let folder: string;

/** Types a text and waits for its record. */
async function type(page: Page, text: string): Promise<void> {
  await page.getByLabel("Your text").fill(text);
  await page.getByLabel("Your text").blur();
  await page.waitForFunction(
    (bytes) => document.querySelector<HTMLElement>("[data-fact=plain]")?.dataset.exact === String(bytes),
    Buffer.byteLength(text),
  );
  await settled(page);
}

describe.runIf(chromium !== null)("the view of the codec", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "onset-lab-"));
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
    rmSync(folder, { recursive: true });
  });

  it("makes the records of onset compress, exact ones and meanings, and tells the text again as onset regenerate does", async () => {
    // The word that comes twice makes layers the smaller way, which both must find.
    const text = "a zyxwv that sings in the trees at night; zyxwv";
    const opened = await laboratory.open("#1/codec?text=a");
    const { page } = opened;
    await type(page, text);
    const file = join(folder, "text.txt");
    const pack = join(folder, "text.pack");
    writeFileSync(file, `${text}\n`);
    const exact = printedBy(`onset compress '${file}' --model ${model} -o '${pack}'`);
    const meaning = printedBy(`onset compress '${file}' --model ${model} --mode meaning -o '${pack}2'`);
    const again = printedBy(`onset regenerate '${pack}2' --model ${model}`);
    await expectSoon(() => factsOf(page)).toMatchObject({
      plain: text.length,
      exact: exact.recordBytes,
      meaning: meaning.recordBytes,
    });
    expect(JSON.stringify(again)).toContain(
      JSON.stringify(await page.locator("[data-regenerated]").innerText()),
    );
    await expectSoon(() => page.locator("[data-fact=exact]").innerText()).toContain("exactly");
    await laboratory.leave(opened);
  });

  it.each([
    ["nothing", ""],
    ["other letters", "日本語 и 🎻 ﷽"],
    ["two thousand letters", "the sea and ".repeat(166)],
  ])("bears %s", async (_, text) => {
    const opened = await laboratory.open("#1/codec?text=a");
    const { page } = opened;
    await type(page, text);
    await expectSoon(() => page.locator("[data-fact=exact]").innerText()).toContain("exactly");
    await expectSoon(() => page.locator(".notice").count()).toBe(0);
    await laboratory.leave(opened);
  });
});
