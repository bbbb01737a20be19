/**
 * Terminal sessions in Markdown documents. A fenced block marked `console` whose first line begins with `$ onset ` is
 * a session: its commands can be run, and what they print can be put in the place of what the document says.
 */

/** Runs the command with these arguments and returns everything it printed. */
export type Run = (args: string[]) => string;

const prompt = "$ ";
const leftOut = "…";

/**
 * Returns the document as it would be if every session were printed by `run` just now. A session's output in which a
 * line `…` stands for one or more left-out lines stays as it is while the rest agrees.
 */
export function withRealOutput(markdown: string, run: Run): string {
  return partsOf(markdown)
    .flatMap((part) => (isSession(part) ? replay(part, run) : part.lines))
    .join("");
}

/** Returns the sessions of a document, each as one string with its fences. */
export function sessionsOf(markdown: string): string[] {
  return partsOf(markdown)
    .filter(isSession)
    .map((part) => part.lines.join(""));
}

/** A file that a document shows: a fenced block marked with a language and a name, such as `csv jobs.csv`. */
export type ShownFile = { readonly name: string; readonly text: string };

/** Returns the files that a document shows. Sessions find them in their folder. */
export function filesOf(markdown: string): ShownFile[] {
  return partsOf(markdown).flatMap(({ info, lines }) => {
    const name = /^\w+ ([\w.-]+\.\w+)$/.exec(info ?? "")?.[1];
    return name === undefined
      ? []
      : [
          {
            name,
            text: insideOf(lines)
              .map((line) => `${line}\n`)
              .join(""),
          },
        ];
  });
}

/** A line of prose, or a fenced block with what stands behind its opening fence. Lines keep their ends. */
type Part = { lines: string[]; info: string | undefined };

function partsOf(markdown: string): Part[] {
  const parts: Part[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/(?<=\n)/)) {
    if (fence !== undefined) {
      parts.at(-1)!.lines.push(line);
      if (line.trim().startsWith(fence) && /^(`+|~+)$/.test(line.trim())) fence = undefined;
      continue;
    }
    const opening = /^\s*(`{3,}|~{3,})([^`]*)$/.exec(line);
    fence = opening?.[1];
    parts.push({ lines: [line], info: opening?.[2]?.trim() });
  }
  if (fence !== undefined) throw new Error(`the block ${parts.at(-1)!.lines[0].trim()} has no end`);
  return parts;
}

function isSession(part: Part): boolean {
  return part.info === "console" && part.lines[1].trimStart().startsWith(`${prompt}onset `);
}

const indentOf = (lines: readonly string[]): string => /^\s*/.exec(lines[0])![0];

/** The lines between the fences, without their ends and without the indentation of the block. */
function insideOf(lines: readonly string[]): string[] {
  const indent = indentOf(lines);
  const body = lines.slice(1, -1).map((line) => line.slice(0, -1));
  return body.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

function replay(part: Part, run: Run): string[] {
  const indent = indentOf(part.lines);
  const inside = insideOf(part.lines);
  const replayed: string[] = [];
  for (let at = 0; at < inside.length; ) {
    let end = at + 1;
    while (inside[end - 1]?.endsWith("\\")) end++;
    const command = inside.slice(at, end);
    at = end;
    while (end < inside.length && !inside[end].startsWith(prompt)) end++;
    const shown = inside.slice(at, end);
    const printed = linesOf(run(argumentsOf(command.map((line) => line.replace(/\\$/, "")).join(""))));
    replayed.push(...command, ...(agrees(shown, printed) ? shown : printed));
    at = end;
  }
  const lines = replayed.map((line) => `${line === "" ? "" : indent}${line}\n`);
  return [part.lines[0], ...lines, part.lines.at(-1)!];
}

function linesOf(printed: string): string[] {
  const lines = printed.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function agrees(shown: string[], printed: string[]): boolean {
  const pattern = shown.map((line) =>
    line === leftOut ? "(?:.*\n)+?" : `${line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\n`,
  );
  return new RegExp(`^${pattern.join("")}$`).test(printed.map((line) => `${line}\n`).join(""));
}

/**
 * Returns the arguments of a line `$ onset …`, split and unquoted as a shell does. Throws an Error for another command
 * and for what only a shell can do (pipes, redirections, variables).
 */
export function argumentsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece] of line.slice(prompt.length).matchAll(/\s+|'[^']*'|"[^"\\$`]*"|[^\s]/g)) {
    if (/^\s/.test(piece)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/^['"]./.test(piece)) {
      word = (word ?? "") + piece.slice(1, -1);
    } else if (/['"|&;<>()$`\\*?#~]/.test(piece)) {
      throw new Error(`"${line}": only plain arguments can be run, got ${piece}`);
    } else {
      word = (word ?? "") + piece;
    }
  }
  if (word !== undefined) words.push(word);
  if (words[0] !== "onset") throw new Error(`"${line}": expected a command that begins with onset`);
  return words.slice(1);
}
