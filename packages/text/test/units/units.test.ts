import { describe, expect, it } from "vitest";
import type { Block } from "../../src/index.js";
import { sentencesOf, type UnitName, unitsOf } from "../../src/index.js";

const cut = (text: string, language = "en") =>
  sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  it("end at stops and marks, with the quotes behind them", () => {
    expect(cut('He came. "Why?" "I do not know!" She left…  Then?')).toEqual([
      "He came.",
      '"Why?"',
      '"I do not know!"',
      "She left…",
      "Then?",
    ]);
    expect(cut("犬がいる。「猫もいる。」そうだ！", "ja")).toEqual([
      "犬がいる。",
      "「猫もいる。」",
      "そうだ！",
    ]);
  });

  it("go on behind abbreviations and initials, before small letters, and in numbers", () => {
    expect(cut("Mr. Bennet met Dr. J. Smith. He was 3.5 years old.")).toEqual([
      "Mr. Bennet met Dr. J. Smith.",
      "He was 3.5 years old.",
    ]);
    expect(cut('"Stop!" he said. Then it was I. We went.')).toEqual([
      '"Stop!" he said.',
      "Then it was I.",
      "We went.",
    ]);
    expect(cut("EE. UU. es grande. Es verdad.", "es")).toEqual(["EE. UU. es grande.", "Es verdad."]);
    expect(cut("Er kam am 3. März. Es regnete.", "de")).toEqual(["Er kam am 3. März.", "Es regnete."]);
  });

  it("end at half marks too where no space follows them, in Chinese and Japanese", () => {
    expect(cut("我们去玩吧!你吃了吗?好。", "zh")).toEqual(["我们去玩吧!", "你吃了吗?", "好。"]);
    expect(cut("See a?b=c!d now.")).toEqual(["See a?b=c!d now."]);
  });

  it("lose nothing but white space between them", () => {
    const text = "  One.  Two!\tThree  ";
    expect(cut(text).join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
    expect(cut("")).toEqual([]);
    expect(cut(" \n ")).toEqual([]);
  });
});

describe("units", () => {
  const units = async (blocks: readonly Block[], unit: UnitName) => {
    const source = (async function* () {
      yield blocks;
    })();
    const found: [string, string][] = [];
    for await (const part of unitsOf(source, unit, "en")) {
      for (const { text, place } of part) found.push([place, text]);
    }
    return found;
  };
  const paragraph: Block = { text: "One two. Three four. Five.", place: 7, lineStarts: [4, 21] };

  it("tell sentences by the lines on which they begin, and two on one line apart", async () => {
    expect(await units([paragraph], "sentence")).toEqual([
      ["7", "One two."],
      ["8", "Three four."],
      ["9", "Five."],
    ]);
    expect(await units([{ text: "One. Two. Three.", place: 5 }], "sentence")).toEqual([
      ["5", "One."],
      ["5.2", "Two."],
      ["5.3", "Three."],
    ]);
  });

  it("may be lines, paragraphs and whole files", async () => {
    expect(await units([paragraph], "line")).toEqual([
      ["7", "One"],
      ["8", "two. Three four."],
      ["9", "Five."],
    ]);
    expect(await units([paragraph], "paragraph")).toEqual([["7", paragraph.text]]);
    expect(await units([paragraph, { text: "Six.", place: 12 }], "file")).toEqual([
      ["", `${paragraph.text}\nSix.`],
    ]);
  });

  it("join cues until a sentence ends, but not for ever", async () => {
    const cue = (place: number, text: string, isOpen: boolean): Block => ({
      place,
      text,
      ...(isOpen && { isOpen }),
    });
    expect(await units([cue(1, "I went", true), cue(2, "home.", false), cue(3, "Yes", true)], "cue")).toEqual(
      [
        ["1", "I went home."],
        ["3", "Yes"],
      ],
    );
    const endless = Array.from({ length: 13 }, (_, i) => cue(i + 1, "la", true));
    expect((await units(endless, "cue")).map(([place]) => place)).toEqual(["1", "7", "13"]);
  });
});
