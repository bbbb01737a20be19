/** A page on a desk, a tablet and a telephone, light and dark. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "../../../cli/test/support/built.js";
import { violationsOf } from "./axe.js";
import { settled } from "./laboratory.js";

/** With ONSET_PICTURES=1 all of them are kept here, to be looked at. */
const pictures = join(root, "packages/lab/screenshots");
const schemes = ["light", "dark"] as const;
const keepsPictures = process.env.ONSET_PICTURES === "1";

/**
 * Looks at a page in all of them: nothing stands over its side, and axe finds no fault where the page `isInspected`.
 */
export async function expectRoomAndAccess(
  page: Page,
  name: string,
  isInspected: (width: number, scheme: "light" | "dark") => boolean,
): Promise<void> {
  if (keepsPictures) mkdirSync(pictures, { recursive: true });
  for (const [width, height] of [
    [1440, 900],
    [768, 900],
    [360, 780],
  ] as const) {
    await page.setViewportSize({ width, height });
    const inspected = schemes.filter((scheme) => isInspected(width, scheme));
    // Room does not depend on colours: where axe looks at none of them the page keeps those it has.
    for (const scheme of keepsPictures ? schemes : inspected) {
      await page.emulateMedia({ colorScheme: scheme });
      await drawn(page);
      if (keepsPictures) {
        const path = join(pictures, `${name}-${scheme}-${width}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      if (isInspected(width, scheme)) expect(await violationsOf(page)).toEqual([]);
    }
    if (inspected.length === 0) await drawn(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
}

/** Waits until the charts have their new size and colours. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await settled(page);
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
  });
}
