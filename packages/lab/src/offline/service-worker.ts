/**
 * Keeps the whole laboratory in the browser, so that it works without a network and a tab that is open outlives a new
 * deployment. The page comes from the network when there is one. Assets have their content in their names, so what is kept
 * never grows old. A new version waits until no tab of the old one is open; until then each tab finds its own files.
 */

type Build = { readonly version: string; readonly files: readonly string[] };
type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

// The library of types for pages and the one for workers exclude each other.
const scope = self as unknown as {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
};

/** Put in by the build: see scripts/list-files.ts. */
declare const __BUILD__: Build;
const build: Build = __BUILD__;
const prefix = "onset-lab-";
const cacheName = `${prefix}${build.version}`;
const addressOf = (file: string): string => new URL(file, scope.registration.scope).href;
const page = "index.html";

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
scope.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? openPage(request) : fromHere(request));
});

/** Takes assets that an earlier version has kept from there: their names say that they are the same. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of build.files) {
    const address = addressOf(file);
    const kept = file.startsWith("assets/") ? await caches.match(address) : undefined;
    if (kept === undefined) await cache.add(new Request(address, { cache: "no-cache" }));
    else await cache.put(address, kept);
  }
}

async function forgetOthers(): Promise<void> {
  for (const other of await caches.keys()) {
    if (other.startsWith(prefix) && other !== cacheName) await caches.delete(other);
  }
  await scope.clients.claim();
}

async function openPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(addressOf(page));
    if (kept === undefined) throw error;
    return kept;
  }
}

/** What is too large to be kept by all is kept by those who have asked for it. */
async function fromHere(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && request.url.startsWith(addressOf("assets/"))) await cache.put(request, answer.clone());
  return answer;
}
