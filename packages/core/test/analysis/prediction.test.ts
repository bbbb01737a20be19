import { describe, expect, it } from "vitest";
import {
  checkRules,
  corpusLearner,
  courseGaps,
  explainSkill,
  openPart,
  type Study,
  studyCorpus,
  withLabelErrors,
} from "../../src/analysis/index.js";
import { stream } from "../../src/base/index.js";
import { type Corpus, corpusFromRecords } from "../../src/corpus/index.js";
import { uniformGraph } from "../../src/graph/index.js";
import { learnDirected } from "../../src/learning/index.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

const quick = { runs: 0, rewirings: 0, lost: 0, labelErrors: 0 };

function study(
  texts: readonly (readonly string[])[],
  options: Parameters<typeof studyCorpus>[1] = {},
): Promise<Study> {
  const { corpus } = corpusFromRecords(texts.map((skills) => ({ skills: [...skills] })));
  return studyCorpus(corpus, { ...quick, ...options });
}

/** A corpus of numbered skills and texts. */
function corpusOf(needs: Corpus["needs"]): Corpus {
  const names = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(6, "0"));
  return { textNames: names(needs.textCount), skillNames: names(needs.skillCount), needs };
}

describe("the ladder of a study", () => {
  it("begins with degrees, ends before a rung that moves less than half of the edges, and predicts by the last", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 6000, 4000, stream(1));
    const { prediction, emergence } = await studyCorpus(corpusOf(graph), quick);
    const { rungs, best } = prediction!.ladder;
    expect(rungs.map(({ name }) => name).slice(0, 2)).toEqual(["degrees", "rarity"]);
    for (const [i, rung] of rungs.entries()) {
      if (i > 0) expect(rung.moved).toBeLessThanOrEqual(rungs[i - 1].moved);
      expect(rung.isPrediction).toBe(i === 0 || rung.moved >= 0.5);
    }
    expect(best).toBe(rungs.findLastIndex(({ isPrediction }) => isPrediction));
    expect(emergence.predictedLearned).toBe(rungs[best].learned);
    expect(emergence.predictedBy).toBe(rungs[best].name);
    // Texts that choose uniformly have no structure: all rungs say the same.
    for (const rung of rungs.slice(0, best + 1)) expect(rung.learned).toBeCloseTo(rungs[0].learned, 1);
  });

  it("leaves out rungs of a corpus so small that they would be copies", async () => {
    const { prediction } = await study([["a"], ["a", "b"], ["b", "c"], ["c", "d", "e"], ["d", "e"]]);
    expect(prediction!.ladder.rungs.length).toBeLessThan(5);
    expect(prediction!.ladder.rungs[prediction!.ladder.best].isPrediction).toBe(true);
  });
});

describe("the forecast of take-off", () => {
  it("counts rewired corpora, and is the same for the same seed only", async () => {
    const graph = uniformGraph({ kind: "poisson", mean: 3 }, 1100, 1000, stream(2));
    const of = async (seed: number) =>
      (await studyCorpus(corpusOf(graph), { ...quick, rewirings: 30, seed })).prediction!.forecast!;
    const [first, again, other] = [await of(1), await of(1), await of(2)];
    expect(first).toEqual(again);
    expect(other.learned).not.toEqual(first.learned);
    expect(first.rewirings).toBe(30);
    expect(first.tookOff).toBeGreaterThan(0);
    expect(first.tookOff).toBeLessThanOrEqual(30);
    expect(first.learned!.low).toBeGreaterThan(first.height!);
    expect(first.learned!.low).toBeLessThanOrEqual(first.learned!.median);
  });
});

describe("an ordered corpus", () => {
  const course = Array.from({ length: 60 }, (_, i) =>
    [i, i - 1, i >> 1].filter((s) => s >= 0).map((s) => `s${s}`),
  );

  it("is recognised in the order of its file, and all is predicted to be learned", async () => {
    const { order, emergence } = await study(course);
    expect(order).toBe("file");
    expect(emergence).toMatchObject({
      predictedLearned: 1,
      predictedBy: "order",
      threshold: null,
      noThreshold: "ordered",
    });
  });

  it("is recognised in any order when every text teaches a skill of its own", async () => {
    expect((await study([...course].reverse())).order).toBe("own-skills");
  });

  it("is not one in which something stays unlearned, nor one whose texts mostly need nothing", async () => {
    expect((await study([...course, ["x", "y"]])).order).toBeNull();
    expect((await study([["a"], ["b"], ["c"]])).order).toBeNull();
  });
});

