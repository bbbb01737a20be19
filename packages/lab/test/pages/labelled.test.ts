/** Raw texts dropped on “My corpus”: labelled in the page, and the same as by the command. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languages } from "@onset/text";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onset } from "../../../cli/test/support/command.js";
import { book } from "../../../text/test/support/files.js";
import { languageCodes } from "../../src/views/corpus/parameters.js";
import { findChromium } from "../support/chromium.js";
import { chooseMade, Laboratory, settled } from "../support/laboratory.js";
import { expectSoon } from "../support/soon.js";

const chromium = findChromium();
const chooser = "input[aria-label='A corpus']";
const start = "#1/corpus?corpus=python-course&known=0";
let laboratory: Laboratory;
let folder: string;

const story = `It was the first day. Anna took her bag and went to the old school. The school was
small, and Anna was a little afraid of it. "Who are you?" asked a boy. "I am Anna," she said.
He laughed. "I'm Tom. Don't be afraid!" They went in. The bags were heavy, the days were long,
and the boys and girls ran through the old houses of the town. Nobody was afraid of Anna in 1913.
`;

const cue = (i: number, text: string): string =>
  `${i}\n00:00:${10 + i},000 --> 00:00:${10 + i},900\n${text}\n\n`;
const film = [
  "La casa está en la isla.",
  "Las casas están lejos,",
  "pero el mar está cerca.",
  "¿Dónde están los niños?",
  "El niño duerme en la casa.",
  "Los niños comen en la isla y el mar está cerca de la casa.",
]
  .map((text, i) => cue(i + 1, text))
  .join("");

/** Runs the command lines that the page shows, in the folder of the test. */
async function commandsOf(page: Page): Promise<{ label: string; learn: string }> {
  const [label, learn] = (await page.locator("[data-command]").innerText()).split("\n");
  const run = (line: string): string => {
    const { status, stdout, stderr } = onset(line.split(" ").slice(1), { columns: 100, cwd: folder });
    if (status !== 0) throw new Error(`${line}: ${stderr}`);
    return stdout;
  };
  return { label: run(label!), learn: run(learn!) };
}

/** Words and numbers without what depends on the width of a line: white space, bullets and bars. */
const flat = (text: string): string => text.replace(/[\s·█▏▎▍▌▋▊▉▁▂▃▄▅▆▇]+/g, "");

const texts = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((all) =>
      all.map((element) =>
        [...element.childNodes].map((node) => (node.nodeName === "SMALL" ? "" : node.textContent)).join(""),
      ),
    );

async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const path = join(folder, "saved");
  await download.saveAs(path);
  return readFileSync(path);
}

/** What the page says and saves is what the command prints and writes. */
async function expectSame(page: Page, name: string): Promise<void> {
  const { label, learn } = await commandsOf(page);
  const printed = flat(label);
  for (const said of await texts(page, ".labels > dl > div:not(.doubt) dd:not(:has(p, small))"))
    expect(printed).toContain(flat(said));
  const rows = await page
    .locator(".labels tbody tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(rows.length).toBeGreaterThanOrEqual(2);
  for (const row of rows) expect(printed).toContain(flat(row.join("")));
  const learned = flat(learn);
  const statements = await texts(page, ".report:not(.labels) > dl:not(.facts) > div > dd");
  expect(statements.length).toBeGreaterThan(5);
  for (const said of [...statements, ...(await texts(page, ".verdict p"))])
    expect(learned).toContain(flat(said));
  const file = (which: string): Buffer => readFileSync(join(folder, name, which));
  expect(await saved(page, "Save labelled.jsonl")).toEqual(file("labelled.jsonl"));
  if ((await page.getByRole("button", { name: "Save known.txt" }).count()) > 0)
    expect(await saved(page, "Save known.txt")).toEqual(file("known.txt"));
}

async function drop(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  writeFileSync(join(folder, name), content);
  await page.setInputFiles(chooser, join(folder, name));
  await page.waitForFunction((wanted) => location.hash.includes(`file=${wanted}`), name);
  await page.locator(".labels").waitFor();
  await settled(page);
}

it("the languages of the laboratory are those of the package of labelling", () => {
  expect([...languageCodes].sort()).toEqual(Object.keys(languages).sort());
});

describe.runIf(chromium !== null)("raw texts in the laboratory", { timeout: 180_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "onset-lab-labelled-"));
    laboratory = await Laboratory.start();
  });
  afterAll(async () => {
    await laboratory?.stop();
    rmSync(folder, { recursive: true });
  });

  it("of a book are its sentences with their lemmas, and the same as by the command to the byte", async () => {
    const opened = await laboratory.open(start);
    const { page } = opened;
    await drop(page, "story.txt", story);
    await expectSame(page, "story");
    await expectSoon(() => page.locator(".labels .chosen th").innerText()).toBe("lemmas, names known");
    await page.getByLabel("Known at the start", { exact: true }).fill("12");
    await page.keyboard.press("Enter");
    await page.waitForURL(/known=12/);
    await settled(page);
    await expectSame(page, "story");
    await page.locator(".labels").getByRole("button", { name: "words" }).click();
    await page.waitForURL(/by=words/);
    await page.locator(".labels .chosen th", { hasText: /^words$/ }).waitFor();
    await settled(page);
    await expectSame(page, "story");
    await laboratory.leave(opened);
  });

  it("of subtitles in Spanish are cues with stems, and load no model of English", async () => {
    const opened = await laboratory.open(start);
    const { page } = opened;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await drop(page, "film.srt", film);
    await expectSame(page, "film");
    await expectSoon(() => page.locator(".labels .chosen th").innerText()).toMatch(/^stems/);
    expect(asked.filter((url) => /\/(?:model|wink)[^/]*\.js$/.test(url))).toEqual([]);
    await page.getByLabel("A text is").selectOption("file");
    await page.waitForURL(/unit=file/);
    await page.locator(".labels dd", { hasText: "1: whole files, as asked" }).waitFor();
    await settled(page);
    await expectSame(page, "film");
    await laboratory.leave(opened);
  });

  it("of an EPUB have its chapters for files, and tables show how their texts begin", async () => {
    const opened = await laboratory.open(start);
    const { page } = opened;
    const chapter = (text: string): string => `<html><body><p>${text}</p></body></html>`;
    const [first, second] = [story.slice(0, 200), story.slice(200)];
    await drop(
      page,
      "tale.epub",
      book({ "OEBPS/text/chapter one.xhtml": chapter(first), "OEBPS/text/two.xhtml": chapter(second) }),
    );
    await expectSame(page, "tale");
    await page
      .locator("[data-table=skills] td", { hasText: "tale.epub/chapter one.xhtml:1" })
      .first()
      .waitFor();
    await page.locator("[data-table=skills] td", { hasText: "It was the first day." }).first().waitFor();
    await page.getByPlaceholder("the name of a skill").fill("school");
    await page.keyboard.press("Enter");
    await page.locator(".panel dd", { hasText: "it begins: " }).waitFor();
    await laboratory.leave(opened);
  });

  it("that are long tell how far they are, and can be given up", async () => {
    const opened = await laboratory.open(start);
    const { page } = opened;
    await chooseMade(page, chooser, "long.txt", (text) => [text.repeat(12_000)], story);
    await page.locator(".reading p[role=status]", { hasText: /^Reading: \d/ }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("It was cancelled.").waitFor();
    await expectSoon(() => page.locator("[data-seconds]").count()).toBe(0);
    await laboratory.leave(opened);
  });
});
