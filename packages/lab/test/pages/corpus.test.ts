import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printed } from "../../../cli/test/support/printed.js";
import { type BundledName, bundledCorpora } from "../../src/corpora/bundled.js";
import { usualKnown } from "../../src/views/corpus/parameters.js";
import { findChromium } from "../support/chromium.js";
import {
  argumentsOf,
  chooseMade,
  factsOf,
  Laboratory,
  type OpenPage,
  printedBy,
  settled,
} from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
let laboratory: Laboratory;
let folder: string;

const chooser = "input[aria-label='A corpus']";
const learned = (page: Page, count: number) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>("[data-fact=learned]")?.dataset.exact === String(wanted),
    count,
  );

/** The bundled corpora, with the known skills that they open with. */
const corpora: Readonly<Record<string, number>> = Object.fromEntries(
  (Object.keys(bundledCorpora) as BundledName[]).map((name) => [name, usualKnown(name)]),
);

/** Words and numbers without what depends on the width of a line: white space, bullets, bars and pictures. */
function flat(text: string): string {
  return text.replace(/[\s·█▏▎▍▌▋▊▉▁▂▃▄▅▆▇]+/g, "");
}

/** Every text names the skills of the one before and one of its own; the last ones wait for each other. */
function chain(length: number): string {
  const lines = Array.from({ length }, (_, i) => `text ${i},"${i === 0 ? "s0" : `s${i - 1};s${i}`}"`);
  return ["id,skills", ...lines, 'a,"x;y"', 'b,"y;z"'].join("\n");
}

