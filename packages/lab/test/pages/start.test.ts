/** The pages that are read: the explainer and its figures, exercises, glossary. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOfRun } from "../../../cli/test/support/printed.js";
import { decodeValues, parseLink } from "../../src/state/hash.js";
import type { ParameterTable } from "../../src/state/parameters.js";
import { findChromium } from "../support/chromium.js";
import { Laboratory, type OpenPage, printedBy, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";
import { expectRoomAndAccess } from "../support/widths.js";

const chromium = findChromium();
let laboratory: Laboratory;

const part = (page: Page, id: string) => page.locator(`#part-${id}`);

/** Moves a bet and places it. */
async function bet(page: Page, id: string, value: number): Promise<number> {
  await part(page, id)
    .getByRole("slider", { name: /Your bet/ })
    .fill(String(value));
  await part(page, id).getByRole("button", { name: "Place the bet" }).click();
  const truth = part(page, id).locator("[data-truth]");
  await truth.waitFor();
  return Number(await truth.getAttribute("data-truth"));
}

const opened = new Map<string, Promise<OpenPage>>();

/** A page that its tests share: those that place bets on it, and those that look at it afterwards. */
function read(id: string): Promise<OpenPage> {
  const found = opened.get(id) ?? laboratory.open(id === "start" ? "" : `#1/${id}`);
  opened.set(id, found);
  return found;
}

/** A page as a reader leaves it: the bets that no test has placed are placed. */
async function readToTheEnd(id: string): Promise<Page> {
  const { page } = await read(id);
  for (const each of id === "start" ? ["jump", "verses", "trained"] : []) {
    await part(page, each).scrollIntoViewIfNeeded();
    if ((await part(page, each).locator("[data-truth]").count()) === 0) await bet(page, each, 30);
  }
  await settled(page);
  return page;
}

