/** One Chromium for all test files of a run that look at pages; each file has contexts of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserServer, chromium } from "playwright-core";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { findChromium } from "./chromium.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers with the place where the browser listens. */
    browser: string;
  }
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  // WebGL without a graphics card.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Listens for tests that want the browser, and starts it for the first of them; vitest calls this once a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<BrowserServer> | null = null;
  const door = createServer((_, response) => {
    started ??= chromium.launchServer({ executablePath: findChromium()!, args: flags });
    started.then(
      (server) => response.end(server.wsEndpoint()),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => void door.listen(0, "127.0.0.1", resolve));
  project.provide("browser", `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    await (await started)?.close();
  };
}

/** The browser of the run; closing it closes the contexts that were opened through it. */
export async function openBrowser(): Promise<Browser> {
  const answer = await fetch(inject("browser"));
  const place = await answer.text();
  if (!answer.ok) throw new Error(`Chromium does not start: ${place}`);
  return chromium.connect(place);
}
