import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DataError } from "../../errors.js";
import { exampleFile } from "../../input/example-file.js";
import { packageFolder } from "../../package-folder.js";

/** A file of the laboratory as it is served. */
export type BuildFile = { readonly path: string; readonly type: string; readonly size: number };

/** All that is served, by the path of its address. What is not in this list does not exist for the server. */
export type BuildFiles = ReadonlyMap<string, BuildFile>;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  // As text that every browser shows.
  ".md": "text/plain; charset=utf-8",
  ".gz": "application/gzip",
  ".wasm": "application/wasm",
};

/**
 * Where the built laboratory is: in the workspace its own build, in the package a copy of it. The copy that packing leaves
 * behind in a workspace may be an old one.
 */
export function labFolder(): string {
  const [workspace, packed] = ["../lab/", "lab/"].map((place) =>
    fileURLToPath(new URL(place, packageFolder)),
  ) as [string, string];
  const folder = isWorkspace(workspace) ? join(workspace, "dist") : packed;
  if (existsSync(join(folder, "index.html"))) return folder;
  throw new DataError(
    "the laboratory is not built: run npm run build in the workspace, or install Onset again",
  );
}

/** Beside an installed command, a folder of this name could be anybody's. */
function isWorkspace(folder: string): boolean {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name === "@onset/lab";
  } catch {
    return false;
  }
}

/** Lists a build. Links in it are left out: they could lead anywhere. */
export function listBuild(folder: string): BuildFiles {
  const files = new Map<string, BuildFile>();
  const add = (name: string, path: string): void => {
    const type = types[extname(name)] ?? "application/octet-stream";
    files.set(name, { path, type, size: statSync(path).size });
  };
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile()) {
        add(name, join(folder, name));
      }
    }
  };
  walk("");
  for (const [name, example] of sharedExamples(folder)) add(name, exampleFile(example));
  files.delete(`/${sharedName}`);
  files.set("/", files.get("/index.html")!);
  return files;
}

const sharedName = "examples.json";

/** The corpora of the laboratory that an installed command has among its examples, by their addresses. */
function sharedExamples(folder: string): readonly (readonly [address: string, name: string])[] {
  const path = join(folder, sharedName);
  return existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, "utf8"))) : [];
}

/** The content security policy that the page gives itself, which the server says once more and louder. */
export function policyOf(files: BuildFiles): string {
  const page = readFileSync(files.get("/")!.path, "utf8");
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
  if (policy === undefined)
    throw new DataError("the laboratory has no content security policy: install Onset again");
  return `${policy}; frame-ancestors 'none'`;
}
