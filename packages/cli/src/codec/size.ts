import { InvalidArgumentError } from "commander";

const units: Record<string, number> = { "": 1, B: 1, KB: 1e3, MB: 1e6, KIB: 1024, MIB: 2 ** 20 };

/** An option that is a number of bytes, such as 350KB, 1MB or 65536. */
export function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = match === null ? undefined : units[match[2].toUpperCase()];
  const value = unit === undefined ? Number.NaN : Math.round(Number(match![1]) * unit);
  if (!(value > 0) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError("Expected a number of bytes, such as 350KB or 1MB.");
  }
  return value;
}
