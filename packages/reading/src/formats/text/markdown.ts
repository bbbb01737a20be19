/** A Markdown file as one text: its front matter gives the columns, what is below it the text. */
import { dataError } from "../../errors.js";
import type { Slot } from "../../layout/slot.js";
import { maxRecordBytes } from "../../limits.js";
import { concatenated } from "../../source/chunks.js";
import type { TextBytes } from "../../source/unpack.js";
import { isUtf8 } from "../../source/utf8.js";
import type { RowReader, RowSink } from "../rows.js";

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const encoder = new TextEncoder();

/** Whether a text begins with front matter. */
export function hasFrontMatter(start: string): boolean {
  return frontMatter.test(start);
}

type Values = ReadonlyMap<string, string | readonly string[]>;

/** Opens a Markdown file as one row: `file`, the keys of its front matter, and `text`. */
export async function openMarkdown(text: TextBytes): Promise<RowReader> {
  const bytes = await wholeText(text);
  const isValid = isUtf8(bytes, 0, bytes.length);
  const content = new TextDecoder().decode(bytes);
  const matter = frontMatter.exec(content);
  const values = new Map<string, string | readonly string[]>(matter === null ? [] : valuesOf(matter[1]));
  values.set("file", text.source.name);
  values.set("text", proseOf(matter === null ? content : content.slice(matter[0].length)));
  const columns = [...values.keys()];
  return {
    survey: {
      format: "text",
      unit: "line",
      columns,
      sample: isValid ? [columns.map((column) => values.get(column))] : [],
      conventions: [matter === null ? "Markdown" : "Markdown with front matter"],
    },
    read: async (slots, sink) => {
      sink.begin(1, 0);
      if (!isValid) {
        sink.refuse(`is not valid ${text.encoding.name.toUpperCase()}`);
        return;
      }
      for (const [index, slot] of slots.entries()) give(values, slot, index, sink);
      await sink.end(bytes.length);
    },
  };
}

function give(values: Values, { column }: Slot, slot: number, sink: RowSink): void {
  const value = values.get(column) ?? [];
  for (const one of typeof value === "string" ? [value] : value) {
    const bytes = encoder.encode(one);
    if (typeof value === "string") sink.value(slot, bytes, 0, bytes.length);
    else sink.item(slot, bytes, 0, bytes.length);
  }
}

async function wholeText(text: TextBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of text.stream()) {
    parts.push(part);
    length += part.length;
    if (length > maxRecordBytes) throw dataError(`it is longer than ${maxRecordBytes / 1024 ** 2} MB`);
  }
  return concatenated(parts);
}

/**
 * Keys with a value, a list in brackets, or a list of items below them: what front matter is used for. Other forms of
 * YAML are no columns.
 */
function valuesOf(matter: string): [string, string | readonly string[]][] {
  const found: [string, string | readonly string[]][] = [];
  let items: string[] | null = null;
  for (const line of matter.split(/\r?\n/)) {
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item !== null) {
      items?.push(plain(item[1]));
      continue;
    }
    const pair = /^([^\s:#][^:]*):(?:\s+(.*))?$/.exec(line);
    if (pair === null) continue;
    const [, key = "", value = ""] = pair;
    items = [];
    if (value.trim() === "") found.push([key.trim(), items]);
    else if (/^\[.*\]\s*$/.test(value)) {
      found.push([key.trim(), value.trim().slice(1, -1).split(",").map(plain)]);
    } else found.push([key.trim(), plain(value)]);
  }
  return found;
}

function plain(value: string): string {
  const trimmed = value.trim();
  return /^(["']).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed.replace(/\s+#.*$/, "");
}

/** Without code and addresses, which are no words of the text. */
function proseOf(markdown: string): string {
  return markdown
    .replaceAll(/^(```|~~~)[\s\S]*?(?:^\1.*$|(?![\s\S]))/gm, "")
    .replaceAll(/`[^`\n]*`/g, " ")
    .replaceAll(/\]\([^)\s]*\)/g, "]")
    .replaceAll(/<[^<>\n]*>|https?:\/\/\S+/g, " ");
}
