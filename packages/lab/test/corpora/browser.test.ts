import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenBytes, brokenFile, brokenFormats } from "../../../reading/test/broken/files.js";
import { cases } from "../../../reading/test/cases/files.js";
import { findChromium } from "../support/chromium.js";
import { openBrowser } from "../support/shared-browser.js";
import { type FileToRead, toldOfAll } from "../support/told.js";

/** How many files of each format; by hand 2,000: BROKEN_FILES=2000 npx vitest run packages/lab/test/corpora/browser */
const files = Number(process.env.BROKEN_FILES ?? 60);

const executablePath = findChromium();

/** The reading as one script, as the laboratory builds it. */
async function script(): Promise<string> {
  const lab = fileURLToPath(new URL("../..", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: lab,
    resolve: { alias: { hysnappy: join(lab, "src/corpora/no-webassembly.ts") } },
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry: join(lab, "test/support/told.ts"), formats: ["iife"], name: "reading" },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

const toRead = (name: string, bytes: Uint8Array, options: FileToRead["options"] = {}): FileToRead => ({
  name,
  base64: Buffer.from(bytes).toString("base64"),
  options,
});

describe.skipIf(executablePath === null)("reading in Chromium", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    await page.addScriptTag({ content: await script() });
  });
  afterAll(() => browser?.close());

  async function compare(all: readonly FileToRead[]): Promise<number> {
    let readable = 0;
    for (let at = 0; at < all.length; at += 100) {
      const some = all.slice(at, at + 100);
      const here = await toldOfAll(some);
      const there = await page.evaluate(
        // biome-ignore lint/suspicious/noExplicitAny: the script puts it there
        (list) => (globalThis as any).reading.toldOfAll(list) as Promise<string[]>,
        some,
      );
      for (const [i, file] of some.entries()) expect(there[i], file.name).toBe(here[i]);
      readable += here.filter((told) => told.startsWith("{")).length;
    }
    return readable;
  }

  it("gives the corpus, the counts, the messages and the doubts of Node for files as people have them", async () => {
    const all = cases.flatMap(({ name, content, options = {} }) => {
      const bytes = new TextEncoder().encode(content);
      const utf16 = Buffer.from(`\ufeff${content}`, "utf16le");
      const latin = Buffer.from(content, "latin1");
      return [
        toRead(name, bytes, options),
        toRead(`${name}.gz`, gzipSync(bytes), options),
        toRead(
          `${name}.gz`,
          Buffer.concat([gzipSync(bytes.subarray(0, 9)), gzipSync(bytes.subarray(9))]),
          options,
        ),
        toRead(`${name}.gz`, Buffer.concat([gzipSync(bytes), Buffer.from("more")]), options),
        toRead(`${name}.gz`, gzipSync(bytes).subarray(0, -7), options),
        toRead(name, utf16, options),
        toRead(name, Buffer.concat([bytes, Buffer.of(0xe9, 0x0a)]), options),
        toRead(name, latin, { ...options, encoding: "windows-1252" }),
      ];
    });
    expect(await compare(all)).toBeGreaterThan(5 * cases.length);
  });

  it.each(brokenFormats)("gives all of that for broken files of %s", async (format) => {
    const all = Array.from({ length: files }, (_, seed) => {
      const { name, bytes } = brokenFile(format, seed);
      return toRead(name, bytes, format === "text" ? { words: true } : {});
    });
    expect(await compare(all)).toBeGreaterThan(files / 10);
  });

  it("gives all of that for Parquet, whole and broken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "onset-parquet-"));
    try {
      const connection = await (await DuckDBInstance.create()).connect();
      const whole: Uint8Array[] = [];
      for (const codec of ["uncompressed", "snappy", "gzip", "zstd"]) {
        const path = join(folder, `${codec}.parquet`);
        await connection.run(`copy (select 'text ' || i as id, [i % 7, i % 5]::varchar[] as labels from range(300) t(i))
          to '${path}' (format parquet, compression ${codec}, row_group_size 100)`);
        whole.push(new Uint8Array(readFileSync(path)));
      }
      connection.closeSync();
      const all = Array.from({ length: files }, (_, seed) =>
        toRead("a.parquet", seed < 4 ? whole[seed] : brokenBytes(whole[seed % 4], seed)),
      );
      expect(await compare(all)).toBeGreaterThan(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
