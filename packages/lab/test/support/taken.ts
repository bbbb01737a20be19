/** Figures as a visitor takes them along: saved as files, and read as a parser of XML reads them. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Opens the menu of a figure and saves it as one kind of file. */
export async function saved(
  page: Page,
  figure: string,
  kind: "SVG" | "PNG" | "CSV",
  size = "page",
): Promise<Buffer> {
  const box = page.locator(`[data-figure=${figure}]`);
  if ((await box.locator(".take-menu").count()) === 0) await box.locator("summary").click();
  await box.locator("select").first().selectOption(size);
  // A browser encodes pixels between two frames; a page that draws none lets it wait for a second.
  if (kind === "PNG")
    await page.evaluate(() => {
      const until = performance.now() + 1000;
      const draw = (now: number): unknown => now < until && requestAnimationFrame(draw);
      requestAnimationFrame(draw);
    });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    box.getByRole("button", { name: `${kind} of this figure` }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`-${figure}\\.${kind.toLowerCase()}$`));
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a parser of XML finds in a picture. */
export async function parsed(page: Page, svg: string) {
  return page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    return {
      name: root.nodeName,
      width: root.getAttribute("width"),
      viewBox: root.getAttribute("viewBox")!.split(" ").map(Number),
      legend: [...root.querySelectorAll("[data-legend] text")].map((each) => each.textContent),
      caption: [...root.querySelectorAll("[data-caption] tspan")].map((each) => each.textContent).join(" "),
      link: root.querySelector("a")?.getAttribute("href"),
      shapes: root.querySelectorAll("path, line, circle, rect, image").length,
    };
  }, svg);
}
