/** What runs leave that were killed: whose it is, and when it may go. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isGone, type Owner, parseOwner, printOwner, thisOwner } from "../../src/files/owner.js";
import { folderPrefix, hiddenName, ownerOf, removeLeftovers } from "../../src/files/temporary.js";
import { Workspace } from "../../src/files/workspace.js";
import { useFolder } from "../reading/support.js";

const folder = useFolder();
const day = 24 * 3600 * 1000;

/** A process of this system that has ended. */
const dead: Owner = { ...thisOwner(), pid: spawnSync(process.execPath, ["-e", ""]).pid };
const elsewhere: Owner = { ...thisOwner(), system: "0badcafe" };

describe("an owner", () => {
  it("is told from names as it was written into them", () => {
    expect(parseOwner(printOwner(thisOwner()))).toEqual(thisOwner());
    expect(ownerOf(hiddenName())).toEqual(thisOwner());
    expect(ownerOf(`${folderPrefix()}Xy12ab`)).toEqual(thisOwner());
    for (const name of [".onset-notes", "onset-test-Xy12ab", "onset-1-2-3-4", `${hiddenName()}.txt`]) {
      expect(ownerOf(name)).toBe(null);
    }
  });

  it("is gone when its process is, and not before", () => {
    expect(isGone(dead, 0, day)).toBe(true);
    expect(isGone(thisOwner(), 1000 * day, day)).toBe(false);
  });

  it.runIf(process.platform === "linux")("is gone when another process has its number", () => {
    expect(isGone({ ...thisOwner(), started: thisOwner().started - 1 }, 0, day)).toBe(true);
  });

  it("on another system is gone after a silence", () => {
    expect(isGone(elsewhere, day - 1, day)).toBe(false);
    expect(isGone(elsewhere, day + 1, day)).toBe(true);
  });
});

describe("what runs left that were killed", () => {
  const nameOf = (owner: Owner, hidden = true): string =>
    `${hidden ? "." : ""}onset-${printOwner(owner)}-0a1b2c`;

  it("is removed by the next run, and nothing else is", async () => {
    const at = (name: string): string => join(folder.path, "place", name);
    mkdirSync(at("kept"), { recursive: true });
    writeFileSync(at("kept/file"), "mine");
    mkdirSync(at(nameOf(dead, false)));
    writeFileSync(at(`${nameOf(dead, false)}/text`), "left");
    symlinkSync(at("kept"), at(`${nameOf(dead)}9`));
    writeFileSync(at(nameOf(dead)), "left");
    const stays = ["kept", nameOf(thisOwner()), nameOf(elsewhere), ".onset-notes", "onset-1-1-1.tmp"];
    for (const name of stays.slice(1)) writeFileSync(at(name), "");
    await removeLeftovers(join(folder.path, "place"));
    expect(readdirSync(at(".")).sort()).toEqual(stays.sort());
    expect(readdirSync(at("kept"))).toEqual(["file"]);
    const longAgo = new Date(Date.now() - 8 * day);
    utimesSync(at(nameOf(elsewhere)), longAgo, longAgo);
    await removeLeftovers(join(folder.path, "place"));
    expect(readdirSync(at("."))).not.toContain(nameOf(elsewhere));
  });

  it("goes when a run makes its own temporary folder, which goes at its end", async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = join(folder.path, "temporary");
    try {
      mkdirSync(join(process.env.TMPDIR, nameOf(dead, false)), { recursive: true });
      const workspace = new Workspace(new AbortController().signal);
      const directory = await workspace.directory();
      expect(readdirSync(process.env.TMPDIR)).toEqual([directory.slice(process.env.TMPDIR.length + 1)]);
      await workspace.remove();
      expect(readdirSync(process.env.TMPDIR)).toEqual([]);
      process.env.TMPDIR = join(folder.path, "nowhere");
      const homeless = new Workspace(new AbortController().signal);
      await expect(homeless.directory()).rejects.toThrow(
        /nowhere" \(no such file or folder, ENOENT\): make room/,
      );
      await homeless.remove();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});
