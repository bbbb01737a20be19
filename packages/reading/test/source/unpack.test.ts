import { describe, expect, it } from "vitest";
import { bytesSource } from "../../src/source/source.js";
import { type BytesOptions, openBytes } from "../../src/source/unpack.js";
import { all, gzip, inPieces, zstdFrame, zstdRepeating } from "./support.js";

const lines = Array.from(
  { length: 60 },
  (_, i) => `{"id":"t${i}","skills":["add","carry","s${(i * 7) % 13}"]}\n`,
).join("");
const text = new TextEncoder().encode(lines);

/** The lines above, by `zstd -19 --check` and by `zstd -3 --no-check` of version 1.5. */
const byZstd = {
  "with a checksum":
    "KLUv/QRo/QUAwkocFaCrAwyx/J0mBDXQ7u0vU0q1d49WK+3YrRPu7ufr8dS1s68Lv/9+z6s3My8LPt92TSu3sq4Kvb5uy6q6sTF2kQnkcZ3KFMqSvIZkO+Oy0K5nZheBqEiqSUF6GMY4UpAQxEjEkJplSZQmBUk5aUhIkqBPqBFg+f1/A9CVlgMSuEFAzxD89wluCPwDKMna9T1ry/aur1lbvnKNNBrpM64Ro7xFl2Kl9PZAharUpQ7LqHDW66UXk7H0gRpgVwGPK2ZK",
  "without a checksum":
    "KLUv/QBYtQYAookaGJCn6XgJ4hdZQPD3fy2y994ppbQh6x4U4Ono5+a/3/N7eTLysfFt1/RcnIp6avq6LbuWJiIeGp7my5FcGtp2Vma2Lxnt1KTTqOMZ4SCgSlJDFRQKhUANZRhFARCVIMgxkNRQhaCIMo4yCFSocXy+/2+AM0o3ErhBQMtiBP9AVpgR/AGRETExNHg0JkImhIaCTsbAlJCxGqgHJlPJvgwNcZY+Z0Syq8kQzO5HkIJItu/Yu2Fhf4XRlZetVhfwVauqumZFw54qU6nT5/QMi4PkUAPEKg==",
};

const checked = Uint8Array.from(Buffer.from(byZstd["with a checksum"], "base64"));

async function unpacked(bytes: Uint8Array, piece: number): Promise<string> {
  const { stream } = await openBytes(inPieces(bytes, piece));
  return (await all(stream())).toString();
}

