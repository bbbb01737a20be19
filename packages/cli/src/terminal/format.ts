/** Numbers and pictures as a terminal report shows them. */
import { columnsOf, shortened } from "./characters.js";

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A count with its thousands set apart: `31,102`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** A share in per cent, with one digit after the point: `81.4%`. */
export function percent(fraction: number): string {
  const text = (100 * fraction).toFixed(1);
  // What is not quite all or nothing should not look like it.
  if (text === "100.0" && fraction < 1) return "> 99.9%";
  if (text === "0.0" && fraction > 0) return "< 0.1%";
  return `${text}%`;
}

/** A number with three significant digits and no exponent where that reads well: `2.48`, `19.9`, `0.0131`. */
export function short(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return value.toExponential(2);
  if (size >= 100) return count(value);
  return String(Number(value.toPrecision(3)));
}

/** A count and its noun: `1 text`, `2 texts`. */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A horizontal bar for a share of `width` characters, to an eighth of a character; at least a sliver above 0. */
export function bar(fraction: number, width: number): string {
  const units = Math.round(Math.min(1, Math.max(0, fraction)) * width * 8);
  const shown = units === 0 && fraction > 0 ? 1 : units;
  return "█".repeat(Math.floor(shown / 8)) + eighths[shown % 8];
}

const levels = "▁▂▃▄▅▆▇█";

/** A sparkline of counts, in at most `width` characters: longer series are summed in equal groups. */
export function sparkline(values: ArrayLike<number>, width: number): string {
  const columns = Math.max(0, Math.min(values.length, width));
  const sums = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) sums[Math.floor((i * columns) / values.length)] += values[i];
  const most = Math.max(...sums);
  return Array.from(sums, (sum) => levels[most === 0 ? 0 : Math.min(7, Math.floor((8 * sum) / most))]).join(
    "",
  );
}

/** As many of the names as fit into `width` columns, with a comma between; `…` stands for those left out. */
export function fitting(names: readonly string[], width: number): string {
  let text = "";
  for (const [i, name] of names.entries()) {
    const next = i === 0 ? name : `${text}, ${name}`;
    const rest = i < names.length - 1 ? ", …" : "";
    if (columnsOf(next + rest) > width) return i === 0 ? shortened(name, width) : `${text}, …`;
    text = next;
  }
  return text;
}

/** A text in lines of at most `width` columns, broken at spaces, and inside a word only when it is longer. */
export function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    const longer = last === "" ? word : `${last} ${word}`;
    if (columnsOf(longer) <= width) lines[lines.length - 1] = longer;
    else {
      const pieces = broken(word, width);
      if (last === "") lines.pop();
      lines.push(...pieces);
    }
  }
  return lines;
}

function broken(word: string, width: number): string[] {
  const pieces = [""];
  for (const character of word) {
    const longer = pieces.at(-1)! + character;
    if (columnsOf(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}
