/** Books in EPUB: the documents of the spine in their order, each a part of the file (EPUB 3.3, sections 4 and 5). */
import { type ByteSource, dataError } from "@onset/reading";
import { Parser } from "htmlparser2";
import type { Block, Cuts, TextSource } from "./block.js";
import { PageReader } from "./page.js";
import { contentOf, type Entry, entriesOf } from "./zip.js";

const container = "META-INF/container.xml";
// A document is read in pieces, so that a long one does not become one list of paragraphs.
const pieceLength = 1 << 18;

/** Whether the first bytes are those of a book: the standard puts its type in front, unpacked. */
export function isEpub(head: Uint8Array): boolean {
  const start = String.fromCharCode(...head.subarray(0, 100));
  return start.startsWith("PK\x03\x04") && start.includes("mimetypeapplication/epub+zip");
}

/**
 * Opens a book.
 *
 * @throws ReadingError when it is damaged, encrypted, or has no text
 */
export async function openEpub(source: ByteSource, signal?: AbortSignal): Promise<TextSource> {
  const entries = await entriesOf(source);
  if (entries.has("META-INF/rights.xml")) throw protectedBook();
  const entry = (name: string): Entry => {
    const found = entries.get(name);
    if (found === undefined) throw dataError(`is no whole book: ${JSON.stringify(name)} is missing in it`);
    return found;
  };
  const read = async (name: string): Promise<string> =>
    new TextDecoder().decode(await contentOf(source, entry(name)));
  const encrypted = entries.has("META-INF/encryption.xml") ? await read("META-INF/encryption.xml") : "";
  const root = rootOf(await read(container));
  const spine = spineOf(await read(root), root);
  if (spine.some((name) => encrypted.includes(`URI="${encodeURI(name)}"`))) throw protectedBook();
  return {
    format: "EPUB",
    kind: "prose",
    unit: "paragraph",
    blocks: (cuts) => chaptersOf(spine, read, cuts, signal),
  };
}

function protectedBook(): Error {
  return dataError("it is a protected book (DRM): its text is encrypted");
}

async function* chaptersOf(
  spine: readonly string[],
  read: (name: string) => Promise<string>,
  cuts: Cuts,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Block[]> {
  for (const name of spine) {
    signal?.throwIfAborted();
    const html = await read(name);
    const reader = new PageReader(cuts, name.slice(name.lastIndexOf("/") + 1));
    for (let at = 0; at < html.length; at += pieceLength) {
      reader.write(html.slice(at, at + pieceLength));
      const blocks = reader.take();
      if (blocks.length > 0) yield blocks;
    }
    reader.end();
    const rest = reader.take();
    if (rest.length > 0) yield rest;
  }
}

type Tag = { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

function tagsOf(xml: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser(
    { onopentag: (name, attributes) => void tags.push({ name: name.replace(/^.*:/, ""), attributes }) },
    { xmlMode: true },
  );
  parser.write(xml);
  parser.end();
  return tags;
}

function rootOf(xml: string): string {
  const path = tagsOf(xml).find(({ name }) => name === "rootfile")?.attributes["full-path"];
  if (path === undefined) throw dataError(`is no whole book: ${container} names no package`);
  return path;
}

/** The documents of the text in the order of reading: not the navigation, not what stands outside of the order. */
function spineOf(xml: string, root: string): string[] {
  const tags = tagsOf(xml);
  const items = new Map(
    tags.filter(({ name }) => name === "item").map(({ attributes }) => [attributes.id, attributes]),
  );
  const spine: string[] = [];
  for (const { attributes } of tags.filter(({ name }) => name === "itemref")) {
    const item = items.get(attributes.idref);
    if (item?.href === undefined || attributes.linear === "no") continue;
    if (/\bnav\b/.test(item.properties ?? "")) continue;
    if (!/xhtml|html/.test(item["media-type"] ?? "")) continue;
    spine.push(resolved(item.href, root));
  }
  if (spine.length === 0) throw dataError("is no whole book: its package names no document to read");
  return spine;
}

/** A path beside the package, as the archive names it. */
function resolved(href: string, root: string): string {
  const parts = root.split("/").slice(0, -1);
  for (const part of decodeURIComponent(href.replace(/#.*$/, "")).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
