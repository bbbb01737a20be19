import { escaped as escapedMarkup } from "@onset/charts";
import { printable } from "../terminal/characters.js";

/** A piece of a page that is markup already. */
export type Markup = { readonly html: string };

/** A text as it stands in a page: what means something in HTML is written by name. */
export function escaped(text: string): string {
  return escapedMarkup(printable(text));
}

/** Markup with values in it: texts and numbers are escaped, markup stays, lists follow each other, null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return {
    html: parts.reduce((text, part, i) => text + (i === 0 ? "" : written(values[i - 1])) + part, ""),
  };
}

type Value = string | number | Markup | null | readonly (Markup | null)[];

function written(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  if ("html" in value) return value.html;
  return value.map((part) => part?.html ?? "").join("");
}
