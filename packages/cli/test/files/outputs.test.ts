/** Files that are there whole or not at all, on disks that fill up too, and never in the place of what is read. */
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DataError, Interrupted, UsageError } from "../../src/errors.js";
import type { Content } from "../../src/files/content.js";
import { Outputs } from "../../src/files/outputs.js";
import { useFolder } from "../reading/support.js";

const folder = useFolder();
const never = new AbortController().signal;
const at = (name: string): string => join(folder.path, name);
const read = (name: string): string => readFileSync(at(name), "utf8");

async function write(path: string, content: Content, signal = never): Promise<void> {
  await (await Outputs.open({ reads: [] }, signal)).writeFile(path, content);
}

async function writeFolder(path: string, files: Record<string, Content>, signal = never): Promise<void> {
  await (await Outputs.open({ reads: [] }, signal)).writeFolder(path, files);
}

/** Lets all files together take `room` bytes: of a write that does not fit, what fits; after that, nothing. */
async function fillDisk(room: number, code = "ENOSPC"): Promise<void> {
  const any = await open(at("any"), "w");
  const prototype = Object.getPrototypeOf(any) as FileHandle;
  await any.close();
  const whole = prototype.write as (
    this: FileHandle,
    ...args: unknown[]
  ) => Promise<{ bytesWritten: number }>;
  let left = room;
  vi.spyOn(prototype, "write").mockImplementation(async function (
    this: FileHandle,
    ...[bytes, offset = 0, length]: unknown[]
  ) {
    const asked = (length as number | undefined) ?? (bytes as Uint8Array).length - (offset as number);
    if (asked > 0 && left === 0) throw Object.assign(new Error("no space left on device"), { code });
    const taken = Math.min(asked, left);
    left -= taken;
    return whole.call(this, bytes, offset, taken) as never;
  } as never);
}

afterEach(() => void vi.restoreAllMocks());

