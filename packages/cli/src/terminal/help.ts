import { wrapped } from "./format.js";
import { terminalWidth } from "./output.js";

const widest = 100;
const narrowest = 40;

/** How wide help may be: as the terminal, within what reads well. */
export function helpWidth(): number {
  return Math.max(narrowest, Math.min(widest, terminalWidth()));
}

/**
 * Help whose paragraphs and lists fit into a width. What fits stays as it was broken, and so do other indented
 * lines: an example that is broken could not be copied.
 */
export function fittedHelp(text: string, width: number): string {
  const fitted: string[] = [];
  let paragraph: string[] = [];
  const end = (): void => {
    const fits = paragraph.every((line) => line.length <= width);
    fitted.push(...(fits ? paragraph : wrapped(paragraph.join(" "), width)));
    paragraph = [];
  };
  for (const line of text.split("\n")) {
    if (/^\S/.test(line)) paragraph.push(line);
    else {
      end();
      fitted.push(...entry(line, width));
    }
  }
  end();
  return fitted.join("\n");
}

/** A line of a list, a term and what is said about it, with that broken where it is too long. */
function entry(line: string, width: number): string[] {
  const [, term, text] = /^(\s+\S+\s{2,})(\S.*)$/.exec(line) ?? [];
  if (line.length <= width || term === undefined || width - term.length < narrowest / 2) return [line];
  return wrapped(text, width - term.length).map(
    (part, i) => (i === 0 ? term : " ".repeat(term.length)) + part,
  );
}
