/** The Markdown documents of the repository. */
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../support/built.js";

const notOurs = new Set(["node_modules", "dist", "out", ".git"]);

/** Copies that packing makes, away from what they link to. */
const copies = new Set(["packages/cli/examples", "packages/cli/lab"].map((path) => join(root, path)));

/** Those in a folder and in the folders below it, by their paths in the repository. */
export function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) || copies.has(path) ? [] : markdownFiles(path);
    return entry.name.endsWith(".md") ? [relative(root, path).replaceAll("\\", "/")] : [];
  });
}
