/** From a file to its text: what kind of file it is tells how. */
import {
  type ByteSource,
  dataError,
  extensionOf,
  naming,
  openBytes,
  type ReadingContext,
  recogniseFormat,
  type TextBytes,
  type TextOptions,
} from "@onset/reading";
import type { TextSource } from "./block.js";
import { beginsWithCue, openCues, openSubStation } from "./cues.js";
import { isEpub, openEpub } from "./epub.js";
import { headLines, notValid } from "./lines.js";
import { openMarkdown } from "./markdown.js";
import { openPage } from "./page.js";
import { openPlain } from "./plain.js";
import { openRowsOfTexts } from "./rows.js";

const pageStart = /^(?:\ufeff)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]/i;

/**
 * Opens a file as text: by its name where that tells, else by its beginning.
 *
 * @throws ReadingError when it is no text: an archive, a picture, a PDF are refused by name
 *
 * @example
 * ```ts
 * import { bytesSource } from "@onset/reading";
 * import { openText } from "@onset/text";
 * const page = "<!doctype html><html><body><nav>Menu</nav><p>Cats sleep.</p></body></html>";
 * const opened = await openText(bytesSource(new TextEncoder().encode(page), "cats.html"), {}, {});
 * opened.format; // => "web page"
 * opened.kind; // => "prose"
 * ```
 */
export async function openText(
  source: ByteSource,
  options: TextOptions,
  context: ReadingContext,
): Promise<TextSource> {
  const opened = await openWriting(source, options, context);
  return opened ?? naming(source.name, () => openRowsOfTexts(source, options, context));
}

/**
 * Opens a file unless it is a table or records, as {@link openText} does.
 *
 * @returns null for tables and records
 */
export async function openWriting(
  source: ByteSource,
  options: TextOptions,
  context: ReadingContext,
): Promise<TextSource | null> {
  return naming(source.name, async () => {
    const head = await source.read(0, Math.min(source.size, 1024));
    if (isEpub(head)) return openEpub(source, context.signal);
    const extension = extensionOf(source.name);
    const isNamedPage = ["html", "htm", "xhtml"].includes(extension);
    const encoding = options.encoding ?? (isNamedPage ? encodingOfPage(head) : undefined);
    const text = await openBytes(source, { ...options, encoding, pages: true });
    checkEncoding(text);
    const lines = headLines(text).slice(0, 200);
    if (options.format === undefined || options.format === "text") {
      if (isNamedPage || pageStart.test(lines.slice(0, 5).join("\n"))) {
        return openPage(text);
      }
      if (extension === "md" || extension === "markdown") return openMarkdown(text, context.signal);
      const cues = beginsWithCue(lines);
      if (extension === "ass" || extension === "ssa" || cues === "Advanced SubStation") {
        return openSubStation(text, context.signal);
      }
      if (extension === "srt" || extension === "vtt" || cues !== null) {
        return openCues(text, cues ?? (extension === "vtt" ? "WebVTT" : "SubRip"), context.signal);
      }
    }
    const format = options.format ?? recogniseFormat(text, true);
    return format === "text" ? openPlain(text, context.signal) : null;
  });
}

/** The encoding that a page names in its first 1,024 bytes, where the standard of HTML has it; a mark of its bytes is stronger. */
function encodingOfPage(head: Uint8Array): string | undefined {
  const isMarked = head[0] === 0xef || head[0] >= 0xfe;
  const start = String.fromCharCode(...head);
  const named = /<meta\s[^>]*charset\s*=\s*["']?([\w-]+)|<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(start);
  const label = named?.[1] ?? named?.[2];
  // Whoever reads that line reads no UTF-16.
  return isMarked || label === undefined || /^utf-?16/i.test(label) ? undefined : label;
}

/** Refuses bytes that are no text in their encoding, as far as they have been read: a folder may hold anything. */
function checkEncoding({ head, encoding }: TextBytes): void {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
  } catch {
    throw notValid(encoding.name);
  }
  if (head.subarray(0, 1 << 12).includes(0)) throw dataError("it is no text: it holds zero bytes");
}
