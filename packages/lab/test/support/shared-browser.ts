/**
 * One Chromium and one server of the laboratory for all test files of a run that look at pages; each file has contexts of its
 * own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserServer, chromium } from "playwright-core";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { main } from "../../../cli/test/support/built.js";
import { findChromium } from "./chromium.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers with the places where the browser and the laboratory listen. */
    shared: string;
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

/** Listens for tests that want one of them, and starts it for the first; vitest calls this once a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let browser: Promise<BrowserServer> | null = null;
  let laboratory: ChildProcess | null = null;
  let address: Promise<string> | null = null;
  const places: Readonly<Record<string, () => Promise<string>>> = {
    "/browser": async () => {
      browser ??= chromium.launchServer({ executablePath: findChromium()!, args: flags });
      return (await browser).wsEndpoint();
    },
    "/laboratory": () => {
      laboratory ??= spawn(process.execPath, [main, "lab", "--no-open", "--port", "0", "--json"]);
      address ??= addressOf(laboratory);
      return address;
    },
  };
  const door = createServer((request, response) => {
    places[request.url!]().then(
      (place) => response.end(place),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => void door.listen(0, "127.0.0.1", resolve));
  project.provide("shared", `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.close();
    laboratory?.kill("SIGINT");
    await (await browser)?.close();
  };
}

/** The address that `onset lab` prints when it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  const printed = await new Promise<string>((resolve, reject) => {
    server.stdout!.once("data", (chunk) => resolve(String(chunk)));
    server.once("close", () => reject(new Error("onset lab ended without a word")));
  });
  return JSON.parse(printed).url;
}

async function placeOf(what: "browser" | "laboratory"): Promise<string> {
  const answer = await fetch(`${inject("shared")}/${what}`);
  const place = await answer.text();
  if (!answer.ok) throw new Error(`the ${what} does not start: ${place}`);
  return place;
}

/** The browser of the run; closing it closes the contexts that were opened through it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.connect(await placeOf("browser"));
}

/** The address of the laboratory that `onset lab` serves for the run. */
export function laboratoryAddress(): Promise<string> {
  return placeOf("laboratory");
}
