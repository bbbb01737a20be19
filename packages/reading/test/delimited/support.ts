import type { DelimitedOptions } from "../../src/formats/delimited/options.js";
import { openDelimited } from "../../src/formats/delimited/reader.js";
import type { RowReader, RowSink } from "../../src/formats/rows.js";
import type { Slot } from "../../src/layout/slot.js";
import { openBytes } from "../../src/source/unpack.js";
import { inPieces } from "../source/support.js";

/** A row as a sink is told of it. */
export type Told = {
  readonly place: number;
  readonly values?: Record<string, string>;
  readonly problem?: string;
};

export async function opened(
  content: string | Uint8Array,
  format: "csv" | "tsv" = "csv",
  options: DelimitedOptions = {},
  piece = 1 << 20,
): Promise<RowReader> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return openDelimited(await openBytes(inPieces(bytes, piece)), format, options);
}

/** All rows, with every column of theirs. */
export async function told(reader: RowReader): Promise<Told[]> {
  const slots: Slot[] = reader.survey.columns.map((column, position) => ({
    column,
    position,
    path: [column],
    role: "skills",
    split: { kind: "whole" },
  }));
  const rows: Told[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let place = 0;
  let values: Record<string, string> = {};
  let isOpen = false;
  const close = (): void => {
    if (!isOpen) throw new Error("a row ends that has not begun");
    isOpen = false;
  };
  const sink: RowSink = {
    begin: (at) => {
      if (isOpen) throw new Error("a row begins inside another");
      isOpen = true;
      place = at;
      values = {};
    },
    value: (slot, bytes, start, end) => {
      values[slots[slot].column] = decoder.decode(bytes.subarray(start, end));
    },
    item: () => {
      throw new Error("cells have no items");
    },
    again: () => {
      throw new Error("cells do not come again");
    },
    end: () => {
      close();
      rows.push({ place, values });
    },
    refuse: (problem) => {
      close();
      rows.push({ place, problem });
    },
  };
  await reader.read(slots, sink);
  return rows;
}
