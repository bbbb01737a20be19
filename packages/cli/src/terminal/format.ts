/** Numbers and pictures as a terminal report shows them. */
import { log10, power } from "@onset/core/base";
import { columnsOf, shortened } from "./characters.js";

export {
  countText as count,
  percentText as percent,
  pluralText as plural,
  shortText as short,
} from "@onset/core/base";

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
    const last = lines.at(-1);
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
    const longer = pieces.at(-1) + character;
    if (columnsOf(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}

/** 10^8, or three digits of other numbers. */
export function powerOfTen(value: number): string {
  const exponent = Math.round(log10(value));
  return Math.abs(value / power(10, exponent) - 1) < 1e-9
    ? `10^${exponent}`
    : value.toExponential(2).replace("e+", "e");
}
