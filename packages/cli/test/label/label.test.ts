import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

const episode = `1
00:00:01,000 --> 00:00:03,500
<i>I don't know,</i>
but we'll see.

2
00:00:04,000 --> 00:00:06,000
- Why not?
- Because.

3
00:00:07,000 --> 00:00:08,000
{\\an8}Why not?
`;

type Label = {
  recipe: {
    by: string;
    texts: number;
    input: { cut: { what: string; count: number }[]; leftOut: { name: string }[] };
  };
  table: { form: string; learned: number; skills: number }[];
  known: { skills: number; unknownWords: string[] };
  files: string[];
};

describe("onset label", () => {
  const folder = temporaryFolder();
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");
  beforeAll(requireFreshBuild);

  it("writes labelled texts that every verb reads, skills, what is known, and the recipe", () => {
    const subtitles = file("ep1.srt", episode);
    const known = file("known-words.txt", "knew\nbecause\nwe'll\nzebra\n");
    const report = json<Label>(["label", subtitles, "--known", known, "--out", join(folder, "out")]);
    expect(report.files).toEqual([
      "labelled.jsonl",
      "skills.csv",
      "known.txt",
      "terms-proposed.csv",
      "label.json",
    ]);
    expect(read("out", "labelled.jsonl")).toBe(
      [
        '{"id":"ep1.srt:1","file":"ep1.srt","text":"I don\'t know, but we\'ll see.","skills":["i","do","not","know","but","we","will","see"]}',
        '{"id":"ep1.srt:2","file":"ep1.srt","text":"Why not? Because.","skills":["why","not","because"]}',
        '{"id":"ep1.srt:3","file":"ep1.srt","text":"Why not?","skills":["why","not"]}\n',
      ].join("\n"),
    );
    expect(read("out", "known.txt")).toBe("because\nknow\nwe\nwill\n");
    expect(report.known).toEqual({ skills: 4, unknownWords: ["zebra"] });
    expect(read("out", "skills.csv").split("\n").slice(0, 3)).toEqual([
      "skill,texts,forms,name,example",
      "because,1,because (1),,Why not? Because.",
      "but,1,but (1),,\"I don't know, but we'll see.\"",
    ]);
    expect(JSON.parse(read("out", "label.json"))).toMatchObject({
      schema: "onset/label-recipe@1",
      by: "lemmas",
      made: { "wink-nlp": "2.4.0" },
      labelled: { name: "labelled.jsonl" },
    });
    const learn = (...path: string[]) =>
      json<{ corpus: { texts: number; skills: number }; learner: { known: number } }>([
        "learn",
        join(folder, ...path),
        "--known",
        join(folder, "out", "known.txt"),
      ]);
    const learned = learn("out", "labelled.jsonl");
    expect(learned.corpus).toMatchObject({ texts: 3, skills: 10 });
    expect(learned.learner.known).toBe(4);
    expect(learn("out").corpus).toEqual(learned.corpus);
  });

  it("makes the same bytes of the same texts and options", () => {
    const subtitles = file("same.srt", episode);
    json(["label", subtitles, "--out", join(folder, "a")]);
    json(["label", subtitles, "--out", join(folder, "b")]);
    for (const name of ["labelled.jsonl", "skills.csv", "known.txt", "terms-proposed.csv", "label.json"]) {
      expect(read("b", name)).toBe(read("a", name));
    }
  });

  it("changes nothing of texts that are labelled already", () => {
    const labelled = file(
      "done.jsonl",
      '{"id": 1, "text":"Cats.", "skills":["cat"]}\r\n{"id":2,"skills":[]}\n',
    );
    const report = json<{ alreadyLabelled: unknown; files: string[] }>([
      "label",
      labelled,
      "--out",
      join(folder, "again"),
    ]);
    expect(report).toMatchObject({
      alreadyLabelled: [{ name: "done.jsonl", columns: ["skills"] }],
      files: ["labelled.jsonl"],
    });
    expect(read("again", "labelled.jsonl")).toBe(read("done.jsonl"));
  });

  it("says what was read, cut and set aside, and shows the table of forms", () => {
    const { stdout, status } = onset(["label", file("shown.srt", episode)]);
    expect(status).toBe(0);
    expect(stdout).toContain("read        subtitles (SubRip)\n");
    expect(stdout).toContain("cut         3 cue times, 3 cue numbers, 3 tags of markup\n");
    expect(stdout).toContain("texts       3: cues of subtitles, joined until a sentence ends\n");
    expect(stdout).toContain("skills      10 lemmas of 11 words, by wink-nlp 2.4.0\n");
    expect(stdout).toMatch(/learned by {2}skills.*\n {2}words .*\n {2}stems .*\n {2}lemmas /);
    expect(stdout).toContain("written     nothing: --out FOLDER writes it\n");
  });

  it("takes folders, leaving out what is no text, and standard input", () => {
    const notes = join(folder, "notes");
    mkdirSync(notes);
    writeFileSync(join(notes, "cat.txt"), "The cat sat on the mat because it was warm.\n");
    writeFileSync(join(notes, "cover.png"), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
    const { recipe } = json<Label>(["label", notes, "--lang", "en"]);
    expect(recipe.input.leftOut.map(({ name }) => name)).toEqual(["cover.png"]);
    const { status, stdout } = onset(["label", "-", "--lang", "english", "--json"], {
      input: "The cat sleeps.\n",
    });
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Label).recipe.texts).toBe(1);
  });

  it.each([
    ["a.zip", "PK\x03\x04", "is a zip archive"],
    ["a.pdf", "%PDF-1.4 ", "is a PDF"],
    ["a.jpg", "\xff\xd8\xff\xe0", "is a JPEG picture"],
  ])("refuses %s by name and writes nothing", (name, start, what) => {
    const bytes = Uint8Array.from(start.padEnd(40, "x"), (character) => character.charCodeAt(0));
    const { status, stderr, stdout } = onset(["label", file(name, bytes), "--out", join(folder, "no")]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^onset: ${name} ${what}.*\n$`));
    expect(() => read("no", "labelled.jsonl")).toThrow();
  });

  it("asks for the language where it is not clear, and says what a language lacks", () => {
    const short = onset(["label", file("short.txt", "Ok.\n")]);
    expect(short).toEqual({
      status: 2,
      stdout: "",
      stderr: "onset: cannot tell the language of so little text: say it, such as --lang en\n",
    });
    const polish = onset(["label", file("pl.txt", "Ala ma kota.\n"), "--lang", "pl", "--by", "stems"]);
    expect(polish.status).toBe(2);
    expect(polish.stderr).toBe("onset: --by stems: Snowball has no stems of Polish; take --by words\n");
  });

  it("reads --exceptions as pairs, and names the line of what is none", () => {
    const texts = file("data.txt", "The data were large.\n");
    const wrong = onset([
      "label",
      texts,
      "--lang",
      "en",
      "--exceptions",
      file("wrong.csv", "data,datum\nlarge\n"),
    ]);
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain(
      'line 2: expected a word, a comma and the skill that it stands for, got "large"',
    );
  });
});
