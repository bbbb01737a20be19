/** JSON Lines, JSON and plain text. */
import type { Collector } from "./collect.js";
import { chunksOf, linesOf, type OpenSource, type ReadingContext } from "./source.js";

/** One object a line; blank lines are no records. */
export async function readJsonLines(
  source: OpenSource,
  into: Collector,
  context: ReadingContext,
): Promise<Collector> {
  let number = 0;
  for await (const lines of linesOf(source, context)) {
    for (const { text, valid } of lines) {
      const where = `line ${++number}`;
      if (!valid) into.add({ where, fields: null, problem: "is not valid UTF-8" });
      else if (text.trim() !== "") into.add({ where, ...parsed(text) });
      if (number % 2000 === 0) await context.yieldNow();
    }
  }
  return into;
}

function parsed(text: string): { fields: Record<string, unknown> | null; problem: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fields: null, problem: "is not valid JSON" };
  }
  return isObject(value)
    ? { fields: value, problem: null }
    : { fields: null, problem: "is not a JSON object" };
}

/** An array of objects. */
export async function readJson(
  source: OpenSource,
  into: Collector,
  context: ReadingContext,
): Promise<Collector> {
  let value: unknown;
  const text = await textOf(source, context);
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${source.label} is not valid JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value)) throw new Error(`${source.label}: expected an array of objects, one a text.`);
  for (const [i, item] of value.entries()) {
    const where = `record ${i + 1}`;
    into.add(
      isObject(item)
        ? { where, fields: item, problem: null }
        : { where, fields: null, problem: "is not a JSON object" },
    );
    if (i % 2000 === 0) await context.yieldNow();
  }
  return into;
}

/** One text a line: its words are its skills. Named by their lines. */
export async function readTextLines(
  source: OpenSource,
  into: Collector,
  context: ReadingContext,
): Promise<Collector> {
  let number = 0;
  for await (const lines of linesOf(source, context)) {
    for (const { text, valid } of lines) {
      const where = `line ${++number}`;
      if (!valid) into.add({ where, fields: null, problem: "is not valid UTF-8" });
      else if (text.trim() !== "") into.add({ where, fields: { id: String(number), text }, problem: null });
      if (number % 200 === 0) await context.yieldNow();
    }
  }
  return into;
}

/** All of a source as text; what is no UTF-8 becomes U+FFFD. */
export async function textOf(source: OpenSource, context: ReadingContext): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for await (const chunk of chunksOf(source, context)) parts.push(decoder.decode(chunk, { stream: true }));
  parts.push(decoder.decode());
  return parts.join("");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
