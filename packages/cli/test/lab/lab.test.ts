import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listBuild } from "../../src/verbs/lab/build-files.js";
import { type Serving, serve } from "../../src/verbs/lab/serve.js";
import { main, requireFreshBuild } from "../support/built.js";

const policy = "default-src 'none'; script-src 'self'";
const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">hello`;
let folder = "";
let serving: Serving;

beforeAll(async () => {
  requireFreshBuild();
  const parent = mkdtempSync(join(tmpdir(), "onset-lab-"));
  folder = join(parent, "build");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(parent, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), page);
  writeFileSync(join(folder, "assets/a.js"), "let a;");
  writeFileSync(join(folder, "licenses.md"), "MIT");
  symlinkSync(join(parent, "secret.txt"), join(folder, "assets/link.js"));
  symlinkSync(parent, join(folder, "outside"));
  serving = await serve(listBuild(folder), 0);
});
afterAll(async () => {
  await serving.close();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

type Answer = { status: number; headers: Record<string, unknown>; body: string };

/** Asks for an address just as it is written: fetch would tidy it up. */
function get(path: string, options: { method?: string; host?: string; port?: number } = {}): Promise<Answer> {
  const { method = "GET", host = "127.0.0.1", port = serving.port } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers: { host } }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on("error", reject).end();
  });
}

describe("the server of the laboratory", () => {
  it("gives the page, its files and their types, under a strict content security policy", async () => {
    const { status, headers, body } = await get("/");
    expect({ status, body }).toEqual({ status: 200, body: page });
    expect(headers).toMatchObject({
      "content-security-policy": `${policy}; frame-ancestors 'none'`,
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(await get("/index.html?x=1")).toMatchObject({ status: 200, body: page });
    const script = await get("/assets/a.js");
    expect(script).toMatchObject({ status: 200, body: "let a;" });
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(await get("/assets/a.js", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/%252e%252e/secret.txt",
    "//secret.txt",
    "/assets/link.js",
    "/outside/secret.txt",
    "/assets",
    "/assets/",
    "/index.html/",
    "/%00",
    "/%",
    "/%c0%ae%c0%ae/secret.txt",
  ])("has nothing at %s", async (path) => {
    const { status, body } = await get(path);
    expect({ status, body }).toEqual({ status: 404, body: "There is nothing here.\n" });
  });

  it("lets a browser keep only files whose names are made of their content", async () => {
    const kept = async (path: string) => (await get(path)).headers["cache-control"];
    expect(await kept("/assets/a.js")).toContain("immutable");
    expect([await kept("/"), await kept("/licenses.md")]).toEqual(["no-cache", "no-cache"]);
  });

  it("does not write", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) expect((await get("/", { method })).status).toBe(405);
  });

  it("answers to no other name than this machine's, so that no other site can read it", async () => {
    expect((await get("/", { host: "evil.example:80" })).status).toBe(403);
    expect((await get("/", { host: `localhost:${serving.port}` })).status).toBe(200);
  });

  it("says when the port that was asked for is taken", async () => {
    const error = await serve(listBuild(folder), serving.port).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({
      name: "UsageError",
      message: `port ${serving.port} is taken or not allowed: leave --port out to get a free one`,
    });
  });
});

describe("onset lab", () => {
  const start = (...args: string[]) => spawn(process.execPath, [main, "lab", "--no-open", ...args]);

  function firstOutput(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      child.stdout!.once("data", (chunk) => resolve(String(chunk)));
      child.on("close", () => reject(new Error("it ended without a word")));
    });
  }

  it("prints its address, serves the built laboratory there, and ends with Ctrl-C", async () => {
    const child = start("--port", "0");
    const printed = await firstOutput(child);
    const [, port] = /^The laboratory is at http:\/\/127\.0\.0\.1:(\d+)\/\n$/.exec(printed)!;
    const { status, headers, body } = await get("/", { port: Number(port) });
    expect({ status, csp: headers["content-security-policy"] }).toEqual({
      status: 200,
      csp: expect.stringContaining("connect-src 'self'"),
    });
    expect(body).toContain("Onset laboratory");
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });

  it("refuses a port that is taken, in one line", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const child = start("--port", String(port));
    let said = "";
    child.stderr.on("data", (chunk) => (said += chunk));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(said).toBe(`onset: port ${port} is taken or not allowed: leave --port out to get a free one\n`);
    other.close();
  });
});
