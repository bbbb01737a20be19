/**
 * A state as the part of an address after #, and back: `1/emergence?mean=5&skills=10000`. The first number is the version of
 * this form. Every parameter is written, so that a link does not change when a default does. What cannot be
 * read is left out and told; a link never makes the page fail.
 */
import { replaceUnprintable } from "@onset/core/base";
import { type AnyValues, defaults, nearest, type Parameter, type ParameterTable } from "./parameters.js";

const version = "1";
const longestLink = 20_000;

/** The address of a state, without the #. */
export function encodeState(view: string, table: ParameterTable, values: AnyValues): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(table)) query.set(name, textOf(values[name]));
  const text = query.toString();
  return text === "" ? `${version}/${view}` : `${version}/${view}?${text}`;
}

function textOf(value: number | string | boolean): string {
  return typeof value === "boolean" ? (value ? "1" : "0") : String(value);
}

/** A link taken apart: which view, and what is said of its parameters. */
export type Link = { readonly view: string; readonly query: string };

/** Reads which view a link names; `problem` says why there is none. */
export function parseLink(hash: string): { readonly link: Link | null; readonly problem: string | null } {
  const text = hash.replace(/^#/, "");
  if (text === "") return { link: null, problem: null };
  if (text.length > longestLink) return { link: null, problem: "The link is too long to be one of ours." };
  const match = /^(\d+)\/([a-z-]+)(?:\?(.*))?$/s.exec(text);
  if (match === null) return { link: null, problem: "The link could not be read." };
  if (match[1] !== version) {
    return {
      link: null,
      problem: `The link is of version ${match[1]}; this laboratory reads version ${version}.`,
    };
  }
  return { link: { view: match[2], query: match[3] ?? "" }, problem: null };
}

/** Reads values: those that are missing or wrong are the defaults or the nearest valid ones, and told. */
export function decodeValues(
  table: ParameterTable,
  query: string,
): { readonly values: AnyValues; readonly problems: readonly string[] } {
  const values: Record<string, number | string | boolean> = { ...defaults(table) };
  const problems: string[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (parameter === undefined) {
      problems.push(`There is no parameter “${shortened(name)}”.`);
      continue;
    }
    const { value, problem } = readValue(parameter, text);
    if (value !== undefined) values[name] = value;
    if (problem !== undefined) problems.push(`${parameter.label}: ${problem}`);
  }
  return { values, problems };
}

type Read = { readonly value?: number | string | boolean; readonly problem?: string };

function readValue(parameter: Parameter, text: string): Read {
  switch (parameter.kind) {
    case "number": {
      const number = text.trim() === "" ? Number.NaN : Number(text);
      if (!Number.isFinite(number)) return { problem: `“${shortened(text)}” is not a number.` };
      const value = nearest(parameter, number);
      return value === number ? { value } : { value, problem: `${number} became ${value}.` };
    }
    case "choice":
      if (parameter.options.some(([option]) => option === text)) return { value: text };
      return { problem: `“${shortened(text)}” is not one of its choices.` };
    case "flag":
      if (text === "0" || text === "1") return { value: text === "1" };
      return { problem: `“${shortened(text)}” is neither 0 nor 1.` };
    case "text":
      if (replaceUnprintable(text, () => "") !== text) {
        return { problem: "the text has control characters, which no name needs." };
      }
      if (text.length <= parameter.maxLength) return { value: text };
      return { problem: `the text has more than ${parameter.maxLength} characters.` };
  }
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
