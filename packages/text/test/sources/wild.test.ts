/** Files as people have them: each test is a fault that was met in one. */
import { bytesSource } from "@onset/reading";
import { describe, expect, it } from "vitest";
import { blocksOf, book, textSource } from "../support/files.js";

const textsIn = async (name: string, content: string): Promise<string[]> =>
  (await blocksOf(textSource(name, content))).blocks.map(({ text }) => text);

describe("subtitles as they are found", () => {
  const cue = (from: string, to: string, text: string): string =>
    `00:00:0${from}00 --> 00:00:0${to}00\n${text}\n\n`;

  it("show a line again while the next one rolls up: it counts once", async () => {
    const captions = `WEBVTT\nKind: captions\nLanguage: en\n\n${cue("0.0", "2.0", " \nso<00:00:00.500><c> today</c> we.")}${cue("2.0", "2.1", "so today we.\n ")}${cue("2.1", "4.0", "so today we.\nare<c> going</c>")}${cue("4.0", "4.1", "are going\n ")}`;
    const { blocks, cut } = await blocksOf(textSource("a.vtt", captions));
    expect(blocks.map(({ text }) => text)).toEqual(["so today we.", "are going"]);
    expect(cut["repeated line"]).toBe(3);
    // Who says a word again later is heard again.
    expect(
      await textsIn("b.vtt", `WEBVTT\n\n${cue("0.0", "1.0", "No!")}${cue("2.0", "3.0", "No!")}`),
    ).toEqual(["No!", "No!"]);
  });

  it("have empty lines within cues, and lose no word there", async () => {
    const film = `1\n${cue("1.0", "2.0", "I saw")}the sea.\n\n2\n${cue("3.0", "4.0", "Yes.")}3\n\n`;
    const { blocks, cut } = await blocksOf(textSource("a.srt", film));
    expect(blocks.map(({ text, isOpen }) => [text, isOpen])).toEqual([
      ["I saw", true],
      ["the sea.", undefined],
      ["Yes.", undefined],
    ]);
    expect(cut["heading of the file"]).toBe(1);
  });

  it("have entities of HTML, which are characters", async () => {
    expect(await textsIn("a.vtt", `WEBVTT\n\n${cue("1.0", "2.0", "Tom&nbsp;&amp; Ann &lt;3&lrm;")}`)).toEqual(
      ["Tom & Ann <3"],
    );
  });

  it("advertise who made them, which nobody says", async () => {
    const film = `${cue("1.0", "2.0", "Hello.")}${cue("3.0", "4.0", "Subtitles by Ann\nwww.OpenSubtitles.org")}`;
    const { blocks, cut } = await blocksOf(textSource("a.srt", film));
    expect(blocks.map(({ text }) => text)).toEqual(["Hello."]);
    expect(cut["credit of the subtitles"]).toBe(1);
  });

  it("have songs and signs between what is said, which do not go on with it", async () => {
    const song = `${cue("1.0", "2.0", "♪ La la <i>♪</i>")}${cue("2.0", "3.0", "Stop it.")}${cue("3.0", "4.0", "Now.")}`;
    const { blocks } = await blocksOf(textSource("a.srt", song));
    expect(blocks).toEqual([
      { text: "La la", place: 1 },
      { text: "Stop it.", place: 2 },
      { text: "Now.", place: 3 },
    ]);
    const line = (from: number, style: string, text: string) =>
      `Dialogue: 0,0:00:0${from}.00,0:00:0${from + 1}.00,${style},,0,0,0,,${text}\n`;
    const ass = `[Script Info]\n[Events]\n${line(1, "Sign", "{\\pos(1,2)}EXIT")}${line(2, "Default", "I see")}${line(3, "Default", "you.")}${line(4, "Default", "Yes.")}${line(1, "Default", "Ha.")}`;
    const { blocks: dialogue } = await blocksOf(textSource("a.ass", ass));
    expect(dialogue.map(({ text, isOpen }) => [text, isOpen])).toEqual([
      ["EXIT", undefined],
      ["I see", true],
      ["you.", undefined],
      ["Yes.", undefined],
      ["Ha.", undefined],
    ]);
  });
});

describe("Markdown as it is found", () => {
  it("has front matter of TOML, quotations behind lists, notes at its foot and names of headings", async () => {
    const notes =
      "+++\ntitle = 'x'\n+++\n# Title {#first .big}\n\n1. An item\n> A quotation\n> goes on.\n\nSee below.[^1]\n\n[^1]: The note says more.\n\n[ref]: https://example.org\n";
    const { blocks, cut } = await blocksOf(textSource("a.md", notes));
    expect(blocks.map(({ text }) => text)).toEqual([
      "Title",
      "An item",
      "A quotation goes on.",
      "See below.",
      "The note says more.",
    ]);
    expect(cut).toEqual({ "block of front matter": 1 });
  });
});

