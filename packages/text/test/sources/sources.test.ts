import { bytesSource } from "@onset/reading";
import { describe, expect, it } from "vitest";
import { blocksOf, book, textSource } from "../support/files.js";

const novel = `The Project Gutenberg EBook of Something, by Somebody

This eBook is for the use of anyone anywhere at no cost.

*** START OF THIS PROJECT GUTENBERG EBOOK SOMETHING ***

Produced by Volunteers

Chapter 1

It is a truth universally acknowledged, that a single man in possession
of a good fortune, must be in want of a wife.

However little known the feelings or views of such a man may be on his
first entering a neighbourhood, this truth is so well fixed in the minds
of the surrounding families, that he is considered the rightful property
of some one or other of their daughters.

- 2 -

"My dear Mr. Bennet," said his lady to him one day, "have you heard that
Netherfield Park is let at last?"

*** END OF THIS PROJECT GUTENBERG EBOOK SOMETHING ***

Updated editions will replace the previous one.
`;

describe("plain text", () => {
  it("loses the header and licence of Project Gutenberg and the numbers of pages, and wrapped lines are joined", async () => {
    const { blocks, cut, kind } = await blocksOf(textSource("novel.txt", novel));
    expect(kind).toBe("prose");
    expect(blocks.map(({ text, place }) => [place, text.slice(0, 40)])).toEqual([
      [9, "Chapter 1"],
      [11, "It is a truth universally acknowledged, "],
      [14, "However little known the feelings or vie"],
      [21, '"My dear Mr. Bennet," said his lady to h'],
    ]);
    expect(blocks[1].text).toMatch(/possession of a good fortune/);
    expect(blocks[1].lineStarts).toEqual([72]);
    expect(cut).toEqual({ "line of Project Gutenberg's header and licence": 9, "page number": 1 });
  });

  it("keeps lines apart that were not wrapped", async () => {
    const { blocks, kind } = await blocksOf(
      textSource("list.txt", "red apple\r\ngreen pear\r\n\r\nblue plum"),
    );
    expect(kind).toBe("lines");
    expect(blocks).toEqual([
      { text: "red apple", place: 1 },
      { text: "green pear", place: 2 },
      { text: "blue plum", place: 4 },
    ]);
  });

  it("is refused when it is not valid, with what to do", async () => {
    const source = bytesSource(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a, 0x61), "latin.txt");
    await expect(blocksOf(source)).rejects.toThrow(
      "latin.txt is not valid UTF-8: say what it is with --encoding, such as windows-1252",
    );
  });
});

describe("Markdown", () => {
  it("loses front matter, code, addresses and marks", async () => {
    const markdown = `---
tags: [loops, lists]
---
# Title

Some *text* with \`code\`
and [a link](https://example.org/x "t"), [[Page|a page]] and ![a picture](p.png).

- item **one**
- item two
  goes on

> A quote.[^1]

| a | b |
|---|---|
| c | d |

\`\`\`js
for (const x of y) {}
\`\`\`

    indented code

<!-- a comment -->
$$ x^2 $$
Last_word stays, and snake_case too.
`;
    const { blocks, cut } = await blocksOf(textSource("a.md", markdown));
    expect(blocks.map(({ text }) => text)).toEqual([
      "Title",
      "Some text with and a link, a page and .",
      "item one",
      "item two goes on",
      "A quote.",
      "a, b",
      "c, d",
      "Last_word stays, and snake_case too.",
    ]);
    expect(blocks.map(({ place }) => place).slice(0, 4)).toEqual([4, 6, 9, 10]);
    expect(cut).toEqual({
      "block of front matter": 1,
      "piece of code": 1,
      picture: 1,
      address: 1,
      "block of code": 1,
      "line of code": 1,
      comment: 1,
      formula: 1,
    });
  });
});

describe("web pages", () => {
  it("give their paragraphs without menus, scripts, code and the readings of characters", async () => {
    const html = `<!DOCTYPE html><html><head><title>T</title><script>var x = 1 < 2;</script></head><body>
<header><h2>Site</h2></header><nav><ul><li>Home</li></ul></nav>
<main><header><h1>The   Title</h1></header><p>One &amp; two<br>three.</p><pre>code()</pre><p><ruby>猫<rt>ねこ</rt></ruby>です。</p></main>
<footer>Copyright</footer></body></html>`;
    const { blocks, cut, format } = await blocksOf(textSource("page.html", html));
    expect(format).toBe("web page");
    expect(blocks.map(({ text }) => text)).toEqual(["The Title", "One & two", "three.", "猫です。"]);
    expect(cut).toEqual({
      "head of a page": 1,
      menu: 1,
      "block of code": 1,
      "reading of a character": 1,
      "foot of a page": 1,
    });
  });
});

