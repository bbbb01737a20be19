import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { json, onset, temporaryFolder } from "../insight/onset.js";
import { requireFreshBuild } from "../support/built.js";

const cues = (lines: readonly string[]) =>
  lines.map((line, i) => `${i + 1}\n00:00:${10 + i},000 --> 00:00:${10 + i},900\n${line}\n`).join("\n");

type Understood = {
  texts: number;
  unknown: { none: number; one: number; more: number };
  known: number;
  newSkills: number;
};

describe("what learners of a language do with labelled texts", () => {
  const folder = temporaryFolder();
  const labelled = join(folder, "series", "labelled.jsonl");
  const known = join(folder, "series", "known.txt");
  const sheet = join(folder, "sheet.csv");

  beforeAll(() => {
    requireFreshBuild();
    const one = join(folder, "one.srt");
    const two = join(folder, "two.srt");
    writeFileSync(
      one,
      cues([
        "The cat sees a bird.",
        "The birds sing.",
        "The birds sing & fly.",
        "A <i>dog</i> barks loudly.",
      ]),
    );
    writeFileSync(two, cues(["The cat sees a dog.", "I see the dogs."]));
    const words = join(folder, "words.txt");
    writeFileSync(words, "the\na\ncats\nsaw\nand\ni\n");
    json(["label", one, two, "--lang", "en", "--known", words, "--out", join(folder, "series")]);
  });

  it("tell for each file how many sentences have no, one or more unknown words", () => {
    const { files } = json<{ files: ({ file: string } & Understood)[] }>([
      "learn",
      labelled,
      "--known",
      known,
      "--by-file",
    ]);
    expect(
      files.map(({ file, texts, unknown, newSkills }) => [file.slice(-7), texts, unknown, newSkills]),
    ).toEqual([
      ["one.srt", 4, { none: 0, one: 1, more: 3 }, 6],
      ["two.srt", 2, { none: 0, one: 2, more: 0 }, 1],
    ]);
    expect(files[1].known).toBeCloseTo(7 / 9, 12);
    expect(onset(["learn", labelled, "--known", known, "--by-file"]).stdout).toMatch(
      /file +texts +known +0 unknown +1 unknown +2\+ unknown +new skills\n/,
    );
  });

  it("plan which file to read first, and what is understood before and after", () => {
    const out = join(folder, "plan");
    const report = json<{ plan: { file: string; before: Understood; after: Understood; learned: number }[] }>(
      ["order", labelled, "--known", known, "--by-file", "--out", out],
    );
    const rows = report.plan.map(({ file, learned, before, after }) => ({
      file: file.slice(-7),
      learned,
      before: before.unknown.none,
      after: after.unknown.none,
    }));
    expect(rows).toEqual([
      { file: "two.srt", learned: 1, before: 0, after: 2 },
      { file: "one.srt", learned: 3, before: 0, after: 3 },
    ]);
    expect(readFileSync(join(out, "reading-plan.csv"), "utf8").split("\n")[0]).toMatch(
      /^position,file,texts,known_before/,
    );
    expect(onset(["order", labelled, "--by-file", "--stages"])).toMatchObject({ status: 2 });
    const corpus = join(folder, "tags.jsonl");
    writeFileSync(corpus, '{"skills":["a"]}\n{"skills":["b"]}\n');
    expect(onset(["order", corpus, "--by-file"]).stderr).toBe(
      "onset: --by-file: the texts of tags.jsonl name no files; name several files, or make one corpus of them with onset label\n",
    );
  });

  it("list a sentence for each new word, and say how many others teach it", () => {
    type Next = { count: number; texts: { teaches: string[]; excerpt: string; others: number }[] };
    const next = json<Next>(["next", labelled, "--known", known]);
    expect(next.count).toBe(3);
    expect(next.texts.map(({ teaches, excerpt, others }) => [teaches, excerpt, others])).toEqual([
      [["bird"], "The cat sees a bird.", 0],
      [["dog"], "The cat sees a dog.", 1],
    ]);
    expect(json<Next>(["next", labelled, "--known", known, "--every-text"]).texts).toHaveLength(3);
  });

  it("make a deck for Anki, and files for AnkiMorphs", () => {
    const out = join(folder, "deck");
    const report = json<{ cards: { skill: string; sentence: string }[]; learnable: number }>([
      "label",
      "deck",
      join(folder, "series"),
      "--out",
      out,
    ]);
    expect(report.cards.map(({ skill, sentence }) => [skill, sentence])).toEqual([
      ["bird", "The cat sees a bird."],
      ["dog", "I see the dogs."],
      ["sing", "The birds sing."],
      ["fly", "The birds sing & fly."],
    ]);
    const [one, two] = [join(folder, "one.srt"), join(folder, "two.srt")];
    expect(readFileSync(join(out, "deck.txt"), "utf8")).toBe(
      [
        "#separator:tab",
        "#html:true",
        "#deck:series",
        "#columns:Word\tSentence\tForms\tSource\tTags",
        "#tags column:5",
        `bird\tThe cat sees a <b>bird</b>.\tbirds, bird\t${one}:1\tonset ${one}`,
        `dog\tI see the <b>dogs</b>.\tdog, dogs\t${two}:2\tonset ${two}`,
        `sing\tThe birds <b>sing</b>.\tsing\t${one}:2\tonset ${one}`,
        `fly\tThe birds sing &amp; <b>fly</b>.\tfly\t${one}:3\tonset ${one}\n`,
      ].join("\n"),
    );
    expect(readFileSync(join(out, "known-morphs.csv"), "utf8")).toBe(
      "Morph-Lemma,Morph-Inflection\na,a\ncat,cat\ni,i\nsee,sees\nsee,see\nthe,the\n",
    );
    expect(readFileSync(join(out, "priority.csv"), "utf8")).toBe(
      "Morph-Lemma,Morph-Inflection,Lemma-Priority,Inflection-Priority\nbird,birds,0,0\nbird,bird,0,1\ndog,dog,1,2\ndog,dogs,1,3\nsing,sing,2,4\nfly,fly,3,5\n",
    );
    const only = json<{ cards: { skill: string }[] }>([
      "label",
      "deck",
      join(folder, "series"),
      "--file",
      two,
    ]);
    expect(only.cards.map(({ skill }) => skill)).toEqual(["dog"]);
    expect(onset(["label", "deck", join(folder, "series"), "--file", "three.srt"]).stderr).toMatch(
      /^onset: --file: no text is of "three\.srt"; the files are .*\n$/,
    );
    expect(onset(["label", "deck", folder])).toMatchObject({ status: 2 });
  });

  it("carry the recipe in a line, until the texts are changed", () => {
    const line = "skills are lemmas of English; texts are cues of subtitles; names known; numbers left out";
    expect(json<{ reading: { recipe: string | null } }>(["next", labelled]).reading.recipe).toBe(line);
    expect(onset(["why", labelled, "bird"]).stdout).toContain("labelled    skills are lemmas of English;");
    writeFileSync(labelled, `${readFileSync(labelled, "utf8")}{"id":"x","skills":["y"]}\n`);
    expect(json<{ reading: { recipe: string | null } }>(["next", labelled]).reading.recipe).toBeNull();
  });

  it("judge labels on a sheet, and agree beyond chance or not", () => {
    json(["label", "review", join(folder, "series"), "--sample", "10", "--seed", "3", "--out", sheet]);
    const rows = readFileSync(sheet, "utf8").trim().split("\n");
    expect(rows[0]).toBe("row,id,text,labels,skill,right,missing");
    expect(rows).toHaveLength(11);
    const again = join(folder, "again.csv");
    json(["label", "review", join(folder, "series"), "--sample", "10", "--seed", "3", "--out", again]);
    expect(readFileSync(again, "utf8")).toBe(readFileSync(sheet, "utf8"));
    expect(onset(["label", "score", sheet]).stderr).toContain("no row is judged yet");
    const judge = (name: string, right: readonly string[]) => {
      const path = join(folder, name);
      const judged = rows.slice(1).map((row, i) => row.replace(/,,$/, `,${right[i]},${i === 0 ? 1 : 0}`));
      writeFileSync(path, `${[rows[0], ...judged].join("\n")}\n`);
      return path;
    };
    const mine = judge("mine.csv", ["y", "y", "y", "y", "y", "y", "n", "n", "y", "y"]);
    const yours = judge("yours.csv", ["y", "y", "y", "y", "n", "y", "n", "y", "yes", "Y"]);
    type Score = {
      sheets: {
        judged: number;
        precision: { value: number; low: number; high: number };
        labelErrors: number;
      }[];
      agreement: { both: number; agreed: number; kappa: { value: number } };
    };
    const { sheets, agreement } = json<Score>(["label", "score", mine, yours]);
    expect(sheets[0]).toMatchObject({ judged: 10, precision: { value: 0.8 } });
    // Wilson's interval of 8 in 10.
    expect(sheets[0].precision.low).toBeCloseTo(0.4902, 4);
    expect(sheets[0].precision.high).toBeCloseTo(0.9433, 4);
    expect(sheets[0].labelErrors).toBeGreaterThan(0.2);
    // Observed 0.8, by chance 0.8 * 0.8 + 0.2 * 0.2 = 0.68.
    expect(agreement).toMatchObject({ both: 10, agreed: 8 });
    expect(agreement.kappa.value).toBeCloseTo((0.8 - 0.68) / 0.32, 12);
    const labelled = join(folder, "series", "labelled.jsonl");
    type Learned = { labelErrors: { share: number } };
    const { labelErrors } = json<Learned>(["learn", labelled, "--runs", "1", "--label-errors", mine]);
    expect(labelErrors.share).toBe(sheets[0].labelErrors);
    expect(onset(["learn", labelled, "--label-errors", "none.csv"])).toMatchObject({
      status: 2,
      stderr: 'onset: there is no file "none.csv"\n',
    });
    expect(onset(["learn", labelled, "--label-errors", "120%"]).stderr).toContain(
      "Expected a number >= 0 and < 1",
    );
    const wrong = judge(
      "wrong.csv",
      Array.from({ length: 10 }, () => "perhaps"),
    );
    expect(onset(["label", "score", wrong])).toMatchObject({
      status: 1,
      stderr: 'onset: wrong.csv, row 1: expected y or n in the column right, got "perhaps"\n',
    });
  });
});