describe.runIf(chromium !== null)("the view of the visitor's corpus", { timeout: 300_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "onset-lab-"));
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
    rmSync(folder, { recursive: true });
  });

  /** The King James words: with 70 known ones 22 are learned, then with `known`, which are 80, 10,146. */
  async function learnedFromSeventy(known: number): Promise<OpenPage> {
    const opened = await laboratory.open("#1/corpus?known=70", { settles: false });
    const { page } = opened;
    await learned(page, 22);
    await page.getByLabel("Known at the start", { exact: true }).fill(String(known));
    await page.keyboard.press("Enter");
    await learned(page, 10_146);
    await expectSoon(() => page.url()).toContain("known=80");
    return opened;
  }

  it.each(Object.entries(corpora))(
    "says of %s what the command says, word for word and number for number",
    async (name, known) => {
      const opened =
        name === "king-james-words"
          ? await learnedFromSeventy(known)
          : await laboratory.open(`#1/corpus?corpus=${name}&known=${known}`, { settles: false });
      const { page } = opened;
      await page.waitForSelector("[data-fact=learned][data-exact]");
      const [command] = (await page.locator("[data-command]").innerText()).split("\n");
      // The page goes on computing while the command does.
      const { stdout } = printed(argumentsOf(command!));
      await settled(page);
      const paragraphs = stdout.trimEnd().split("\n\n");
      const told = flat(stdout);
      const shown = await page.evaluate(() => {
        const own = (element: Element): string =>
          [...element.childNodes].map((node) => (node.nodeName === "SMALL" ? "" : node.textContent)).join("");
        const all = <T>(selector: string, read: (element: Element) => T): T[] =>
          [...document.querySelectorAll(selector)].map(read);
        return {
          verdict: all(".verdict p", own),
          measures: all(".report .facts > div", (div) => [
            div.querySelector("dt")!.textContent,
            div.querySelector("small")!.textContent,
            own(div.querySelector("dd")!),
          ]),
          statements: all(".report > dl:not(.facts) > div", (div) => [
            div.querySelector("dt")!.textContent,
            own(div.querySelector("dd")!),
          ]),
          ladder: all(".report tbody tr", (row) => [...row.children].map((cell) => cell.textContent)),
          labels: all(".report dt", (dt) => dt.textContent),
        };
      });
      expect(shown.verdict).toHaveLength(2);
      for (const sentence of shown.verdict) expect(told).toContain(flat(sentence));
      expect(shown.measures.length).toBeGreaterThanOrEqual(2);
      for (const measure of shown.measures) expect(told).toContain(flat(measure.join("")));
      for (const statement of shown.statements) expect(told).toContain(flat(statement.join("")));
      const isPredicted = !command!.includes("course") && !command!.includes("self");
      expect(shown.ladder.length > 0).toBe(isPredicted);
      for (const [rung, learned, _moved, meaning] of shown.ladder) {
        expect(told).toContain(flat(`${rung}${learned}${meaning}`));
      }
      // Nothing that the command says is missing: its labels, behind the answer, are those of the page.
      const labels = paragraphs.slice(2, -1).flatMap((lines) =>
        lines
          .split("\n")
          .map((line) => line.slice(2, 14).trim())
          .filter((label) => label !== ""),
      );
      const ours = shown.ladder.length > 0 ? [...shown.labels, "ladder"] : shown.labels;
      expect(new Set(ours.filter((label) => label !== ""))).toEqual(new Set(labels));
      await laboratory.leave(opened);
    },
  );

  it("reads a file that is dropped while the network is off, and asks nothing of anybody", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    const requests: string[] = [];
    page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
    await page.context().setOffline(true);
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "my course.csv", { type: "text/csv" }));
      return data;
    }, chain(50));
    await page.dispatchEvent(".drop", "drop", { dataTransfer: transfer });
    await learned(page, 50);
    await page.getByPlaceholder("the name of a skill").fill("s2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".panel .learning-path li:nth-child(3)");
    await settled(page);
    const path = join(folder, "my course.csv");
    writeFileSync(path, chain(50));
    const command = (await page.locator("[data-command]").innerText()).replaceAll("my course.csv", path);
    const [learn, next, unlock, why] = command.split("\n").map(printedBy);
    await expectSoon(() => factsOf(page)).toMatchObject({
      learned: learn.learned.skills,
      predicted: learn.emergence.predictedLearned,
      stuck: learn.stuck.skills,
      twins: learn.twins.skills,
      margin: learn.emergence.measured.margin.median,
      rounds: learn.learned.rounds,
      next: next.count,
      taught: unlock.teach.length,
      reached: unlock.skills.reached,
      path: why.path.length,
    });
    // The browser asks for the tab's icon whenever the address changes. What is of data is made in the page.
    const known = /^GET (data:|blob:|http:\/\/127\.0\.0\.1:\d+\/assets\/icon-[\w-]+\.svg$)/;
    expect(requests.filter((request) => !known.test(request))).toEqual([]);
    await page.context().setOffline(false);
    await laboratory.leave(opened);
  });

  it("tells of a file that it cannot read, keeps what is there, and reads the next one", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=python-course&known=0");
    const { page } = opened;
    const broken = join(folder, "broken.jsonl");
    writeFileSync(broken, "this is\nno JSON\n");
    await page.setInputFiles(chooser, broken);
    await page.waitForSelector(".notice.failed");
    await expectSoon(() => page.locator(".notice.failed").innerText()).toMatch(
      /^broken\.jsonl: found no JSON object/,
    );
    await chooseMade(page, chooser, "huge.jsonl", () => [new Uint8Array(200e6)]);
    await page.waitForFunction(() =>
      document.querySelector(".notice.failed")?.textContent?.startsWith("huge.jsonl has 200 MB"),
    );
    const good = join(folder, "good.csv");
    writeFileSync(good, chain(5));
    await page.setInputFiles(chooser, good);
    await learned(page, 5);
    await expectSoon(() => page.locator(".notice").count()).toBe(0);
    await page.getByRole("button", { name: "Python course" }).click();
    await learned(page, 18);
    await laboratory.leave(opened);
  });

  it("opens a link about a file that is not there by asking for it", async () => {
    const opened = await laboratory.open("#1/corpus?corpus=mine&file=notes.csv&known=0", { isNew: true });
    const { page } = opened;
    await expectSoon(() => page.locator(".drop").innerText()).toContain("Drop notes.csv again");
    const path = join(folder, "notes.csv");
    writeFileSync(path, chain(7));
    await page.setInputFiles(chooser, path);
    await learned(page, 7);
    await laboratory.leave(opened);
  });
});
