/** Draws or loads a small corpus, learns it, and finds out all that the drawing can be asked. */
import { type Corpus, corpusFromRecords } from "@onset/core/corpus";
import { buildGraph, type SkillTextGraph } from "@onset/core/graph";
import { type LearningTexts, learningPath, learnTexts, none, stuckCores } from "@onset/core/learning";
import { fetchBundled } from "../../corpora/bundled.js";
import { simulatedGraph } from "../../corpora/simulated.js";
import type { Job } from "../../worker/protocol.js";
import { type Edit, type PeelValues, readEdits } from "./parameters.js";
import { sums } from "./sums.js";

/** What the graph depends on. */
export type PeelInput = Pick<
  PeelValues,
  "corpus" | "skills" | "mean" | "ratio" | "seed" | "maxUnlearned" | "edits"
>;

export type PeelText = {
  readonly name: string;
  /** Skills that must be learned before; empty for texts without direction. */
  readonly requires: readonly number[];
  /** Skills it can teach: for a text without direction all it needs. */
  readonly teaches: readonly number[];
  /** The number of its stuck core; null when it is in none. */
  readonly core: number | null;
};

export type PeelSkill = {
  readonly name: string;
  /** The round that learns it, from 1; null when none does. */
  readonly round: number | null;
  /** The text that teaches it. */
  readonly from: number | null;
  readonly core: number | null;
  /** Of a stuck skill: the text that is nearest to teaching it, and how many skills must be learned before it does. */
  readonly nearest: { readonly text: number; readonly lacking: number } | null;
  /** Of a learned skill: a path of texts that teaches it, none of which can be missed. */
  readonly path: readonly number[];
};

export type PeelOutput = {
  readonly input: PeelInput;
  readonly maxUnlearned: number;
  readonly directed: boolean;
  readonly texts: readonly PeelText[];
  readonly skills: readonly PeelSkill[];
  /** The skills that are learned, in an order in which they can be. */
  readonly order: readonly number[];
  readonly rounds: number;
  /** Texts of which every skill is learned in the end. */
  readonly understood: number;
  /** Sizes of the stuck cores, the largest first. */
  readonly cores: readonly { readonly skills: number; readonly texts: number }[];
  /** How many edges of the link's edits there are in effect. */
  readonly edits: readonly Edit[];
};

type Drawn = {
  readonly textNames: readonly string[];
  readonly skillNames: readonly string[];
  readonly texts: LearningTexts;
};

export const computePeel: Job<PeelInput, PeelOutput> = async (input) => {
  const drawn = await corpusOf(input);
  const edits = "requires" in drawn.texts ? [] : validEdits(input.edits, drawn.skillNames.length);
  const { textNames, skillNames, texts } = edits.length === 0 ? drawn : edited(drawn, edits);
  const options = { maxUnlearned: Number(input.maxUnlearned) };
  const {
    order,
    learnedFlags: learned,
    learnedPerRound,
    roundOfSkill,
    textOfSkill,
    textsUnderstood,
  } = learnTexts(texts, options);
  const cores = stuckCores(texts, learned, options);
  const [requires, teaches] = "requires" in texts ? [texts.requires, texts.teaches] : [null, texts];
  const orNull = (value: number): number | null => (value === none ? null : value);
  return {
    input,
    maxUnlearned: options.maxUnlearned,
    directed: requires !== null,
    texts: textNames.map((name, text) => ({
      name,
      requires: requires === null ? [] : Array.from(requires.skillsOfText(text)),
      teaches: Array.from(teaches.skillsOfText(text)),
      core: orNull(cores.coreOfText[text]),
    })),
    skills: skillNames.map((name, skill) => {
      const nearest = orNull(cores.nearestText[skill]);
      return {
        name,
        round: orNull(roundOfSkill[skill]),
        from: orNull(textOfSkill[skill]),
        core: orNull(cores.coreOfSkill[skill]),
        nearest: nearest === null ? null : { text: nearest, lacking: cores.lacking[skill] },
        path: Array.from(learningPath(texts, skill, options)?.texts ?? []),
      };
    }),
    order: Array.from(order),
    rounds: learnedPerRound.length,
    understood: textsUnderstood,
    cores: Array.from(cores.skillCounts, (skills, core) => ({ skills, texts: cores.textCounts[core] })),
    edits,
  };
};

async function corpusOf(input: PeelInput): Promise<Drawn> {
  switch (input.corpus) {
    case "random":
      return randomCorpus(input);
    case "sums": {
      const { corpus } = corpusFromRecords(sums);
      return drawnOf(corpus, corpus.needs);
    }
    default: {
      const text = await (await fetchBundled(input.corpus)).text();
      const records = text.split("\n").filter((line) => line !== "");
      const { corpus } = corpusFromRecords(records.map((line) => JSON.parse(line)));
      return drawnOf(corpus, corpus.directed ?? corpus.needs);
    }
  }
}

function drawnOf(corpus: Corpus, texts: LearningTexts): Drawn {
  return { textNames: [...corpus.textNames], skillNames: [...corpus.skillNames], texts };
}

function randomCorpus(input: PeelInput): Drawn {
  const graph = simulatedGraph({ ...input, maxUnlearned: Number(input.maxUnlearned) });
  return {
    textNames: numbered(graph.textCount, "text"),
    skillNames: numbered(input.skills, "skill"),
    texts: graph,
  };
}

function numbered(count: number, kind: string): string[] {
  return Array.from({ length: count }, (_, i) => `${kind} ${i + 1}`);
}

const maxTexts = 200;

function validEdits(text: string, skillCount: number): readonly Edit[] {
  const edits = readEdits(text);
  if (edits === null)
    throw new Error("The link's changes of edges could not be read. Reset begins anew with this view.");
  return edits.filter(([text, skill]) => text < maxTexts && skill < skillCount);
}

/** Turns edges over; texts that were not there are new ones. */
function edited(drawn: Drawn, edits: readonly Edit[]): Drawn {
  const graph = drawn.texts as SkillTextGraph;
  const lists = Array.from({ length: graph.textCount }, (_, text) => new Set(graph.skillsOfText(text)));
  for (const [text, skill] of edits) {
    while (lists.length <= text) lists.push(new Set());
    const list = lists[text];
    if (!list.delete(skill)) list.add(skill);
  }
  const ends = lists.flatMap((list, text) => [...list].map((skill) => [text, skill] as const));
  const { graph: texts } = buildGraph(
    lists.length,
    graph.skillCount,
    Uint32Array.from(ends, ([text]) => text),
    Uint32Array.from(ends, ([, skill]) => skill),
  );
  const added = lists.slice(drawn.textNames.length).map((_, i) => `new text ${i + 1}`);
  return { textNames: [...drawn.textNames, ...added], skillNames: drawn.skillNames, texts };
}