describe("packed bytes", () => {
  it.each([1, 7, 4096])("come out of gzip whole, in pieces of %i bytes", async (piece) => {
    expect(await unpacked(gzip(text), piece)).toBe(lines);
  });

  it.each([1, 7, 4096])("come out of gzip of several members, in pieces of %i bytes", async (piece) => {
    const members = Buffer.concat([gzip(text), gzip("a\n"), gzip(""), gzip(text)]);
    expect(await unpacked(members, piece)).toBe(`${lines}a\n${lines}`);
  });

  it("come out of gzip that is filled up with zeros", async () => {
    expect(await unpacked(Buffer.concat([gzip(text), Buffer.alloc(600)]), 100)).toBe(lines);
  });

  it.each([
    ["followed by something else", Buffer.concat([gzip(text), Buffer.from("PK")]), /not gzip data/],
    ["zeros and then something else", Buffer.concat([gzip(text), Buffer.from([0, 0, 1])]), /not gzip data/],
    ["cut short", gzip(text).subarray(0, -9), /end too early \(unexpected end\)/],
    ["cut in their last four bytes", gzip(text).subarray(0, -2), /end too early \(unexpected end\)/],
    ["changed in one bit", flipped(gzip(text), 60), /damaged/],
    ["changed in their sum", flipped(gzip(text), gzip(text).length - 6), /damaged/],
    ["a second member cut short", Buffer.concat([gzip(text), gzip(text).subarray(0, 30)]), /end too early/],
  ])("are refused where gzip data are %s", async (_, bytes, message) => {
    for (const piece of [11, 4096]) await expect(unpacked(bytes, piece)).rejects.toThrow(message);
  });

  it.each(Object.entries(byZstd))("come out of Zstandard %s", async (_, base64) => {
    const bytes = Buffer.from(base64, "base64");
    for (const piece of [1, 7, 4096]) expect(await unpacked(bytes, piece)).toBe(lines);
  });

  it("come out of Zstandard of several frames, skippable ones between them", async () => {
    const skippable = Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3);
    const real = Buffer.from(byZstd["with a checksum"], "base64");
    const bytes = Buffer.concat([
      skippable,
      zstdFrame(text),
      skippable,
      real,
      zstdRepeating(0x0a, 2, 5),
      skippable,
    ]);
    for (const piece of [1, 13, 4096])
      expect(await unpacked(bytes, piece)).toBe(`${lines}${lines}${"\n".repeat(10)}`);
  });

  it.each([
    ["cut short", zstdFrame(text).subarray(0, -3), /end too early/],
    ["cut in a checksum", Buffer.from(byZstd["with a checksum"], "base64").subarray(0, -2), /end too early/],
    ["changed in their checksum", flipped(checked, checked.length - 2), /damaged.*checksum does not fit/],
    ["changed in a letter", flipped(checked, 30), /damaged/],
    ["followed by something else", Buffer.concat([zstdFrame(text), Buffer.from("hello")]), /not Zstandard/],
    ["in need of 2 GB of memory", zstdFrame(text, { exponent: 21 }), /need 2048 MB of memory to unpack/],
  ])("are refused where Zstandard data are %s", async (_, bytes, message) => {
    for (const piece of [5, 4096]) await expect(unpacked(bytes, piece)).rejects.toThrow(message);
  });

  it("do not become more than what is allowed", async () => {
    const bomb = zstdRepeating(0x2c, 500);
    const open = await openBytes(bytesSource(bomb, "commas.csv.zst"), { maxUnpackedBytes: 20e6 });
    await expect(all(open.stream())).rejects.toThrow(/unpacks to more than 20 MB from 0.0 MB/);
  });

  it("become 200 times as many and a GB by default, which bounds what a small file can bring about", async () => {
    const bomb = bytesSource(zstdRepeating(0x2c, 10_100), "commas.csv.zst");
    const count = async (options: BytesOptions) => {
      let bytes = 0;
      for await (const chunk of (await openBytes(bomb, options)).stream()) bytes += chunk.length;
      return bytes;
    };
    await expect(count({})).rejects.toThrow(
      /^it unpacks to more than 1000 MB from 0.0 MB: look at what is in it; --max-unpacked <MB> reads more$/,
    );
    expect(await count({ maxUnpackedBytes: 2e9 })).toBeGreaterThan(1e9);
  });

  it("are not unpacked twice in silence", async () => {
    await expect(openBytes(bytesSource(gzip(gzip(text)), "a"))).rejects.toThrow(/packed twice/);
  });

  it("may be none, which is said", async () => {
    await expect(openBytes(bytesSource(new Uint8Array(0), "a"))).rejects.toThrow(/^it is empty: expected/);
    await expect(openBytes(bytesSource(gzip(""), "a"))).rejects.toThrow(/^it is empty once unpacked/);
  });
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] ^= 4;
  return changed;
}

describe("files that hold no corpus", () => {
  it.each([
    ["PK\x03\x04rest of it", /zip archive/],
    ["%PDF-1.7", /a PDF/],
    ["SQLite format 3\0", /SQLite database: export a table/],
    ["\x1f\x8b-is-looked-into", null],
    [`${"\0".repeat(8)}DUCK`, /DuckDB database/],
    ["\x7fELF", /a program/],
    ["version https://git-lfs.github.com/spec/v1", /Git LFS/],
    ["\n <!DOCTYPE html><html>", /web page/],
    ["PKs are no zip", null],
  ])("are refused by name: %j", async (start, message) => {
    const source = bytesSource(Buffer.from(start, "latin1"), "a");
    const opened = openBytes(source).then(
      () => "opened",
      (error: Error) => error.message,
    );
    if (message === null) expect(await opened).not.toMatch(/^it is a/);
    else expect(await opened).toMatch(message);
  });

  it("are refused inside gzip too", async () => {
    await expect(openBytes(bytesSource(gzip("%PDF-1.4"), "a.gz"))).rejects.toThrow(/^it is a PDF/);
  });
});