describe("subtitles", () => {
  const srt = `1
00:00:01,000 --> 00:00:03,500
<i>I don't know,</i>
but we'll see.

2
00:00:04,000 --> 00:00:06,000
- Why not?
- Because.

3
00:00:07,000 --> 00:00:08,000
{\\an8}I went to

4
00:00:08,500 --> 00:00:09,000
London. [door slams]

5
00:01:00,000 --> 00:01:01,000
JOHN: ♪ La la

6
00:01:10,000 --> 00:01:11,000
(sighs)
`;
  it("of SubRip lose numbers, times, marks, speakers and sounds", async () => {
    const { blocks, cut, kind } = await blocksOf(textSource("a.srt", srt));
    expect(kind).toBe("cues");
    expect(blocks).toEqual([
      { text: "I don't know, but we'll see.", place: 1 },
      { text: "Why not? Because.", place: 2 },
      { text: "I went to", place: 3, isOpen: true },
      { text: "London.", place: 4 },
      { text: "La la", place: 5 },
    ]);
    expect(cut).toEqual({
      "cue time": 6,
      "cue number": 6,
      "tag of markup": 3,
      "note in brackets": 2,
      "sign of music": 1,
      speaker: 1,
    });
  });

  it("of WebVTT lose notes and styles, and are known by their beginning", async () => {
    const vtt =
      "WEBVTT\n\nNOTE by me\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:04.000\nNever drink <b>liquid</b> nitrogen.\n";
    const { blocks, cut, format } = await blocksOf(textSource("a.txt", vtt));
    expect(format).toBe("subtitles (WebVTT)");
    expect(blocks).toEqual([{ text: "Never drink liquid nitrogen.", place: 1 }]);
    expect(cut).toEqual({ "heading of the file": 3, "cue time": 1, "tag of markup": 2 });
  });

  it("of Advanced SubStation take the last field of each line of dialogue", async () => {
    const ass = `[Script Info]
Title: x
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,A comment
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\b1}Well,{\\b0} hello\\Nthere.
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 10
`;
    const { blocks, cut } = await blocksOf(textSource("a.ass", ass));
    expect(blocks).toEqual([{ text: "Well, hello there.", place: 1 }]);
    expect(cut).toEqual({ comment: 1, "cue time": 2, drawing: 1, "tag of markup": 2 });
  });
});

describe("EPUB", () => {
  it("gives its chapters in the order of the spine", async () => {
    const { blocks, cut, format } = await blocksOf(bytesSource(book(), "book.epub"));
    expect(format).toBe("EPUB");
    expect(blocks).toEqual([
      { text: "One", place: 1, part: "chapter one.xhtml" },
      { text: "The cat sat", place: 2, part: "chapter one.xhtml" },
      { text: "on the mat.", place: 3, part: "chapter one.xhtml" },
      { text: "It was a sunny day & warm.", place: 4, part: "chapter one.xhtml" },
      { text: "Two", place: 1, part: "two.xhtml" },
      { text: "The dog slept.", place: 2, part: "two.xhtml" },
    ]);
    expect(cut).toEqual({ "mark of a note or page": 1 });
  });

  it("is refused when it is encrypted, damaged or cut short", async () => {
    const locked = book({
      "META-INF/encryption.xml": '<CipherReference URI="OEBPS/text/two.xhtml"/>',
    });
    await expect(blocksOf(bytesSource(locked, "b.epub"))).rejects.toThrow(
      "b.epub is a protected book (DRM): its text is encrypted",
    );
    const whole = book();
    await expect(blocksOf(bytesSource(whole.slice(0, whole.length - 30), "b.epub"))).rejects.toThrow(
      "b.epub is a damaged zip archive: its directory is missing",
    );
    const broken = book();
    const at = new TextDecoder("latin1").decode(broken).indexOf("OEBPS/text/two.xhtml") + 25;
    broken.fill(0xff, at, at + 40);
    await expect(blocksOf(bytesSource(broken, "b.epub"))).rejects.toThrow(
      'b.epub is a damaged zip archive: "OEBPS/text/two.xhtml" cannot be unpacked',
    );
  });

  it("is bounded before memory is taken: an entry that claims four gigabytes is refused", async () => {
    const bytes = book();
    const text = new TextDecoder("latin1").decode(bytes);
    const name = text.lastIndexOf("OEBPS/text/two.xhtml");
    new DataView(bytes.buffer).setUint32(name - 46 + 24, 0xffff_fff0, true);
    await expect(blocksOf(bytesSource(bytes, "b.epub"))).rejects.toThrow(
      'b.epub: "OEBPS/text/two.xhtml" in it is longer than 64 MB',
    );
  });
});

describe("tables and cards", () => {
  it("give the column of text, and cards of Anki their front without marks of HTML", async () => {
    const cards =
      "#separator:tab\n#html:true\n#tags column:3\nEl <b>gato</b>&nbsp;come.[sound:a.mp3]\tThe cat\tverb\nYo {{c1::como::eat}}.\tI eat\tverb\n";
    const { blocks, cut, kind } = await blocksOf(textSource("notes.txt", cards));
    expect(kind).toBe("rows");
    expect(blocks).toEqual([
      { text: "El gato come.", place: 1 + 3 },
      { text: "Yo como.", place: 2 + 3 },
    ]);
    expect(cut).toEqual({ "sound of a card": 1, "cell of HTML": 1 });
    const csv = await blocksOf(textSource("a.csv", "id,text\n1,One thing.\n2,\n"));
    expect(csv.blocks).toEqual([{ text: "One thing.", place: 2 }]);
    expect(csv.cut).toEqual({ "row without text": 1 });
  });
});

describe("what is no text", () => {
  it.each([
    ["a.zip", "PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a.zip is a zip archive"],
    ["a.pdf", "%PDF-1.7\n", "a.pdf is a PDF"],
    ["a.png", "\x89PNG\r\n\x1a\n", "a.png is a PNG picture"],
    ["a.jpg", "\xff\xd8\xff\xe0", "a.jpg is a JPEG picture"],
    ["a.webp", "RIFF\x10\x00\x00\x00WEBPVP8 ", "a.webp is a WebP picture"],
    ["a.mkv", "\x1aE\xdf\xa3xxxx", "a.mkv is a video"],
    ["a.bin", "ab\x00cd", "a.bin is no text"],
  ])("%s is refused by name", async (name, bytes, message) => {
    const source = bytesSource(
      Uint8Array.from(bytes, (character) => character.charCodeAt(0)),
      name,
    );
    await expect(blocksOf(source)).rejects.toThrow(message);
  });
});
