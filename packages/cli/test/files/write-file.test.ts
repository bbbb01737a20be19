/** Files that are there whole or not at all. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DataError, Interrupted } from "../../src/errors.js";
import { writePieces } from "../../src/files/write-file.js";
import { useFolder } from "../reading/support.js";

const folder = useFolder();
const never = new AbortController().signal;
const at = (name: string): string => join(folder.path, name);

describe("a file written in pieces", () => {
  it("is not there before its last piece is", async () => {
    async function* pieces(): AsyncGenerator<Uint8Array | string> {
      yield "one ";
      expect(readdirSync(folder.path).filter((name) => name === "new.txt")).toEqual([]);
      yield Uint8Array.of(0x74, 0x77, 0x6f);
    }
    await writePieces(at("new.txt"), pieces(), never);
    expect(readFileSync(at("new.txt"), "utf8")).toBe("one two");
  });

  it("leaves an earlier file as it was, and nothing else, when a piece fails or the user interrupts", async () => {
    folder.put("old.txt", "what was there");
    const before = readdirSync(folder.path);
    async function* failing(): AsyncGenerator<string> {
      yield "new";
      throw new DataError("the corpus is damaged");
    }
    await expect(writePieces(at("old.txt"), failing(), never)).rejects.toThrow("the corpus is damaged");
    for (const last of [true, false]) {
      const controller = new AbortController();
      async function* interrupted(): AsyncGenerator<string> {
        yield "new";
        controller.abort();
        if (!last) yield "newer";
      }
      await expect(writePieces(at("old.txt"), interrupted(), controller.signal)).rejects.toThrow(Interrupted);
    }
    expect(readFileSync(at("old.txt"), "utf8")).toBe("what was there");
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it("takes the place of the file that a link names, which only its owner may read as before", async () => {
    folder.put("private.txt", "old");
    chmodSync(at("private.txt"), 0o600);
    symlinkSync("private.txt", at("link.txt"));
    await writePieces(at("link.txt"), ["new"], never);
    expect(readFileSync(at("private.txt"), "utf8")).toBe("new");
    expect(statSync(at("private.txt")).mode & 0o777).toBe(0o600);
  });

  it("is refused in the place of a folder, and in a folder that is not there", async () => {
    mkdirSync(at("folder"));
    await expect(writePieces(at("folder"), ["x"], never)).rejects.toThrow("there is a folder of this name");
    await expect(writePieces(at("no/file"), ["x"], never)).rejects.toThrow(/^cannot write the file .*ENOENT/);
  });

  it("goes into what is no file as it is", async () => {
    await writePieces("/dev/null", ["x"], never);
    expect(statSync("/dev/null").isFile()).toBe(false);
    writeFileSync("/dev/null", "");
  });
});
