import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { UsageError } from "../errors.js";
import { reasonOf } from "./whole-file.js";

type Holder = { readonly pid: number; readonly host: string };

/**
 * Takes the right to write a file, for one run at a time: a file beside it says who has it. What a killed run left
 * is taken over. Returns what gives it back.
 *
 * @throws UsageError when another run has it.
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  const self: Holder = { pid: process.pid, host: hostname() };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lock, JSON.stringify(self), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== "EEXIST")
        throw new UsageError(`cannot write beside ${JSON.stringify(path)} (${reason})`);
    }
    const holder = holderOf(lock);
    if (holder !== null && isAlive(holder, self)) {
      throw new UsageError(
        `another run is writing ${JSON.stringify(path)} (process ${holder.pid} on ${holder.host}); ` +
          `if there is none, delete ${JSON.stringify(lock)}`,
      );
    }
    rmSync(lock, { force: true });
  }
  throw new UsageError(`another run is beginning to write ${JSON.stringify(path)}`);
}

/** Who has the lock; null when its file is gone or was never finished. */
function holderOf(lock: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(lock, "utf8")) as Holder;
    return Number.isSafeInteger(holder.pid) && typeof holder.host === "string" ? holder : null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, self: Holder): boolean {
  // Of another machine nothing is known: its run may be alive.
  if (holder.host !== self.host) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return reasonOf(error) === "EPERM";
  }
}
