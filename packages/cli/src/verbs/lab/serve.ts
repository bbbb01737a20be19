import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../../errors.js";
import { type BuildFile, type BuildFiles, policyOf } from "./build-files.js";

const host = "127.0.0.1";
/** Tried first, so that what a browser remembers of the page (its colours) is there the next time. */
const usualPort = 4117;

/** A laboratory that is being served. */
export type Serving = { readonly url: string; readonly port: number; close(): Promise<void> };

/**
 * Serves the files of a build to this machine alone. An address is looked up in the list of files as it is, after decoding
 * once: no way leads out of the list.
 *
 * @param port - A port that must be free; undefined: the usual one, or any that is free.
 * @throws UsageError when the port is taken.
 */
export async function serve(files: BuildFiles, port: number | undefined): Promise<Serving> {
  const policy = policyOf(files);
  const server = createServer((request, response) => answer(request, response, files, policy));
  if (!(await listens(server, port ?? usualPort))) {
    if (port !== undefined)
      throw new UsageError(`port ${port} is taken or not allowed: leave --port out to get a free one`);
    await listens(server, 0);
  }
  const { port: found } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${found}/`,
    port: found,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}

function answer(request: IncomingMessage, response: ServerResponse, files: BuildFiles, policy: string): void {
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  const path = pathOf(request.url ?? "/");
  const file = files.get(path);
  if (!isThisMachine(request)) refuse(response, 403, "Only for this machine.");
  else if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    refuse(response, 405, "Only reading is possible.");
  } else if (file === undefined) refuse(response, 404, "There is nothing here.");
  else {
    // The names of assets are made of their content; others may change.
    const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    response.setHeader("Cache-Control", cache);
    send(file, request.method, response);
  }
}

function send(file: BuildFile, method: string, response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": file.type, "Content-Length": file.size });
  if (method === "HEAD") {
    response.end();
    return;
  }
  createReadStream(file.path)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** Another site that gives its name this machine's address (DNS rebinding) still says its own name. */
function isThisMachine(request: IncomingMessage): boolean {
  const name = request.headers.host?.replace(/:\d+$/, "");
  return name === host || name === "localhost";
}

/** The path of an address, decoded once; one that cannot be decoded is no file's. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return "";
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${message}\n`);
}
