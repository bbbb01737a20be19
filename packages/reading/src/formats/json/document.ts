import { recogniseFields, skillRoles } from "@onset/core/corpus";
import type { ReadingContext } from "../../context.js";
import { dataError } from "../../errors.js";
import { withoutFirst } from "../../source/chunks.js";
import type { TextBytes } from "../../source/unpack.js";
import { eachWindow } from "../../source/windows.js";
import type { RowReader } from "../rows.js";
import type { Container } from "./container.js";
import { cutShort, ItemTaker, sampleItems } from "./items.js";
import { openJsonLines } from "./lines.js";
import { SampleOfRecords } from "./sample.js";
import {
  closeObject,
  colon,
  comma,
  openList,
  openObject,
  quote,
  skipSpace,
  skipString,
  skipValue,
} from "./scan.js";

const expected =
  "expected one array of objects, from [ to ], an object that holds one, or an object with one member a text";

/**
 * One JSON document: a list of records, a list inside an object (`{"data": […]}`), or a map from the name of each text
 * to its record or to the list of its skills. A file of one object a line is read as JSON Lines.
 */
export function openJson(text: TextBytes, context: ReadingContext): RowReader {
  const container = containerOf(text.head, text.isWhole);
  if (container === "lines") return openJsonLines(text, context);
  const sample = new SampleOfRecords();
  const unfinished = sampleItems(text.head, container, sample);
  const { columns } = sample;
  if (columns.length === 0) {
    if (unfinished > 0 && text.isWhole) throw cutShort(unfinished);
    throw dataError("found no object among the first items of its array: expected one a text");
  }
  return {
    survey: {
      format: "json",
      unit: "record",
      columns,
      sample: sample.rows(),
      conventions: container.conventions,
    },
    read: async (slots, sink) => {
      const items = new ItemTaker(container, slots, sink);
      await eachWindow(
        withoutFirst(text.stream(), container.start),
        (...window) => items.take(...window),
        context,
      );
      items.finish();
    },
  };
}

/** Finds the records by the beginning of the document. */
function containerOf(head: Uint8Array, isWhole: boolean): Container | "lines" {
  const from = skipSpace(head, 0, head.length);
  if (head[from] === openList) return { kind: "list", start: from + 1, isWhole: true, conventions: [] };
  if (head[from] !== openObject) throw dataError(expected);
  const behind = skipValue(head, from, head.length);
  if (behind >= 0 && skipSpace(head, behind, head.length) < head.length) return "lines";
  const members = membersOf(head, from + 1);
  const list = members.find(({ kind }) => kind === "objects");
  if (list !== undefined) {
    return {
      kind: "list",
      start: list.start + 1,
      isWhole: false,
      conventions: [`records under "${list.key}"`],
    };
  }
  const isRecord = skillRoles(recogniseFields(members.map(({ key }) => key))) !== null;
  const kinds = new Set(members.map(({ kind }) => kind));
  const isMap = kinds.size === 1 && (kinds.has("object") || kinds.has("list"));
  if (isMap && !isRecord) {
    return {
      kind: "map",
      start: from + 1,
      isWhole: true,
      conventions: ["one member a text, its key the name"],
    };
  }
  if (isWhole && behind >= 0) return { kind: "record", start: from, isWhole: false, conventions: [] };
  throw dataError(expected);
}

type Member = {
  readonly key: string;
  readonly kind: "object" | "objects" | "list" | "other";
  readonly start: number;
};

/** The members of an object that begin in the head, as far as they can be read. */
function membersOf(head: Uint8Array, from: number): Member[] {
  const members: Member[] = [];
  for (let i = from; ; ) {
    const key = skipSpace(head, i, head.length);
    if (head[key] !== quote) return members;
    const behindKey = skipString(head, key + 1, head.length);
    if (behindKey < 0) return members;
    i = skipSpace(head, behindKey, head.length);
    if (head[i] !== colon) return members;
    const start = skipSpace(head, i + 1, head.length);
    if (start >= head.length) return members;
    const name = JSON.parse(new TextDecoder().decode(head.subarray(key, behindKey))) as string;
    members.push({ key: name, kind: kindOf(head, start), start });
    i = skipValue(head, start, head.length);
    if (i < 0) return members;
    i = skipSpace(head, i, head.length);
    if (head[i] === closeObject || head[i] !== comma) return members;
    i++;
  }
}

function kindOf(head: Uint8Array, start: number): Member["kind"] {
  if (head[start] === openObject) return "object";
  if (head[start] !== openList) return "other";
  return head[skipSpace(head, start + 1, head.length)] === openObject ? "objects" : "list";
}
