import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DataError, UsageError } from "../errors.js";
import { isGone, parseOwner, printOwner, thisOwner } from "./owner.js";
import { followed } from "./paths.js";
import { cannotWrite, codeOf } from "./reason.js";

/** How often a run shows that it is alive, and for how long the silence of one that cannot be seen is borne. */
const beatMilliseconds = 5_000;
const patience = 60_000;

/** Runs that begin at the same time step back and try again for so long. */
const contention = 500;

type Claim = { readonly file: string; readonly pid: number; readonly silence: number };

/**
 * The right to write a file, for one run at a time. Every run that wants it puts a claim of its own name beside the file,
 * then looks for others: of two runs, the one that claimed later sees the earlier one and steps back. A claim has the
 * name of its process, so that to remove the claim of a dead run can never remove that of a living one.
 */
export class Lock {
  readonly #path: string;
  readonly #claim: string;
  readonly #timer: NodeJS.Timeout;

  private constructor(path: string, claim: string) {
    this.#path = path;
    this.#claim = claim;
    this.#timer = setInterval(() => this.#beat(), beatMilliseconds).unref();
  }

  /**
   * Takes the lock. What killed runs left is removed.
   *
   * @throws UsageError when another run has it.
   */
  static async take(path: string): Promise<Lock> {
    const place = await followed(path);
    const claim = `${place}.${printOwner(thisOwner())}.lock`;
    const begun = performance.now();
    for (;;) {
      try {
        writeFileSync(claim, hostname(), { flag: "wx" });
      } catch (error) {
        // On a full disk the claim is there, but empty.
        if (codeOf(error) !== "EEXIST") rmSync(claim, { force: true });
        throw cannotWrite(path, error);
      }
      const other = otherClaim(place, claim);
      if (other === null) return new Lock(path, claim);
      rmSync(claim, { force: true });
      if (performance.now() - begun > contention) throw new UsageError(refusal(path, other));
      await sleep(randomInt(5, 100));
    }
  }

  /** @throws DataError when the claim was taken away: by the user, or by a run that could not see that this one lives. */
  check(): void {
    if (statSync(this.#claim, { throwIfNoEntry: false }) !== undefined) return;
    throw new DataError(`another run has taken over ${JSON.stringify(this.#path)}, so this one ends`);
  }

  release(): void {
    clearInterval(this.#timer);
    rmSync(this.#claim, { force: true });
  }

  #beat(): void {
    try {
      writeFileSync(this.#claim, hostname(), { flag: "r+" });
    } catch {
      // What is lost is found by the next check.
    }
  }
}

/** A claim of another living run; those of dead ones are removed. */
function otherClaim(place: string, own: string): Claim | null {
  const [folder, start] = [dirname(place), `${basename(place)}.`];
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start) || !name.endsWith(".lock") || name === basename(own)) continue;
    const owner = parseOwner(name.slice(start.length, -".lock".length));
    if (owner === null) continue;
    const file = join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) continue;
    // Both times are those of the disk: the clock of another machine may go wrong.
    const silence = statSync(own).mtimeMs - found.mtimeMs;
    if (!isGone(owner, silence, patience)) return { file, pid: owner.pid, silence };
    rmSync(file, { force: true });
  }
  return null;
}

function refusal(path: string, { file, pid, silence }: Claim): string {
  const seconds = Math.max(0, Math.round(silence / 1000));
  return (
    `another run is writing ${JSON.stringify(path)} (process ${pid} on ${hostOf(file)}, seen ${seconds} s ago); ` +
    `if there is none, delete ${JSON.stringify(basename(file))} beside it`
  );
}

function hostOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return codeOf(error);
  }
}
