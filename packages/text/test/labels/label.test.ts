import { bytesSource } from "@onset/reading";
import { describe, expect, it } from "vitest";
import { alreadyLabelled, type JapaneseTokenizer, type LabelOptions, labelTexts } from "../../src/index.js";
import { book, textSource, textsOf } from "../support/files.js";

const label = (content: string, options: LabelOptions = {}, name = "a.txt") =>
  labelTexts([textSource(name, content)], options);
const skillsOf = async (content: string, options: LabelOptions = {}) =>
  (await textsOf(await label(content, options))).map(({ skills }) => skills.join(" "));

const story = `Elizabeth ran to the houses. She saw that Elizabeth was running.
The mice were better in 1813 houses. I don't know John's house.
`;

describe("labelling", () => {
  it("of English goes on in one process: the model does not grow each time", async () => {
    for (let time = 0; time < 30; time++)
      expect(await skillsOf("Mice ran.", { language: "en" })).toEqual(["mouse run"]);
  });

  it("takes lemmas of English sentences, knows names, and leaves numbers out", async () => {
    const labelling = await label(story);
    expect(await textsOf(labelling)).toEqual([
      {
        id: "a.txt:1",
        file: "a.txt",
        text: "Elizabeth ran to the houses.",
        skills: ["elizabeth", "run", "to", "the", "house"],
      },
      {
        id: "a.txt:1.2",
        file: "a.txt",
        text: "She saw that Elizabeth was running.",
        skills: ["she", "see", "that", "elizabeth", "be", "run"],
      },
      {
        id: "a.txt:2",
        file: "a.txt",
        text: "The mice were better in 1813 houses.",
        skills: ["the", "mouse", "be", "good", "in", "house"],
      },
      {
        id: "a.txt:2.2",
        file: "a.txt",
        text: "I don't know John's house.",
        skills: ["i", "do", "not", "know", "john", "house"],
      },
    ]);
    expect(labelling.known).toEqual(["elizabeth", "john"]);
    expect(labelling.recipe).toMatchObject({
      language: { code: "en", guessed: { agree: 1, pieces: 1 } },
      by: "lemmas",
      texts: 4,
      setAside: { numbers: 1, names: 3, textsWithoutWords: 0, textsWithoutSkills: 0 },
    });
    expect(labelling.table.map(({ form, skills }) => [form, skills])).toEqual([
      ["words", 19],
      ["stems", 18],
      ["lemmas", 17],
      ["lemmas, names known", 17],
    ]);
    const house = [...labelling.skills()].find(({ skill }) => skill === "house");
    expect(house).toEqual({
      skill: "house",
      texts: 3,
      forms: [
        { form: "houses", count: 2 },
        { form: "house", count: 1 },
      ],
      isName: false,
      example: "Elizabeth ran to the houses.",
    });
  });

  it("knows the most frequent skills beside the names, and learns the table of forms for other learners", async () => {
    const labelling = await label(story, { knownTop: 1 });
    expect(labelling.known).toEqual(["elizabeth", "house", "john"]);
    expect(labelling.knownFor(0)).toEqual(["elizabeth", "john"]);
    expect(await labelling.tableFor({ knownTop: 1, maxUnlearned: 1 })).toEqual(labelling.table);
    const [, , , last] = await labelling.tableFor({ knownTop: 0, maxUnlearned: 100 });
    expect(last).toMatchObject({ form: "lemmas, names known", known: 2, learned: 15, understood: 1 });
  });

  it("takes words and stems when asked, and drops or keeps names", async () => {
    expect(await skillsOf("The mice don't run in houses.", { language: "en", by: "words" })).toEqual([
      "the mice don't run in houses",
    ]);
    expect(await skillsOf("The mice were running in houses.", { language: "en", by: "stems" })).toEqual([
      "the mice were run in hous",
    ]);
    expect((await skillsOf(story, { names: "drop" }))[0]).toBe("run to the house");
    expect((await label(story, { names: "keep" })).known).toEqual([]);
  });

  it("takes stems of languages of Snowball, with their apostrophes", async () => {
    const french = "L’été, j'ai mangé des pommes aujourd'hui. Elles étaient mangées par l'enfant.";
    expect(await skillsOf(french, { language: "fr", by: "words" })).toEqual([
      "l' été j' ai mangé des pommes aujourd'hui",
      "elles étaient mangées par l' enfant",
    ]);
    const stems = await skillsOf(french, { language: "fr" });
    expect(stems[0].split(" ").slice(0, 5)).toEqual(["le", "été", "je", "ai", "mang"]);
    expect(stems[1].split(" ")).toContain("mang");
  });

  it("cuts scripts without spaces into words, and takes base forms from a tokenizer that it is given", async () => {
    const plain = await labelTexts(
      [textSource("a.txt", "今日は学校に行きたくない。\n本を読んでいます。\n")],
      {},
    );
    expect(plain.recipe).toMatchObject({
      language: { code: "ja" },
      by: "words",
      made: { words: "Intl.Segmenter" },
    });
    expect(plain.advice.join()).toContain("npm install @sglkc/kuromoji");
    const morpheme = (surface_form: string, basic_form: string, pos = "動詞", pos_detail_1 = "自立") => ({
      surface_form,
      basic_form,
      pos,
      pos_detail_1,
    });
    const tokenizer: JapaneseTokenizer = {
      by: "a test",
      tokenize: () => [
        morpheme("行き", "行く"),
        morpheme("たく", "たい"),
        morpheme("。", "。", "記号", "句点"),
      ],
    };
    const based = await labelTexts(
      [textSource("a.txt", "今日は学校に行きたくない。\n")],
      {},
      { japanese: async () => tokenizer },
    );
    expect((await textsOf(based))[0].skills).toEqual(["行く", "たい"]);
    await expect(
      labelTexts([textSource("a.txt", "今日は学校に行きたくない。")], { by: "lemmas" }),
    ).rejects.toThrow("--by lemmas: base forms of Japanese need the package @sglkc/kuromoji");
  });

  it("leaves out what is ignored, and takes exceptions and terms for what they say", async () => {
    expect(
      await skillsOf("The data were in New York City.", {
        language: "en",
        ignore: ["The", "be"],
        exceptions: [["data", "datum"]],
        terms: ["New York", "York City"],
      }),
    ).toEqual(["datum in New York city"]);
    expect(
      await skillsOf("Machine learning works. Cats sleep.", {
        language: "en",
        by: "terms",
        terms: ["machine learning"],
      }),
    ).toEqual(["machine learning"]);
    await expect(label("Cats sleep.", { language: "en", by: "terms" })).rejects.toThrow(
      "--by terms needs --terms",
    );
  });

  it("takes what is known through the same forms", async () => {
    const labelling = await label(story, { known: ["houses", "Running", "ran", "zebra"], names: "keep" });
    expect(labelling.known).toEqual(["house", "run"]);
    expect(labelling.unknownWords).toEqual(["zebra"]);
    expect(labelling.table.map(({ form, known }) => [form, known]).slice(0, 3)).toEqual([
      ["words", 3],
      ["stems", 3],
      ["lemmas", 2],
    ]);
  });

  it("calls the chapters of a book files of their own", async () => {
    const labelling = await labelTexts([bytesSource(book(), "book.epub")], { language: "en" });
    expect((await textsOf(labelling)).map(({ id, file }) => [id, file])).toEqual([
      ["book.epub/chapter one.xhtml:1", "book.epub/chapter one.xhtml"],
      ["book.epub/chapter one.xhtml:2", "book.epub/chapter one.xhtml"],
      ["book.epub/chapter one.xhtml:3", "book.epub/chapter one.xhtml"],
      ["book.epub/chapter one.xhtml:4", "book.epub/chapter one.xhtml"],
      ["book.epub/two.xhtml:1", "book.epub/two.xhtml"],
      ["book.epub/two.xhtml:2", "book.epub/two.xhtml"],
    ]);
  });

  it("takes all of each file for one text when asked", async () => {
    const labelling = await labelTexts([textSource("a.md", "# One\n\nTwo."), textSource("b.md", "Three.")], {
      unit: "file",
      language: "en",
      numbers: "keep",
    });
    expect((await textsOf(labelling)).map(({ id, text }) => [id, text])).toEqual([
      ["a.md", "One\nTwo."],
      ["b.md", "Three."],
    ]);
  });

  it("asks for the language where it is not clear", async () => {
    await expect(label("Ok.")).rejects.toThrow(
      "cannot tell the language of so little text: say it, such as --lang en",
    );
    const mixed = `${"Der Hund liegt im Garten und die Kinder spielen mit ihm. ".repeat(10)}\n${"The children are playing in the garden with their dog. ".repeat(10)}`;
    await expect(label(mixed)).rejects.toThrow(
      /^cannot tell the language: (?:German|English) in \d of \d+ pieces/,
    );
  });

  it("takes no address for a word, and words that are called by a sign for words", async () => {
    const content =
      "Thanks @john! See https://example.org/a?b=c or mail ann@example.org. #blessed www.example.org";
    const labelling = await label(content, { language: "en", unit: "line", names: "keep" });
    const [{ text, skills }] = await textsOf(labelling);
    expect(skills).toEqual(["thanks", "john", "see", "or", "mail", "bless"]);
    expect(text).toBe(content);
    expect(labelling.recipe.input.cut).toEqual([{ what: "address", count: 3 }]);
    expect(
      (await skillsOf("Siehe https://example.org/a und dort.", { language: "de", by: "words" }))[0],
    ).toBe("siehe und dort");
  });

  it("knows apostrophes of all kinds, and what stands behind them", async () => {
    const marks = ["'", "’", "ʼ", "`", "´"];
    const english = marks.map((mark) => `I don${mark}t know.`).join(" ");
    expect(new Set(await skillsOf(english, { language: "en" }))).toEqual(new Set(["i do not know"]));
    const french = marks.map((mark) => `C${mark}est l${mark}été.`).join(" ");
    expect(new Set(await skillsOf(french, { language: "fr" }))).toEqual(new Set(["ce est le été"]));
    expect(await skillsOf("It was the '90s and the ’80s.", { language: "en" })).toEqual(["it be the and"]);
    // In Turkish endings of names do, and its capital I has no dot.
    expect(
      await skillsOf("İstanbul'da ve İstanbul. ILIK ve ılık.", { language: "tr", names: "keep" }),
    ).toEqual(["istanbul ve", "ılık ve"]);
  });

  it("takes digits of every script for numbers", async () => {
    expect(await skillsOf("عنده ٣٤ كتاب", { language: "ar", by: "words" })).toEqual(["عنده كتاب"]);
    expect((await skillsOf("他有3本书。", { language: "zh" })).join()).not.toMatch(/\p{N}/u);
  });

  it("says in one line that a file holds no word", async () => {
    await expect(label(" \n — \n", { language: "en" })).rejects.toThrow(/^a\.txt holds no word$/);
  });

  it("leaves out files of folders that are no texts, and says which", async () => {
    const picture = bytesSource(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "p.png");
    const labelling = await labelTexts(
      [picture, textSource("a.txt", "Cats sleep.")],
      { language: "en" },
      { mayLeaveOut: (name) => name === "p.png" },
    );
    expect(labelling.recipe.input.leftOut).toEqual([
      { name: "p.png", why: "is a PNG picture: name a file of texts" },
    ]);
    await expect(labelTexts([picture], {}, {})).rejects.toThrow("p.png is a PNG picture");
  });

  it("proposes terms whose words keep together, and applies none", async () => {
    const lines = [
      ...Array.from({ length: 6 }, (_, i) => `The golden retriever number${i} sleeps in bed${i}.`),
      ...Array.from({ length: 30 }, (_, i) => `The animal${i} eats the food${i} near water${i}.`),
    ];
    const labelling = await label(lines.join("\n"), { language: "en" });
    const proposed = labelling.proposedTerms.map(({ term, count }) => [term, count]);
    expect(proposed).toContainEqual(["golden retriever", 6]);
    expect((await textsOf(labelling))[0].skills).toContain("golden");
  });

  it("knows texts that have skills already", async () => {
    const labelled = textSource("a.jsonl", '{"id":"1","text":"Cats.","skills":["cat"]}\n');
    expect(await alreadyLabelled([labelled], {}, {})).toEqual({
      files: [{ name: "a.jsonl", columns: ["skills"] }],
    });
    expect(await alreadyLabelled([labelled], { textField: "text" }, {})).toBeNull();
    await expect(alreadyLabelled([labelled, textSource("b.txt", "Cats.")], {}, {})).rejects.toThrow(
      "a.jsonl has skills already (skills) and other files have none",
    );
  });
});
