import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bytesFreeAt, pathHere, requireRoom } from "../../src/engines/cluster/disk.js";

test("what is free is told of folders that are there, and of those that will be made", async () => {
  const there = await bytesFreeAt(tmpdir());
  expect(there).toBeGreaterThan(0);
  expect(await bytesFreeAt(join(tmpdir(), "not", "yet", "made"))).toBeGreaterThan(0);
  expect(there).toBeLessThan(Number.POSITIVE_INFINITY);
});

test("a corpus that a disk has no room for is refused in one line that names the option", async () => {
  await expect(requireRoom("--out", tmpdir(), 1, "tables")).resolves.toBeUndefined();
  await expect(requireRoom("--out", tmpdir(), 1e18, "tables")).rejects.toThrow(
    /^--out: ".*" has \d+\.\d GB free, and tables take about 1000000000\.0 GB: name a place with more room$/,
  );
});

test("only addresses of files are places of this machine", () => {
  expect(pathHere("file:///tmp/a b")).toBe("/tmp/a b");
  expect(pathHere("file:/tmp/50%")).toBe("/tmp/50%");
  expect(pathHere("s3a://bucket/scratch")).toBeNull();
});
