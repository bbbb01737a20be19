/** The built laboratory, served by `onset lab`, in a real browser. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { main, requireFreshBuild, root } from "../../../cli/test/support/built.js";
import { folderOfRun, printed, printedJson } from "../../../cli/test/support/printed.js";
import { laboratoryAddress, openBrowser } from "./shared-browser.js";

export type OpenOptions = {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  /** Whether to wait until the view has computed all that it shows; it does by default. */
  readonly settles?: boolean;
  /** Whether the page is loaded anew, as for who comes for the first time; a link without values always is. */
  readonly isNew?: boolean;
};

/** A page with what it said on its console and what it asked of other places. */
export type OpenPage = { readonly page: Page; readonly faults: string[] };

/** Between two tests a page stands here, where nothing is computed and nothing of a view is left. */
const rest = "#1/glossary?term=skill";

export class Laboratory {
  readonly url: string;
  readonly #browser: Browser;
  #left: OpenPage | null = null;

  private constructor(url: string, browser: Browser) {
    this.url = url;
    this.#browser = browser;
  }

  /** The one of the worker: its files hand on the window that was left. */
  static start(): Promise<Laboratory> {
    ofWorker ??= Laboratory.#connect();
    return ofWorker;
  }

  static async #connect(): Promise<Laboratory> {
    requireFreshBuild();
    requireFreshLab();
    return new Laboratory(await laboratoryAddress(), await openBrowser());
  }

  /** Closes what was opened but the window that was left. */
  async stop(): Promise<void> {
    const left = this.#left?.page.context();
    const others = this.#browser.contexts().filter((context) => context !== left);
    await Promise.all(others.map((context) => context.close()));
  }

  /**
   * Opens a link and waits until it has computed: in the window that the last test left, where the visitor comes from another
   * view, else in a window of its own. To load the page takes five times as long as to follow a link.
   */
  async open(
    hash: string,
    { width = 1280, scheme = "light", settles = true, isNew = !hash.includes("?") }: OpenOptions = {},
  ): Promise<OpenPage> {
    const left = isNew ? null : this.#takeLeft();
    const opened = left ?? (await this.#openWindow());
    const { page } = opened;
    await page.setViewportSize({ width, height: width < 500 ? 780 : 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${this.url}${hash}`);
    if (settles) {
      // What was left has computed, too.
      if (left !== null) await page.waitForSelector(`article[data-view=${/^#1\/(\w+)/.exec(hash)![1]}]`);
      await settled(page);
    }
    return opened;
  }

  /** Ends what a test does on a page, which has said nothing amiss, and leaves its window to the next one. */
  async leave(opened: OpenPage): Promise<void> {
    const { page, faults } = opened;
    // Without a graphics card the driver tells that it is slow.
    expect(faults.filter((fault) => !fault.includes("GPU stall"))).toEqual([]);
    faults.length = 0;
    if (this.#left !== null) return page.context().close();
    this.#left = opened;
    await page.goto(`${this.url}${rest}`);
    await settled(page);
    await page.evaluate(() => scrollTo(0, 0));
  }

  #takeLeft(): OpenPage | null {
    const left = this.#left;
    this.#left = null;
    return left;
  }

  async #openWindow(): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    const faults: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      const own = `${origin}/` === this.url || ["data:", "blob:"].includes(protocol);
      if (!own) faults.push(`request outside: ${request.url()}`);
    });
    return { page, faults };
  }
}

let ofWorker: Promise<Laboratory> | undefined;

/** Waits until the page has read its address, which gives a number to its entry of the history, and has computed what it shows. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      history.state !== null &&
      document.querySelector("article[data-view][aria-busy=false]") !== null &&
      document.querySelector(".chart-box > .waiting") === null,
  );
}

/**
 * Chooses a file that the page itself makes by `make`, which runs there, of a seed. A file of the test goes to the browser
 * through the test's connection, which takes a second for every ten MB.
 */
export async function chooseMade(
  page: Page,
  input: string,
  name: string,
  make: (seed: string) => BlobPart[],
  seed = "",
): Promise<void> {
  const made = await page.evaluateHandle(make as (seed: unknown) => BlobPart[], seed);
  await page.evaluate(
    ([selector, fileName, content]) => {
      const field = document.querySelector<HTMLInputElement>(selector)!;
      const data = new DataTransfer();
      data.items.add(new File(content, fileName));
      field.files = data.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    [input, name, made] as const,
  );
  await made.dispose();
}

/** The exact numbers behind the facts that a view shows, by name. */
export async function factsOf(page: Page): Promise<Record<string, number | null>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("[data-fact]")].map(({ dataset }) => [
        dataset.fact!,
        dataset.exact === undefined ? null : Number(dataset.exact),
      ]),
    ),
  );
}

/** What a view says: the words and the rounded number of each of these facts, and each sentence of these elements. */
export async function saidBy(
  page: Page,
  names: readonly string[],
  sentences = ":not(*)",
): Promise<string[][]> {
  return page.evaluate(
    ([wanted, selector]) => {
      const first = (element: Element | null | undefined): string =>
        (element?.firstChild?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
      const facts = wanted.map((name) => {
        const value = document.querySelector(`.facts [data-fact=${name}]`);
        return [...first(value?.previousElementSibling).split(" "), first(value)];
      });
      return [...facts, ...Array.from(document.querySelectorAll(selector), (each) => [first(each)])];
    },
    [names, sentences] as const,
  );
}

/** Runs a command line as it stands in the laboratory, and reads what it prints as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: the output of any verb
export function printedBy(commandLine: string): any {
  if (/^printf .* \| onset | (meaning|exact|layered)\.pack\b/s.test(commandLine))
    return printedByShell(commandLine);
  return printedJson(argumentsOf(commandLine));
}

/** The arguments of a command line of `onset`. */
export function argumentsOf(commandLine: string): string[] {
  const [program, ...args] = commandLine.match(/'[^']*'|\S+/g)!.map((word) => word.replaceAll("'", ""));
  if (program !== "onset") throw new Error(`not a command line of onset: ${commandLine}`);
  return args;
}

/** What it prints for people, in one line. */
export function textBy(commandLine: string): string {
  return printed(argumentsOf(commandLine)).stdout.replaceAll(/\s+/g, " ");
}

/** The same for a line with a pipe, or with packs that lines hand on: they go to a folder of the test. */
function printedByShell(commandLine: string): unknown {
  packs ??= folderOfRun();
  const line = commandLine.replaceAll(/(?<![\w/'])\w+\.pack\b/g, (name) => join(packs!, name));
  const onset = `onset() { "${process.execPath}" "${main}" "$@" --json; }; ${line}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", onset], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${commandLine} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

let packs: string | undefined;

/** A test of yesterday's page proves nothing. */
function requireFreshLab(): void {
  const folder = join(root, "packages/lab");
  const built = join(folder, "dist/index.html");
  const sources = [
    join(folder, "index.html"),
    ...readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, "src", file),
    ),
  ];
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (!existsSync(built) || statSync(built).mtimeMs < newest) {
    throw new Error("packages/lab/dist is missing or older than its sources: run npm run build, or npm test");
  }
}
