/** A corpus that comes with Onset. */
export type Example = {
  readonly name: string;
  /** Its files below the folder of examples; the first one is the corpus. */
  readonly files: readonly string[];
  /** What a text is, and what its skills are. */
  readonly about: string;
  readonly licence: string;
  /** The file with the words of the licence, where it asks to come along. */
  readonly licenceFile: string | null;
  /** A command line to begin with, without `onset`, in the folder that the files were copied into. */
  readonly command: string;
};

/** All corpora that come with Onset, the first one to try first. */
export const examples: readonly Example[] = [
  {
    name: "king-james-words",
    files: ["king-james-words.jsonl.gz"],
    about: "31,102 verses of the King James Bible and their distinct words",
    licence: "public domain",
    licenceFile: null,
    command: "learn king-james-words.jsonl.gz --known-top 80",
  },
  {
    name: "python-course",
    files: ["python-course.jsonl"],
    about: "148 exercises of a Python course and the concepts they require and teach",
    licence: "MIT",
    licenceFile: "licences/exercism.txt",
    command: "learn python-course.jsonl",
  },
  {
    name: "javascript-course",
    files: ["javascript-course.jsonl"],
    about: "122 exercises of a JavaScript course and the concepts they require and teach",
    licence: "MIT",
    licenceFile: "licences/exercism.txt",
    command: "learn javascript-course.jsonl --learner 2",
  },
  {
    name: "cited-theorems",
    files: ["cited-theorems.jsonl"],
    about: "1,138 theorems of quantum logic and the theorems and axioms that their proofs cite",
    licence: "CC0",
    licenceFile: null,
    command: "learn cited-theorems.jsonl --learner 2",
  },
  {
    name: "cited-theorems-self",
    files: ["cited-theorems-self.jsonl"],
    about: "1,186 theorems that teach themselves: a book that can be read from start to end",
    licence: "CC0",
    licenceFile: null,
    command: "order cited-theorems-self.jsonl",
  },
  {
    name: "cited-theorems-large",
    files: ["cited-theorems-large.jsonl.gz"],
    about: "37,742 theorems of set theory and what their proofs cite: something larger",
    licence: "CC0",
    licenceFile: null,
    command: "learn cited-theorems-large.jsonl.gz",
  },
  {
    name: "wordnet-glosses",
    files: ["wordnet-glosses.jsonl.gz"],
    about: "14,687 definitions of WordNet as texts, for the codec",
    licence: "WordNet",
    licenceFile: "licences/wordnet-glosses.txt",
    command: "learn wordnet-glosses.jsonl.gz --words --known-top 100",
  },
  {
    name: "series",
    files: ["series/ep1.srt", "series/ep2.srt", "series/ep3.srt", "series/ep4.srt", "known-words.txt"],
    about: "subtitles of four episodes, raw text without skills, and a list of known words",
    licence: "MIT",
    licenceFile: null,
    command: "order series --by lemmas --by-file --known known-words.txt",
  },
];

/** What `onset examples` takes for a name. */
export const exampleNames: readonly string[] = [...examples.map(({ name }) => name), "all"];
