/** Corpora that come with the laboratory: the repository's examples, as files of the laboratory's own origin. */
import citedTheorems from "../../../../examples/cited-theorems.jsonl?url";
import citedTheoremsSelf from "../../../../examples/cited-theorems-self.jsonl?url";
import javascriptCourse from "../../../../examples/javascript-course.jsonl?url";
import kingJamesWords from "../../../../examples/king-james-words.jsonl.gz?url";
import pythonCourse from "../../../../examples/python-course.jsonl?url";

export type BundledCorpus = {
  readonly title: string;
  /** What a text and a skill are. */
  readonly about: string;
  /** Its name in `examples/`, as command lines need it. */
  readonly file: string;
  readonly url: string;
};

export const bundledCorpora = {
  "king-james-words": {
    title: "King James words",
    about: "A text is a verse of the King James Bible, its skills are its words.",
    file: "king-james-words.jsonl.gz",
    url: kingJamesWords,
  },
  "cited-theorems": {
    title: "Cited theorems",
    about: "A text is the proof of a theorem of quantum logic, its skills are the theorems it cites.",
    file: "cited-theorems.jsonl",
    url: citedTheorems,
  },
  "cited-theorems-self": {
    title: "Theorems that teach themselves",
    about: "The same library; the proof of a theorem also teaches the theorem.",
    file: "cited-theorems-self.jsonl",
    url: citedTheoremsSelf,
  },
  "python-course": {
    title: "Python course",
    about: "A text is an exercise, which requires some concepts and teaches others.",
    file: "python-course.jsonl",
    url: pythonCourse,
  },
  "javascript-course": {
    title: "JavaScript course",
    about: "A text is an exercise, which requires some concepts and teaches others.",
    file: "javascript-course.jsonl",
    url: javascriptCourse,
  },
} satisfies Readonly<Record<string, BundledCorpus>>;

export type BundledName = keyof typeof bundledCorpora;

/** Fetches a bundled corpus from where the laboratory itself came from. */
export async function fetchBundled(name: BundledName): Promise<Blob> {
  const { url, title } = bundledCorpora[name];
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`“${title}” could not be loaded (${response.status}). Load the page again.`);
  return response.blob();
}