describe.runIf(chromium !== null)("the pages that are read", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    laboratory = await Laboratory.start();
  });
  afterAll(() => laboratory?.stop());

  it("begin with the explainer", async () => {
    const { page, faults } = await read("start");
    await expectSoon(() => page.locator("article").getAttribute("data-view")).toBe("start");
    await expectSoon(() => page.locator("svg.hero path").count()).toBe(52);
    expect(faults).toEqual([]);
  });

  it("let five texts be read by hand until the fifth is stuck", async () => {
    const opened = await laboratory.open("#1/start?part=five");
    const { page } = opened;
    const five = part(page, "five");
    await five.getByRole("button", { name: /Grains/ }).click();
    await expectSoon(() => five.getByRole("status").innerText()).toContain(
      "3 gaps: counting and multiplying and powers",
    );
    for (const title of [/One, two/, /Two baskets/, /Prices/, /Grains/]) {
      await five.getByRole("button", { name: title }).press("Enter");
    }
    await expectSoon(() => five.getByRole("status").innerText()).toContain(
      "4 of 6 skills are known. No text has exactly one gap",
    );
    await page.waitForFunction(() => location.hash.includes("read=BDAC"));
    await page.reload();
    await settled(page);
    await expectSoon(() => five.getByRole("status").innerText()).toContain("4 of 6 skills are known.");
    await five.getByRole("button", { name: "Begin again" }).click();
    await expectSoon(() => five.getByRole("status").innerText()).toContain("0 of 6");
    await laboratory.leave(opened);
  });

  it("answer while one drags: a hundred texts, and another hundred", async () => {
    const opened = await laboratory.open("#1/start?part=hundred");
    const { page } = opened;
    const hundred = part(page, "hundred");
    const slider = hundred.getByRole("slider", { name: "Texts read" });
    await slider.fill("60");
    await hundred.getByText("60 texts, 9 of 60 skills known").waitFor();
    await slider.fill("80");
    await hundred.getByText("80 texts, 53 of 60 skills known").waitFor();
    await expectSoon(() => hundred.locator(".skill-dots .known").count()).toBe(53);
    await hundred.getByRole("button", { name: "Draw another hundred texts" }).click();
    await hundred.getByText("80 texts, 57 of 60 skills known").waitFor();
    await laboratory.leave(opened);
  });

  it("ask for a bet before the jump, and then tell what the command tells", async () => {
    const { page, faults } = await read("start");
    await part(page, "jump").scrollIntoViewIfNeeded();
    const jump = part(page, "jump");
    await expectSoon(() => jump.locator("svg[role=img]").count()).toBe(0);
    await expectSoon(() => jump.innerText()).not.toContain("24,565");
    const { learned } = printedBy("onset simulate poisson:5 --ratio 2.3 --skills 10000 --trials 40 --seed 1");
    expect(await bet(page, "jump", 90)).toBe(learned.mean);
    await expectSoon(() => jump.innerText()).toContain("24,565 texts");
    await jump.locator("svg[role=img]").waitFor();
    await jump.getByRole("slider", { name: "Texts per skill, R" }).fill("2.6");
    await jump.getByText(/26,000 texts, (100\.0|> 99\.9)% learned/).waitFor();
    await jump.getByRole("slider", { name: "Skills, n" }).fill("0");
    await jump.getByText("100 skills", { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  it("open the tunnel", async () => {
    const opened = await laboratory.open("#1/start?part=tunnel");
    const { page } = opened;
    const tunnel = part(page, "tunnel");
    await tunnel.getByText(/2\.3: 15\.4% learned in \d+ rounds/).waitFor();
    await tunnel.getByRole("slider", { name: "Texts per skill, R" }).fill("2.46");
    await tunnel.getByText(/2\.46: .*9% learned in 140 rounds/).waitFor();
    await tunnel.getByText("The equation of a round").click();
    await expectSoon(() => tunnel.locator("math").count()).toBe(2);
    await expectSoon(() => tunnel.getByRole("link", { name: "arXiv 2404.07009" }).getAttribute("href")).toBe(
      "https://arxiv.org/abs/2404.07009",
    );
    await laboratory.leave(opened);
  });

  it("learn ten words more of the King James Bible", async () => {
    const { page, faults } = await read("start");
    await part(page, "verses").scrollIntoViewIfNeeded();
    expect(await bet(page, "verses", 10)).toBe(10_146 / (12_544 - 80));
    const verses = part(page, "verses");
    await verses.getByRole("slider", { name: "Words known from the start" }).fill("70");
    await verses.getByText("70 words: 0.2% of the others learned").waitFor();
    expect(faults).toEqual([]);
  });

  it("train a model that learns what the reader learns", async () => {
    const { page, faults } = await read("start");
    await part(page, "trained").scrollIntoViewIfNeeded();
    const truth = await bet(page, "trained", 50);
    expect(truth).toBe(1);
    const trained = part(page, "trained");
    await trained
      .getByText(/The reader learned (\d+) of 100 skills\. The model learned \1 of these/)
      .waitFor();
    await trained.getByRole("radio", { name: "0.9, below the threshold" }).check();
    await trained.getByText(/The reader learned \d{1,2} of 100 skills\./).waitFor();
    expect(faults).toEqual([]);
  });

  it("take a file of one's own to where it is learned", async () => {
    const opened = await laboratory.open("#1/start?part=own");
    const { page } = opened;
    const file = join(folderOfRun(), "mine.csv");
    writeFileSync(file, "id,skills\na,x\nb,x;y\n");
    await page.setInputFiles("input[aria-label='A corpus of yours']", file);
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>("[data-fact=learned]")?.dataset.exact === "2",
    );
    await laboratory.leave(opened);
  });

  it("explain words where they stand, by mouse and by keys", async () => {
    const opened = await laboratory.open("#1/start?part=five");
    const { page } = opened;
    const term = page.locator("#part-five .term").first();
    await term.getByRole("button").press("Enter");
    await expectSoon(() => term.getByRole("note").innerText()).toContain("Something that is read");
    await page.keyboard.press("Escape");
    await expectSoon(() => term.getByRole("note").count()).toBe(0);
    // A key that is pressed before the meaning is painted closes it, too.
    await term.getByRole("button").evaluate(async (button) => {
      (button as HTMLElement).click();
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      if (button.getAttribute("aria-expanded") !== "true") throw new Error("it is not open");
      button.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    });
    await expectSoon(() => term.getByRole("note").count()).toBe(0);
    await term.getByRole("button").click();
    await term.getByRole("link", { name: "Glossary" }).click();
    await page.waitForSelector("article[data-view=glossary] [data-term=text].chosen");
    await laboratory.leave(opened);
  });

  it("tell it in 1,500 to 2,000 words", async () => {
    const page = await readToTheEnd("start");
    const words = await page.locator(".start-head .lede, .telling").evaluateAll((all) =>
      all.map((each) => {
        const copy = each.cloneNode(true) as HTMLElement;
        for (const extra of copy.querySelectorAll(".meaning, .anchor, .equation")) extra.remove();
        return copy.textContent!.trim().split(/\s+/).length;
      }),
    );
    const count = words.reduce((sum, each) => sum + each, 0);
    expect(count).toBeGreaterThanOrEqual(1500);
    expect(count).toBeLessThanOrEqual(2000);
  });

  it.each(["start", "teach", "glossary"])("have room and no fault of accessibility: %s", async (id) => {
    const page = await readToTheEnd(id);
    await expectRoomAndAccess(page, id, (width, scheme) => width === (scheme === "light" ? 1440 : 360));
  });

  it("name only states and commands that exist", async () => {
    const links = new Set<string>();
    const commands = new Set<string>();
    for (const id of ["start", "teach", "glossary"]) {
      const page = await readToTheEnd(id);
      await page.setViewportSize({ width: 1280, height: 900 });
      for (const details of await page.locator("details.equation").all())
        await details.locator("summary").click();
      if (id === "start") await page.waitForFunction(scrollThrough, null, { polling: 50 });
      for (const href of await page
        .locator("article a[href^='#']")
        .evaluateAll((all) => all.map((each) => each.getAttribute("href")!)))
        links.add(href);
      for (const line of await page.locator("[data-claim]").allInnerTexts()) commands.add(line);
    }
    expect(links.size).toBeGreaterThan(30);
    for (const href of links) {
      const { link, problem } = parseLink(href);
      expect({ href, problem }).toEqual({ href, problem: null });
      const table = await tableOf(link!.view);
      expect({ href, problems: decodeValues(table, link!.query).problems }).toEqual({
        href,
        problems: [],
      });
    }
    expect(commands.size).toBeGreaterThan(10);
    for (const command of commands) expect(printedBy(command)).toHaveProperty("schema");
  });
});

/** The parameters of a view: one that there is not has no such module. */
async function tableOf(view: string): Promise<ParameterTable> {
  const module = await import(`../../src/views/${view}/parameters.ts`);
  return module[`${view}Parameters`];
}

/** Goes down the page a screen at a time; true when all figures have been made. */
function scrollThrough(): boolean {
  const bottom = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  scrollTo(0, bottom ? 0 : scrollY + innerHeight / 2);
  return (
    document.querySelectorAll(".reserve").length === 0 &&
    document.querySelectorAll("[data-claim]").length >= 5
  );
}