describe("skills at risk", () => {
  it("are as likely to be learned as in 400 thinnings, within five standard errors on a corpus without cycles", async () => {
    // Chains of four texts each, which only their first text begins.
    const texts = Array.from({ length: 50 }, (_, chain) =>
      [0, 1, 2, 3].map((i) => [i - 1, i].filter((s) => s >= 0).map((s) => `${chain}/${s}`)),
    ).flat();
    const { risk, openSkills, corpus } = await study(texts, { lost: 0.2 });
    for (const [i, skill] of openSkills.entries()) {
      const place = Number(corpus.skillNames.at(skill)!.split("/")[1]);
      expect(risk!.survival[i]).toBeCloseTo(0.8 ** (place + 1), 6);
    }
    expect(risk!.curve.at(-1)).toEqual({ kept: 1, learned: 1 });
    expect(risk!.curve.some(({ kept }) => kept === 0.8)).toBe(true);
  });
});

describe("the tipping point", () => {
  it("is the smallest number of known skills with which a quarter of the others is learned", async () => {
    const random = stream(5);
    const texts = Array.from({ length: 400 }, () => {
      const skills = new Set<string>();
      // Frequent skills have small numbers.
      while (skills.size < 4) skills.add(`w${Math.floor(60 * random.nextFloat() * random.nextFloat())}`);
      return [...skills];
    });
    const { tippingPoint, corpus } = await study(texts);
    const share = async (count: number) => {
      const { learned } = await study(texts, { known: { kind: "top", count }, knownCounts: [] });
      return learned.learnedCount / (corpus.needs.skillCount - count);
    };
    expect(tippingPoint).not.toBeNull();
    expect(await share(tippingPoint!.known)).toBeGreaterThanOrEqual(0.25);
    expect(await share(tippingPoint!.known - 1)).toBeLessThan(0.25);
  });

  it("is not searched where something is learned, and is null where knowing does not help", async () => {
    expect((await study([["a"], ["a", "b"]])).tippingPoint).toBeNull();
    expect((await study([["a", "b", "c", "d"]])).tippingPoint).toBeNull();
  });
});

describe("the gaps of a course", () => {
  it("are what no text teaches and what waits for itself, as a naive search finds, on 300 random courses", () => {
    for (let trial = 0; trial < 300; trial++) {
      const random = stream(16, "gaps", trial);
      const skills = 2 + random.nextInteger(10);
      const texts = 1 + random.nextInteger(14);
      const requires = graphOf(randomTexts(random, texts, skills, 2), skills);
      const teaches = graphOf(randomTexts(random, texts, skills, 1), skills);
      const { learnedFlags } = learnDirected(requires, teaches);
      const { untaught, circles } = courseGaps(requires, teaches, learnedFlags);
      const stuck = [...learnedFlags.keys()].filter((skill) => learnedFlags[skill] === 0);
      expect(untaught.map(({ skill }) => skill).sort((a, b) => a - b)).toEqual(
        stuck.filter((s) => requires.textsOfSkill(s).length > 0 && teaches.textsOfSkill(s).length === 0),
      );
      const needs = (skill: number) =>
        [...teaches.textsOfSkill(skill)].flatMap((text) =>
          [...requires.skillsOfText(text)].filter((s) => learnedFlags[s] === 0),
        );
      const reach = (from: number) => {
        const found = new Set<number>();
        const queue = needs(from);
        for (let skill = queue.pop(); skill !== undefined; skill = queue.pop()) {
          if (found.has(skill)) continue;
          found.add(skill);
          queue.push(...needs(skill));
        }
        return found;
      };
      const reached = new Map(stuck.map((skill) => [skill, reach(skill)]));
      const inCircle = stuck.filter((skill) => reached.get(skill)!.has(skill));
      expect(circles.flat().sort((a, b) => a - b)).toEqual(inCircle);
      for (const circle of circles)
        for (const one of circle) for (const other of circle) expect(reached.get(one)!.has(other)).toBe(true);
    }
  });
});

