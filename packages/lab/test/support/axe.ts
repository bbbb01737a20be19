/**
 * Accessibility by axe-core: rules of every impact, best practices included. One is left out: it takes each link that
 * begins with # for a link within the page, and a view that is scrolled out of the strip of views for a broken one.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function violationsOf(page: Page): Promise<string[]> {
  // Put in by the debugger, as the page's own policy forbids foreign scripts.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    // What passes is not told: to name each of its elements takes longer than the rules.
    const { violations } = await axe.run({
      rules: { "skip-link": { enabled: false } },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${id} (${impact}): ${node.target.join(" ")}: ${node.failureSummary}`),
    );
  });
}
