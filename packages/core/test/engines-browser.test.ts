/** The results of the core in Chromium are those in Node, to the last bit. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { results } from "../../../scripts/engines/results.mjs";
import { findChromium } from "../../lab/test/support/chromium.js";
import { ratioThreshold, zipf } from "../src/theory/index.js";
import { openLibrary } from "./support/library-page.js";

const executablePath = findChromium();

type Results = Readonly<Record<string, string>>;

describe.skipIf(executablePath === null)("a browser", () => {
  let library: Awaited<ReturnType<typeof openLibrary>>;

  beforeAll(async () => {
    library = await openLibrary(
      'import { results } from "/scripts/results.mjs"; globalThis.results = results((name) => import("/" + name + "/index.js"));',
    );
  });

  afterAll(async () => {
    await library?.close();
  });

  it("gives the same bits as Node: functions, theory, samples, graphs, chains, trained skills, sweeps, models, records", async () => {
    const page = await library.page();
    const there = await page.evaluate(() => (globalThis as unknown as { results: Promise<Results> }).results);
    const here: Results = await results((name: string) => import(`../src/${name}/index.ts`));
    expect(there).toEqual(here);
    expect(Object.keys(here).length).toBeGreaterThan(40);
  });
});

describe("a threshold that two versions of V8 gave with different last digits", () => {
  it("is that of our own powers", () => {
    expect(ratioThreshold(zipf(1.5, 30)).value).toBe(1.2399267458504055);
  });
});