describe("a course with a circle and a gap", () => {
  const { corpus } = corpusFromRecords([
    { id: "intro", requires: [], teaches: ["a"] },
    { id: "libc", requires: ["gcc"], teaches: ["libc"] },
    { id: "gcc", requires: ["libc"], teaches: ["gcc"] },
    { id: "app", requires: ["libc", "ghost"], teaches: ["app"] },
  ]);
  const nameOf = (skill: number) => corpus.skillNames.at(skill)!;
  const skill = (name: string) => [...corpus.skillNames].indexOf(name);

  it("is told of a skill that waits for it, by name", async () => {
    const why = async (name: string) => {
      const explanation = await explainSkill(corpusLearner(corpus), skill(name));
      if (explanation.state !== "stuck") throw new Error(`${name} is ${explanation.state}`);
      return [explanation.circle.map(nameOf).sort(), explanation.untaught.map(nameOf)];
    };
    expect(await why("libc")).toEqual([["gcc", "libc"], []]);
    expect(await why("app")).toEqual([[], ["ghost"]]);
    expect((await studyCorpus(corpus, quick)).gaps!.untaught.map((gap) => nameOf(gap.skill))).toEqual([
      "ghost",
    ]);
  });

  it("breaks the rules about gaps, and only where they are asked for", async () => {
    const rules = await checkRules(corpusLearner(corpus), { maxUntaught: 0, maxCircles: 1 });
    expect(rules).toEqual([
      { rule: "max-untaught", limit: 0, measured: 1, holds: false },
      { rule: "max-circles", limit: 1, measured: 1, holds: true },
    ]);
  });
});

describe("wrong labels", () => {
  const graph = uniformGraph({ kind: "poisson", mean: 4 }, 3000, 1000, stream(3));

  it.each([
    ["drop", -0.2, 1000],
    ["add", 0.2, 1000],
    ["swap", 0, 1000],
    ["merge", 0, 1000],
    ["split", 0, 1200],
  ] as const)("of kind %s change a fifth of the labels", (kind, change, skills) => {
    const noisy = withLabelErrors(graph, kind, 0.2, stream(4, kind));
    const deviation = 5 * Math.sqrt(0.16 / graph.edgeCount);
    // A label that a text has already is counted once.
    expect(Math.abs(noisy.edgeCount / graph.edgeCount - (1 + change))).toBeLessThan(deviation + 0.005);
    expect(Math.abs(noisy.skillCount - skills)).toBeLessThan(5 * Math.sqrt(1000 * 0.16) + 1);
    expect(withLabelErrors(graph, kind, 0, stream(4)).textSkills).toEqual(graph.textSkills);
  });

  it("are learned for all five kinds, least, median and most", async () => {
    const { labelErrors } = await studyCorpus(corpusOf(graph), { ...quick, labelErrors: 0.05 });
    expect(labelErrors!.copies).toBe(10);
    expect(labelErrors!.kinds.map(({ kind }) => kind)).toEqual(["drop", "add", "swap", "merge", "split"]);
    for (const { low, median, high } of labelErrors!.kinds) {
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
    }
  });
});

describe("wrong labels of known skills", () => {
  it("hide what was known: a second name of theirs is unknown", async () => {
    // Every text has skill 0, which is known, and one of its own; all skills get a second name in half of their texts.
    const texts = 400;
    const needs = graphOf(
      Array.from({ length: texts }, (_, text) => [0, text + 1]),
      texts + 1,
    );
    const corpus = corpusOf(needs);
    const known = { kind: "list", names: [corpus.skillNames.at(0)!] } as const;
    const { learned, labelErrors } = await studyCorpus(corpus, { ...quick, known, labelErrors: 1 });
    expect(learned.learnedCount).toBe(texts);
    const split = labelErrors!.kinds.find(({ kind }) => kind === "split")!;
    expect(Math.abs(split.median - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / texts));
  });
});

describe("the open part of a corpus", () => {
  it("is the texts without known skills", () => {
    const whole = graphOf(
      [
        [0, 1],
        [1, 2],
      ],
      3,
    );
    const { graph, skills } = openPart(whole, Uint8Array.of(0, 1, 0));
    expect([...skills]).toEqual([0, 2]);
    expect([graph.skillsOfText(0), graph.skillsOfText(1)].map(String)).toEqual(["0", "1"]);
    expect(openPart(whole, new Uint8Array(3)).graph).toBe(whole);
  });
});
