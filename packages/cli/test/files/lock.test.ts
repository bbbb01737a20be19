/** One run at a time writes a file, whoever was killed, and whatever its number is. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs, { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { Lock } from "../../src/files/lock.js";
import { type Owner, printOwner, thisOwner } from "../../src/files/owner.js";
import { useFolder } from "../reading/support.js";
import { root } from "../support/built.js";

const folder = useFolder();
const at = (name: string): string => join(folder.path, name);
const locks = (): string[] => readdirSync(folder.path).filter((name) => name.endsWith(".lock"));

function claim(file: string, owner: Owner, secondsAgo = 0): void {
  const path = at(`${file}.${printOwner(owner)}.lock`);
  writeFileSync(path, "elsewhere");
  const time = new Date(Date.now() - 1000 * secondsAgo);
  utimesSync(path, time, time);
}

const dead: Owner = { ...thisOwner(), pid: spawnSync(process.execPath, ["-e", ""]).pid };
const container: Owner = { system: "0badcafe", pid: process.pid, started: 5 };

describe("a lock", () => {
  it("is taken over from the dead, also where another process has their number, and leaves nothing", async () => {
    claim("a", dead);
    if (process.platform === "linux") claim("a", { ...thisOwner(), started: thisOwner().started - 1 });
    const lock = await Lock.take(at("a"));
    expect(locks()).toEqual([`a.${printOwner(thisOwner())}.lock`]);
    lock.check();
    lock.release();
    expect(locks()).toEqual([]);
  });

  it("of a run in another container is honoured while that run gives signs of life, and for a minute after", async () => {
    claim("b", container, 30);
    await expect(Lock.take(at("b"))).rejects.toThrow(
      /^another run is writing ".*b" \(process \d+ on elsewhere, seen (29|30|31) s ago\); if there is none, delete /,
    );
    expect(locks()).toHaveLength(1);
    claim("b", container, 61);
    (await Lock.take(at("b"))).release();
    expect(locks()).toEqual([]);
  });

  it("is not left by a run that cannot write it", async () => {
    const writing = vi.spyOn(fs, "writeFileSync").mockImplementation((path) => {
      fs.closeSync(fs.openSync(path as string, "wx"));
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    });
    syncBuiltinESMExports();
    await expect(Lock.take(at("full"))).rejects.toThrow(
      /^cannot write ".*full" \(the disk is full, ENOSPC\)$/,
    );
    writing.mockRestore();
    syncBuiltinESMExports();
    expect(locks()).toEqual([]);
  });

  it("is one for all names of a file", async () => {
    writeFileSync(at("c"), "");
    symlinkSync("c", at("link"));
    claim("c", container);
    await expect(Lock.take(at("link"))).rejects.toThrow(/another run is writing/);
  });

  it("that was taken away is missed", async () => {
    const lock = await Lock.take(at("d"));
    const before = readdirSync(folder.path).find((name) => name.startsWith("d."))!;
    expect(existsSync(at(before))).toBe(true);
    lock.release();
    expect(() => lock.check()).toThrow(/another run has taken over/);
  });

  it("is never had by two, however many want it at once", async () => {
    claim("e", dead);
    const module = pathToFileURL(join(root, "packages/cli/dist/files/lock.js"));
    const script = `
      import { appendFileSync } from "node:fs";
      import { setTimeout as sleep } from "node:timers/promises";
      const { Lock } = await import(${JSON.stringify(module)});
      await sleep(Number(process.argv[1]) - Date.now());
      for (let i = 0; i < 20; i++) {
        try {
          const lock = await Lock.take("e");
          appendFileSync("log", "+");
          await sleep(5);
          appendFileSync("log", "-");
          lock.release();
        } catch (error) {
          if (error.name !== "UsageError") throw error;
        }
      }`;
    const begin = String(Date.now() + 1500);
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", script, begin], { cwd: folder.path }),
    );
    const codes = await Promise.all(
      children.map((child: ChildProcess) => new Promise((resolve) => child.on("close", resolve))),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readFileSync(at("log"), "utf8")).toMatch(/^(\+-){20,}$/);
  });
});
