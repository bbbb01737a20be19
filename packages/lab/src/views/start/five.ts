/** Five texts that are read by hand. A reader learns a skill when it is the only one in a text that she does not know. */

export type FiveText = {
  readonly letter: string;
  readonly title: string;
  readonly skills: readonly string[];
};

export const fiveTexts: readonly FiveText[] = [
  { letter: "A", title: "Prices in a shop", skills: ["adding", "multiplying"] },
  { letter: "B", title: "One, two, three", skills: ["counting"] },
  { letter: "C", title: "Grains on a chessboard", skills: ["counting", "multiplying", "powers"] },
  { letter: "D", title: "Two baskets of apples", skills: ["counting", "adding"] },
  { letter: "E", title: "Half of 0.5", skills: ["fractions", "decimals"] },
];

export const fiveSkills: readonly string[] = [...new Set(fiveTexts.flatMap(({ skills }) => skills))];

/** Which skills are known after some texts, in the order in which they were read, and which of these taught something. */
export function knownAfter(read: string): { readonly known: ReadonlySet<string>; readonly taught: string } {
  const known = new Set<string>();
  let taught = "";
  for (const letter of read) {
    const text = fiveTexts.find((each) => each.letter === letter);
    const gaps = gapsOf(text, known);
    if (gaps.length !== 1 || taught.includes(letter)) continue;
    known.add(gaps[0]);
    taught += letter;
  }
  return { known, taught };
}

/** The skills of a text that are not known. */
export function gapsOf(text: FiveText | undefined, known: ReadonlySet<string>): readonly string[] {
  return text === undefined ? [] : text.skills.filter((skill) => !known.has(skill));
}
