/** A plain static server of a folder below a sub-folder: no headers but the type, as the simplest hosts give. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export class Site {
  /** The folder that is served; another one is a new deployment. */
  folder: string;
  readonly #server: Server;

  constructor(folder: string) {
    this.folder = folder;
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, "http://site");
      const name = decodeURIComponent(pathname).replace(/^\/some\/folder\//, "");
      const file = join(this.folder, name === "" ? "index.html" : name);
      if (!pathname.startsWith("/some/folder/") || name.includes("..") || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    });
  }

  /** @returns An address whose host is a name: browsers send every name below localhost to this machine. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://lab.localhost:${(this.#server.address() as AddressInfo).port}/some/folder/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
