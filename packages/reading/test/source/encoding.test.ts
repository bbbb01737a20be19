import { describe, expect, it } from "vitest";
import { bytesSource } from "../../src/source/source.js";
import { openBytes } from "../../src/source/unpack.js";
import { all, gzip, inPieces } from "./support.js";

const text = "id,skills\nα,größe;€ 5;𝔘\n";

function utf16(value: string, littleEndian: boolean): Buffer {
  const bytes = Buffer.from(value, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
}

function utf32(value: string, littleEndian: boolean): Buffer {
  const view = new DataView(new ArrayBuffer(4 * [...value].length));
  for (const [i, character] of [...value].entries())
    view.setUint32(4 * i, character.codePointAt(0)!, littleEndian);
  return Buffer.from(view.buffer);
}

async function read(bytes: Uint8Array, encoding?: string, piece = 3): Promise<Buffer> {
  const open = await openBytes(inPieces(bytes, piece), { encoding });
  return all(open.stream());
}

describe("text in any encoding", () => {
  it.each([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16LE with a mark", utf16(`\ufeff${text}`, true)],
    ["UTF-16BE with a mark", utf16(`\ufeff${text}`, false)],
    ["UTF-32LE with a mark", utf32(`\ufeff${text}`, true)],
    ["UTF-32BE with a mark", utf32(`\ufeff${text}`, false)],
    ["UTF-8", Buffer.from(text)],
  ])("is read as it is: %s", async (_, bytes) => {
    for (const piece of [1, 3, 1000]) expect((await read(bytes, undefined, piece)).toString()).toBe(text);
    expect((await read(gzip(bytes))).toString()).toBe(text);
  });

  it("is known by its zero bytes where UTF-16 has no mark, and that is said", async () => {
    const plain = "id,skills\n1,add;carry\n";
    for (const little of [true, false]) {
      const open = await openBytes(bytesSource(utf16(plain, little), "a.csv"));
      expect((await all(open.stream())).toString()).toBe(plain);
      expect(open.notes).toEqual([`UTF-16${little ? "LE" : "BE"}, as its zero bytes tell`]);
    }
  });

  it.each([
    ["windows-1252", [0x80, 0x20, 0xe9, 0x8d, 0x9f], "€ é\u008dŸ"],
    ["latin1", [0xa4, 0xe9], "¤é"],
    ["shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"],
    ["gbk", [0xd6, 0xd0, 0xce, 0xc4], "中文"],
    ["koi8-r", [0xf2], "Р"],
    ["utf-16le", [0x61, 0, 0x3d, 0xd8, 0, 0xde], "a😀"],
  ])("is read in the encoding that is asked for: %s", async (encoding, bytes, expected) => {
    for (const piece of [1, 100])
      expect((await read(Uint8Array.from(bytes), encoding, piece)).toString()).toBe(expected);
  });

  it.each([
    ["half of a pair in UTF-16", "utf-16le", [0x61, 0, 0x3d, 0xd8, 0x62, 0], [0x61, 0xff, 0x62]],
    ["a low half alone", "utf-16le", [0, 0xde, 0x62, 0], [0xff, 0x62]],
    ["half of a unit at the end", "utf-16le", [0x61, 0, 0x62], [0x61, 0xff]],
    ["a surrogate in UTF-32", "utf-32le", [0, 0xd8, 0, 0, 0x61, 0, 0, 0], [0xff, 0x61]],
    ["a number beyond Unicode", "utf-32be", [0, 0x11, 0, 0], [0xff]],
    ["half of a character in Shift JIS", "shift_jis", [0x61, 0x93], [0x61, 0xff]],
    ["a byte of no meaning", "euc-kr", [0x61, 0xff, 0x62], [0x61, 0xff, 0x62]],
  ])(
    "keeps the place of what means nothing, as a byte that is never in UTF-8: %s",
    async (_, encoding, bytes, expected) => {
      for (const piece of [1, 100])
        expect([...(await read(Uint8Array.from(bytes), encoding, piece))]).toEqual(expected);
    },
  );

  it("keeps a U+FFFD that somebody wrote", async () => {
    expect((await read(utf16("\ufeffa\ufffdb", true))).toString()).toBe("a\ufffdb");
  });

  it("leaves UTF-8 that is not valid as it is", async () => {
    expect([...(await read(Uint8Array.of(0x61, 0xe9, 0x62)))]).toEqual([0x61, 0xe9, 0x62]);
  });

  it("is not read in an encoding that does not exist", async () => {
    await expect(read(Buffer.from("a"), "latin-9000")).rejects.toThrow(
      /no encoding is called "latin-9000": expected utf-8/,
    );
  });
});
