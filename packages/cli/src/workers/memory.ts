import { InvalidArgumentError } from "commander";

/** A limit of memory: bytes, or a share of what is free. */
export type MemoryLimit = { readonly bytes: number } | { readonly share: number };

const units: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** The option `--max-memory`: `8GB`, `500MB` (powers of 1000; `GiB` of 1024), bytes, or `80%` of what is free. */
export function memoryLimit(text: string): MemoryLimit {
  const match = /^(\d+(?:\.\d+)?)\s*(?:(%)|([kmgt]?)(i?)b?)$/i.exec(text.trim());
  const [, digits, percent, prefix = "", binary] = match ?? [];
  const value = Number(digits);
  if (match === null || !(value > 0) || (percent !== undefined && value > 100)) {
    throw new InvalidArgumentError(
      "Expected bytes such as 8GB or 500MB, or per cent of what is free such as 80%.",
    );
  }
  if (percent !== undefined) return { share: value / 100 };
  const unit = units[prefix.toLowerCase()];
  return { bytes: value * (binary === "i" ? 2 ** (10 * Math.round(Math.log10(unit) / 3)) : unit) };
}

/** The limit in bytes, now. What is free of a container's own limit counts, not of the machine's memory. */
export function bytesAllowed(limit: MemoryLimit): number {
  return "bytes" in limit ? limit.bytes : limit.share * process.availableMemory();
}