describe("a file", () => {
  it("is not there before its last piece is", async () => {
    async function* pieces(): AsyncGenerator<Uint8Array | string> {
      yield "one ";
      expect(readdirSync(folder.path).filter((name) => name === "new.txt")).toEqual([]);
      yield Uint8Array.of(0x74, 0x77, 0x6f);
      yield " three";
    }
    await write(at("new.txt"), pieces());
    expect(read("new.txt")).toBe("one two three");
  });

  it("has every byte, however few the disk takes at a time", async () => {
    const any = await open(at("any"), "w");
    const prototype = Object.getPrototypeOf(any) as FileHandle;
    await any.close();
    const whole = prototype.write;
    vi.spyOn(prototype, "write").mockImplementation(function (this: FileHandle, bytes: never, offset: never) {
      const left = (bytes as Uint8Array).length - (offset ?? 0);
      return (whole as never as (...args: unknown[]) => never).call(this, bytes, offset, Math.min(left, 7));
    } as never);
    const text = "all of these words, one after the other, to the last one";
    await write(at("slow.txt"), [text.slice(0, 20), Buffer.from(text.slice(20))]);
    expect(read("slow.txt")).toBe(text);
  });

  it("leaves an earlier one as it was, and nothing else, when a piece fails or the user interrupts", async () => {
    folder.put("old.txt", "what was there");
    const before = readdirSync(folder.path);
    async function* failing(): AsyncGenerator<string> {
      yield "new";
      throw new DataError("the corpus is damaged");
    }
    await expect(write(at("old.txt"), failing())).rejects.toThrow("the corpus is damaged");
    for (const last of [true, false]) {
      const controller = new AbortController();
      async function* interrupted(): AsyncGenerator<string> {
        yield "new";
        controller.abort();
        if (!last) yield "newer";
      }
      await expect(write(at("old.txt"), interrupted(), controller.signal)).rejects.toThrow(Interrupted);
    }
    expect(read("old.txt")).toBe("what was there");
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it("takes the place of the one that a link names, for the same people", async () => {
    folder.put("private.txt", "old");
    chmodSync(at("private.txt"), 0o622);
    symlinkSync("private.txt", at("link.txt"));
    await write(at("link.txt"), ["new"]);
    expect(read("private.txt")).toBe("new");
    expect(statSync(at("private.txt")).mode & 0o777).toBe(0o622);
  });

  it("comes to where links lead, also when nothing is there yet, and never in the place of a link", async () => {
    mkdirSync(at("real/deep"), { recursive: true });
    symlinkSync("real/deep", at("short"));
    symlinkSync("../target.txt", at("real/deep/link"));
    await write(at("short/link"), ["new"]);
    expect(read("real/target.txt")).toBe("new");
    symlinkSync("b", at("a"));
    symlinkSync("a", at("b"));
    await expect(write(at("a"), ["x"])).rejects.toThrow(/its links lead in a circle, ELOOP/);
  });

  it("is refused in the place of a folder, and in a folder that is not there", async () => {
    mkdirSync(at("folder"));
    await expect(write(at("folder"), ["x"])).rejects.toThrow(
      /^cannot write .*there is a folder of this name/,
    );
    await expect(write(`${at("file")}/`, ["x"])).rejects.toThrow(/there is a folder of this name/);
    await expect(write(at("no/file"), ["x"])).rejects.toThrow(
      /^cannot write .*no such file or folder, ENOENT/,
    );
  });

  it("and a folder are refused without a name", async () => {
    await expect(write("", ["x"])).rejects.toThrow(/^cannot write "" \(no such file or folder, ENOENT\)$/);
    await expect(writeFolder("", { x: ["x"] })).rejects.toThrow(/^cannot write "" /);
  });

  it("goes into what is no file as it is", async () => {
    await write("/dev/null", ["x"]);
    expect(statSync("/dev/null").isFile()).toBe(false);
    writeFileSync("/dev/null", "");
  });

  it.runIf(process.getuid?.() !== 0)("does not take the place of one that must not be written", async () => {
    folder.put("kept.txt", "kept");
    chmodSync(at("kept.txt"), 0o444);
    await expect(write(at("kept.txt"), ["x"])).rejects.toThrow(/permission denied/);
  });
});

describe("files that are written together", () => {
  const files = { "a.csv": ["1\n", "2\n"], "b.csv": ["3\n"] };

  it("are there with all of their content, in a folder that is made for them like any other", async () => {
    await writeFolder(at("made/for/them"), files);
    expect(readdirSync(at("made/for/them")).sort()).toEqual(["a.csv", "b.csv"]);
    expect(read("made/for/them/a.csv")).toBe("1\n2\n");
    mkdirSync(at("like"));
    expect(statSync(at("made/for/them")).mode).toBe(statSync(at("like")).mode);
    expect(readdirSync(at("made/for"))).toEqual(["them"]);
  });

  it("appear in a new folder in one moment", async () => {
    async function* last(): AsyncGenerator<string> {
      yield "x";
      expect(readdirSync(at("new-made"))).not.toContain("together");
    }
    await writeFolder(at("new-made/together"), { ...files, "c.csv": last() });
    expect(readdirSync(at("new-made"))).toEqual(["together"]);
  });

  it("are not there when the user interrupts, and neither is a folder that was made for them", async () => {
    const controller = new AbortController();
    const interrupting = function* (): Generator<string> {
      yield "1\n";
      controller.abort();
      // More than is written at once.
      yield "2".repeat(1 << 20);
    };
    const attempt = (out: string) =>
      writeFolder(out, { ...files, "c.csv": interrupting() }, controller.signal);
    await expect(attempt(at("never/folder"))).rejects.toThrow(Interrupted);
    expect(readdirSync(folder.path)).not.toContain("never");
    await writeFolder(at("old"), { "a.csv": ["old"] });
    await expect(attempt(at("old"))).rejects.toThrow(Interrupted);
    expect(readdirSync(at("old"))).toEqual(["a.csv"]);
    expect(read("old/a.csv")).toBe("old");
  });

  it("stay all as they were when one of them cannot come into its place", async () => {
    mkdirSync(at("blocked/b.csv"), { recursive: true });
    writeFileSync(at("blocked/a.csv"), "old");
    await expect(writeFolder(at("blocked"), files)).rejects.toThrow(/b\.csv.*there is a folder of this name/);
    expect(read("blocked/a.csv")).toBe("old");
    expect(readdirSync(at("blocked")).sort()).toEqual(["a.csv", "b.csv"]);
  });

  it.runIf(process.platform === "linux")("end at once where no folder can be made", async () => {
    await expect(writeFolder("/proc/x/y", files)).rejects.toThrow(/^cannot write "\/proc\/x\/y"/);
  });
});

describe("a disk that fills up", () => {
  const text = "0123456789".repeat(100);
  const total = 2 * text.length;

  it.each(Array.from({ length: 20 }, (_, i) => Math.floor((i * total) / 20)))(
    "after %i bytes of 2,000 leaves everything as it was, and says so",
    async (room) => {
      mkdirSync(at(`full-${room}`));
      writeFileSync(at(`full-${room}/a`), "old a");
      writeFileSync(at(`full-${room}/b`), "old b");
      await fillDisk(room);
      const pieces = [text.slice(0, 300), Buffer.from(text.slice(300))];
      const before = readdirSync(folder.path);
      for (const out of [`full-${room}`, `new-${room}`]) {
        const attempt = writeFolder(at(out), { a: pieces, b: [text] });
        await expect(attempt).rejects.toThrow(/^cannot write ".*[ab]" \(the disk is full, ENOSPC\)$/);
        await expect(attempt).rejects.toBeInstanceOf(DataError);
      }
      expect(readdirSync(folder.path)).toEqual(before);
      expect(readdirSync(at(`full-${room}`)).sort()).toEqual(["a", "b"]);
      expect([read(`full-${room}/a`), read(`full-${room}/b`)]).toEqual(["old a", "old b"]);
    },
  );

  it("after the last byte has all of them", async () => {
    await fillDisk(total);
    await writeFolder(at("fits"), { a: [text], b: [text] });
    expect([read("fits/a"), read("fits/b")]).toEqual([text, text]);
  });

  it("without a word, by taking nothing, is told as well", async () => {
    const any = await open(at("any"), "w");
    const prototype = Object.getPrototypeOf(any) as FileHandle;
    await any.close();
    vi.spyOn(prototype, "write").mockResolvedValue({ bytesWritten: 0, buffer: Buffer.alloc(0) } as never);
    await expect(write(at("nothing"), ["x"])).rejects.toThrow(/the disk is full/);
  });
});

describe("what a run reads", () => {
  const refusal = /is the file that is read as ".*input": write to another one$/;

  it("is never written over, whatever the spelling of its path", async () => {
    folder.put("input", "mine");
    symlinkSync("input", at("by-link"));
    linkSync(at("input"), at("by-hard-link"));
    mkdirSync(at("in"));
    symlinkSync("in/..", at("here"));
    const spellings = ["input", "./input", "here/input", "by-link", "by-hard-link", "here/in/../input"];
    for (const output of spellings.map((name) => `${folder.path}/${name}`)) {
      const opening = Outputs.open({ reads: [at("input")], writes: [output] }, never);
      await expect(opening).rejects.toThrow(refusal);
      await expect(opening).rejects.toBeInstanceOf(UsageError);
      const outputs = await Outputs.open({ reads: [at("input")] }, never);
      await expect(outputs.writeFile(output, ["x"])).rejects.toThrow(refusal);
    }
    const outputs = await Outputs.open({ reads: [undefined, "-"] }, never);
    await outputs.protect(at("input"));
    await expect(outputs.writeFolder(folder.path, { other: ["x"], input: ["x"] })).rejects.toThrow(refusal);
    expect(read("input")).toBe("mine");
    expect(readdirSync(folder.path)).not.toContain("other");
  });

  it("may stand beside what is written, and a file that is only written may be there", async () => {
    folder.put("beside", "mine");
    folder.put("output", "old");
    const outputs = await Outputs.open({ reads: [at("beside")], writes: [at("output")] }, never);
    await outputs.writeFile(at("output"), ["new"]);
    expect([read("beside"), read("output")]).toEqual(["mine", "new"]);
  });

  it("and what it writes are told apart from a second output in the same place", async () => {
    symlinkSync("same", at("same-too"));
    const names = [at("same"), `${folder.path}/./same-too`];
    await expect(Outputs.open({ reads: [], writes: names }, never)).rejects.toThrow(/cannot be two files/);
  });
});