describe("web pages and books as they are found", () => {
  it("have raised marks of notes, which are no numbers of the text; other raised letters stay", async () => {
    const body = `<p>It sleeps.<sup><a href="#n">12</a></sup> The 2<sup>nd</sup> cat[x].<sup>[a]</sup></p>`;
    const page = await blocksOf(textSource("a.html", `<html><body>${body}</body></html>`));
    expect(page.blocks.map(({ text }) => text)).toEqual(["It sleeps. The 2nd cat[x]."]);
    expect(page.cut).toEqual({ "mark of a note or page": 2 });
    const chapter = `<html><body><section><h2>Part</h2><section><h3>Nested</h3>${body}</section></section><aside epub:type="footnote">A note.</aside></body></html>`;
    const { blocks, cut } = await blocksOf(bytesSource(book({ "OEBPS/text/two.xhtml": chapter }), "b.epub"));
    expect(blocks.filter(({ part }) => part === "two.xhtml").map(({ text }) => text)).toEqual([
      "Part",
      "Nested",
      "It sleeps. The 2nd cat[x].",
    ]);
    expect(cut.aside).toBe(1);
  });

  it("name their encoding in their head", async () => {
    const page =
      '<html><head><META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><p>piña</p></html>';
    const { blocks } = await blocksOf(bytesSource(Buffer.from(page, "latin1"), "a.html"));
    expect(blocks.map(({ text }) => text)).toEqual(["piña"]);
    // The mark of the bytes is stronger than a head that nobody changed.
    const marked = Buffer.from(`\ufeff${page}`, "utf8");
    expect((await blocksOf(bytesSource(marked, "a.html"))).blocks[0].text).toBe("piña");
  });
});

describe("plain text as it is found", () => {
  const chapter =
    "It was a dark night and the wind blew over the\nhills as if it would never end. Nobody was to be\nseen on the road that led to the old house, where\na light still burned in the window all night long.";

  it.each([
    [
      "Etexts of the 1990s",
      "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
      "End of The Project Gutenberg Etext of X",
    ],
    [
      "a long title",
      "*** START OF THE PROJECT GUTENBERG EBOOK A\nLONG TITLE ***",
      "*** END OF THE PROJECT GUTENBERG EBOOK A\nLONG TITLE ***",
    ],
    [
      "no space",
      "***START OF THE PROJECT GUTENBERG EBOOK X***",
      "***END OF THE PROJECT GUTENBERG EBOOK X***",
    ],
  ])("has the licence of Project Gutenberg in many forms: %s", async (_, start, end) => {
    const text = `Project Gutenberg's X\n\n${start}\n\nProduced by Ann\n\n${chapter}\n\n${end}\n\nThe licence.\n`;
    expect(await textsIn("a.txt", text)).toEqual([chapter.replaceAll("\n", " ")]);
  });

  const broken =
    "It was a beau-\ntiful morning and the chil-\ndren were playing in the gar-\nden of the old farmer, who\nlived there with his wife.\n";

  it("was taken from typeset pages, where lines end within words", async () => {
    const { blocks, cut } = await blocksOf(textSource("a.txt", broken));
    expect(blocks).toEqual([
      {
        text: "It was a beautiful morning and the children were playing in the garden of the old farmer, who lived there with his wife.",
        place: 1,
        lineStarts: [13, 39, 67, 94],
      },
    ]);
    expect(cut).toEqual({ "hyphen of broken words": 3 });
  });

  it("keeps hyphens where lines do not end within words", async () => {
    const text = `${chapter}\n${chapter}\nThe well-\nknown man went home.\n`;
    const { blocks, cut } = await blocksOf(textSource("a.txt", text));
    expect(blocks[0].text).toMatch(/The well- known man/);
    expect(cut).toEqual({});
  });
});

describe("cards as Anki writes them", () => {
  it("have kind and deck before the front of the note", async () => {
    const cards =
      '#separator:Semicolon\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\nx1;Basic;Words;"Der Hund; er <b>schläft</b>.";The dog;A1\n';
    const { blocks, format } = await blocksOf(textSource("notes.txt", cards));
    expect(format).toBe('TSV, text from "4"');
    expect(blocks.map(({ text }) => text)).toEqual(["Der Hund; er schläft."]);
  });
});
