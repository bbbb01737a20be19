import { InvalidArgumentError } from "commander";

/** An option that is a share above 0, or all of it. */
export function positiveShare(text: string): number {
  const value = shareOf(text);
  if (!(value > 0 && value <= 1)) {
    throw new InvalidArgumentError("Expected a number > 0 and <= 1, or per cent, such as 0.95 or 95%.");
  }
  return value;
}

/** An option that is a share: nothing, all of it, or anything between. */
export function wholeShare(text: string): number {
  const value = shareOf(text);
  if (!(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError("Expected a number >= 0 and <= 1, or per cent, such as 0.95 or 95%.");
  }
  return value;
}

/** A number or a percentage; NaN when it is neither. */
function shareOf(text: string): number {
  const percent = text.endsWith("%");
  const number = percent ? text.slice(0, -1) : text;
  return number.trim() === "" ? Number.NaN : Number(number) / (percent ? 100 : 1);
}