describe("--known of a corpus that was labelled", () => {
  const folder = temporaryFolder();

  it("goes through the forms that its texts have", () => {
    const story = join(folder, "story.txt");
    writeFileSync(story, "The mice don't run. They ran to the houses. A cat runs. We saw it.\n");
    const out = join(folder, "out");
    json(["label", story, "--lang", "en", "--out", out]);
    const words = join(folder, "words.txt");
    writeFileSync(words, "Houses\nDON’T\nran to\nsaw\nthe\nunicorn\n");
    const learned = json<{ learner: { known: number } }>([
      "learn",
      join(out, "labelled.jsonl"),
      "--known",
      words,
      "--out",
      join(folder, "learned"),
    ]);
    // house; do, not; run, to; see; the
    expect(learned.learner.known).toBe(7);
    const skills = readFileSync(join(folder, "learned", "skills.csv"), "utf8").split("\n");
    const known = skills.filter((line) => /^(house|do|not|run|to|see|the),/.test(line));
    expect(known).toHaveLength(7);
  });
});

describe("raw texts that are labelled on the way", () => {
  const folder = temporaryFolder();
  const story = join(folder, "story.txt");
  beforeAll(() => {
    requireFreshBuild();
    writeFileSync(story, "The mice were running. A mouse runs! Cats sleep.\n");
  });

  it("are learned by lemmas of sentences, and --known goes through the same forms", () => {
    const known = join(folder, "words.txt");
    writeFileSync(known, "the\nrunning\nwas\na\n");
    type Next = {
      reading: { recipe: string };
      texts: { text: string; excerpt: string; teaches: string[]; others: number }[];
    };
    const next = json<Next>(["next", story, "--by", "lemmas", "--lang", "en", "--known", known]);
    expect(next.reading.recipe).toBe("skills are lemmas of English; texts are sentences; numbers left out");
    expect(next.texts).toMatchObject([
      { text: "story.txt:1", excerpt: "The mice were running.", teaches: ["mouse"], others: 1 },
    ]);
  });

  it("are learned by words as they stand when only what a text is was asked", () => {
    const report = json<{ corpus: { texts: number; skills: number } }>([
      "learn",
      story,
      "--words",
      "--unit",
      "sentence",
      "--lang",
      "en",
    ]);
    expect(report.corpus).toMatchObject({ texts: 3, skills: 9 });
  });

  it("have sentences for texts with --words where prose is read, and say so", () => {
    const wrapped = join(folder, "wrapped.txt");
    const page = "The mice were running to the\nold house, and the cats who\nsaw them ran to it as well\n";
    writeFileSync(wrapped, `${page}as they could. Cats sleep.\n`);
    type Told = { corpus: { texts: number; skills: number }; reading: { recipe: string } };
    const sentences = json<Told>(["learn", wrapped, "--words"]);
    expect(sentences).toMatchObject({
      corpus: { texts: 2, skills: 19 },
      reading: {
        recipe:
          "skills are words as they stand (--by auto takes base forms or stems); texts are sentences, prose is cut where they end; numbers left out",
      },
    });
    const lines = json<Told>(["learn", wrapped, "--words", "--unit", "line"]);
    expect(lines.corpus).toMatchObject({ texts: 4, skills: 19 });
    expect(lines.reading.recipe).toMatch(/texts are lines, as asked; numbers left out$/);
    const { stdout } = onset(["next", wrapped, "--words", "--limit", "1"]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("texts are sentences, prose is cut where they end");
  });

  it("have lines and rows for texts with --words where these stand for themselves", () => {
    const verses = join(folder, "verses.txt");
    writeFileSync(
      verses,
      "In the beginning God created the heaven and the earth.\nAnd the earth was without form\n",
    );
    type Told = { corpus: { texts: number; skills: number }; reading: { recipe: string; files: object[] } };
    const told = json<Told>(["learn", verses, "--words"]);
    expect(told.corpus).toMatchObject({ texts: 2, skills: 11 });
    expect(told.reading.recipe).toMatch(/texts are lines, each stands for itself; numbers left out$/);
    const quick = ["--no-ladder", "--runs", "0", "--rewirings", "0", "--risk", "0"];
    const rows = json<Told>(["learn", "examples/wordnet-glosses.jsonl.gz", "--words", ...quick]);
    expect(rows.corpus).toMatchObject({ texts: 14_687, skills: 21_574 });
    expect(rows.reading.recipe).toMatch(/texts are rows, each is a text; numbers left out$/);
  });

  it("have no numbers for words, with --words as with --by words", () => {
    const years = join(folder, "years.txt");
    writeFileSync(years, "In 1984 she was 20.\n1985\nOn the 3rd of May, at 7.30, b2 left.\n");
    type Told = { corpus: Record<string, number>; stuck: object };
    const told = json<Told>(["learn", years, "--words"]);
    // A line that holds a number alone has no word.
    expect(told.corpus).toMatchObject({ texts: 2, skills: 10, edges: 10, unlabelled: 1 });
    const labelled = json<Told>(["learn", years, "--by", "words", "--lang", "en"]);
    expect(labelled.corpus).toMatchObject({ texts: 2, skills: 10, edges: 10 });
    expect(labelled.stuck).toEqual(told.stuck);
  });

  it("of subtitles are joined until a sentence ends, and what has no word is no text", () => {
    const film = join(folder, "film.srt");
    const cue = (i: number, text: string) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\n${text}\n\n`;
    writeFileSync(film, cue(1, "I saw") + cue(2, "the sea.") + cue(3, "- - -") + cue(4, "You too?"));
    const told = json<{ corpus: { texts: number } }>(["learn", film, "--words"]);
    expect(told.corpus.texts).toBe(2);
    expect(
      json<{ corpus: { texts: number } }>(["learn", film, "--words", "--unit", "line"]).corpus.texts,
    ).toBe(3);
  });

  it("refuse what they cannot do in one line", () => {
    expect(onset(["learn", story, "--by", "syllables"])).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "onset: option '--by <form>' argument 'syllables' is invalid. Expected one of words, stems, lemmas, auto.\n",
    });
    expect(onset(["learn", story, "--words", "--lang", "en"]).stderr).toBe(
      "onset: --lang is for texts that are labelled first: say --by or --unit too\n",
    );
  });
});
