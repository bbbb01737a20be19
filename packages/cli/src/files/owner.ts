import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { codeOf } from "./reason.js";

/**
 * Who owns what a run leaves behind for a while, as it stands in the names of files: the system, the process, and when
 * the process began. A number of a process alone is given again: in a container within seconds.
 */
export type Owner = {
  /** The machine, its start, and the container: process numbers of two systems have nothing to do with each other. */
  readonly system: string;
  readonly pid: number;
  /** Ticks from the machine's start to the process's; 0 where it cannot be known. */
  readonly started: number;
};

const owners = /^([0-9a-f]{8})-(\d+)-(\d+)$/;

/** This process. */
export function thisOwner(): Owner {
  return { system: thisSystem(), pid: process.pid, started: startOf(process.pid) ?? 0 };
}

/** An owner as it stands in names. */
export function printOwner({ system, pid, started }: Owner): string {
  return `${system}-${pid}-${started}`;
}

/** Reads what `printOwner` wrote; null where something else stands. */
export function parseOwner(text: string): Owner | null {
  const [, system, pid, started] = owners.exec(text) ?? [];
  return system === undefined ? null : { system, pid: Number(pid), started: Number(started) };
}

/**
 * Whether an owner is no more. Of processes of this system that is known. Others cannot be seen from here: they are
 * taken for gone when what they own was not touched for longer than `patience`.
 *
 * @param silence - Milliseconds since the owner touched what it owns.
 */
export function isGone(owner: Owner, silence: number, patience: number): boolean {
  if (owner.system !== thisSystem()) return silence > patience;
  if (!existsProcess(owner.pid)) return true;
  const started = startOf(owner.pid);
  // Without the time of its start, the process may be another one of the same number.
  if (started === null || owner.started === 0) return owner.pid !== process.pid && silence > patience;
  return started !== owner.started;
}

let system: string | null = null;

function thisSystem(): string {
  const parts = [
    hostname(),
    textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    textOf(() => readlinkSync("/proc/self/ns/pid")),
  ];
  system ??= createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
  return system;
}

/** Only Linux has these files. */
function textOf(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return "";
  }
}

function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** When a process began; null when that cannot be known. A process that ended but was not taken note of began never. */
function startOf(pid: number): number | null {
  const line = textOf(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program, in parentheses, may hold anything.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  if (line === "") return null;
  return state === "Z" || state === "X" ? Number.NaN : Number(fields[19]);
}
