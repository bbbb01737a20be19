import { InvalidArgumentError } from "commander";

const units: Record<string, number> = { "": 1, B: 1, KB: 1e3, MB: 1e6, KIB: 1024, MIB: 2 ** 20 };

/** An option that is a number of bytes, such as 350KB, 1MB or 65536. */
export function byteSize(text: string): number {
  const [, number, unit = "none"] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const value = Math.round(Number(number) * (units[unit.toUpperCase()] ?? Number.NaN));
  if (!(value > 0) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError("Expected a number of bytes, such as 350KB or 1MB.");
  }
  return value;
}
