/** The path of the tab key through a page: it comes by everything that can be used, once, and ends. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Walks it, and looks at the headings, by which readers of screens walk: they are in order, and the first one is a single one. */
export async function expectTabPath(page: Page): Promise<void> {
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
  // The key is held down: it repeats, and is not waited for each time.
  const press = async (times: number) => {
    await Promise.all(Array.from({ length: times }, () => page.keyboard.down("Tab")));
    await page.keyboard.up("Tab");
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
  const levels = await page
    .locator("h1, h2, h3, h4")
    .evaluateAll((all) => all.map((each) => Number(each.tagName[1])));
  expect(levels.filter((level) => level === 1).length).toBe(1);
  expect(levels[0]).toBe(1);
  for (const [i, level] of levels.entries()) if (i > 0) expect(level - levels[i - 1]).toBeLessThanOrEqual(1);
}
