/** The study of a corpus by index: through any engine, followed step by step, stopped at any moment. */
import { describe, expect, it } from "vitest";
import {
  type CallOptions,
  compareCorpora,
  corpusLearner,
  embeddedEngine,
  explainSkill,
  type LearningEngine,
  nameExplanation,
  nextTexts,
  orderTexts,
  planSkills,
  type Step,
  studyCorpus,
  summarizeStudy,
} from "../../src/analysis/index.js";
import { stream } from "../../src/base/index.js";
import type { Corpus } from "../../src/corpus/index.js";
import { uniformGraph } from "../../src/graph/index.js";
import { learnTexts, none } from "../../src/learning/index.js";

function randomCorpus(seed: number, skills = 400, ratio = 1.3): Corpus {
  const law = { kind: "poisson", mean: 3 } as const;
  const needs = uniformGraph(law, Math.round(ratio * skills), skills, stream(seed, "analysis"));
  return {
    needs,
    textNames: Array.from({ length: needs.textCount }, (_, text) => `text ${text}`),
    skillNames: Array.from({ length: skills }, (_, skill) => String(skill).padStart(6, "0")),
  };
}

/** Only what kernels find: no ladder, no risk, no copies with wrong labels. */
const quick = { ladder: false, lost: 0, labelErrors: 0 } as const;

/** Another engine: everything it gives has been a message, as from another machine. */
function distant(corpus: Corpus, asked: string[]): LearningEngine {
  const near = embeddedEngine(corpus.directed ?? corpus.needs, corpus.needs);
  return {
    name: "distant",
    learn: async (options, call) => {
      asked.push("learn");
      return structuredClone(await near.learn(options, call));
    },
    degreeCounts: async (known, call) => {
      asked.push("degreeCounts");
      return structuredClone(await near.degreeCounts(known, call));
    },
  };
}

describe("another engine", () => {
  it("does the rounds of a study, and the result is that of the embedded one", async () => {
    for (const seed of [1, 2, 3]) {
      const corpus = randomCorpus(seed);
      const asked: string[] = [];
      const options = { runs: 10, known: { kind: "top", count: 5 }, ...quick } as const;
      const here = await studyCorpus(corpus, options);
      const there = await studyCorpus(corpus, { ...options, engine: distant(corpus, asked) });
      expect(there).toEqual(here);
      // The texts once, and for each point of the curve of known skills.
      expect(asked.filter((call) => call === "learn")).toHaveLength(1 + here.knownCurve!.length);
      expect(asked).toContain("degreeCounts");
    }
  });

  it("is asked by every question that needs rounds alone", async () => {
    const corpus = randomCorpus(4);
    const asked: string[] = [];
    const [near, far] = [corpusLearner(corpus), corpusLearner(corpus, { engine: distant(corpus, asked) })];
    const stuck = (await near.engine.learn(near.options)).roundOfSkill.indexOf(none);
    for (const question of [
      orderTexts,
      planSkills,
      (learner: typeof near) => compareCorpora(learner, learner),
      (learner: typeof near) => explainSkill(learner, stuck),
    ]) {
      asked.length = 0;
      expect(await question(far)).toEqual(await question(near));
      expect(asked).toContain("learn");
    }
  });

  it("learns the whole only: a part that is held back from is learned here", async () => {
    const corpus = randomCorpus(5);
    const asked: string[] = [];
    const study = await studyCorpus(corpus, {
      ...quick,
      holdout: 0.2,
      runs: 0,
      engine: distant(corpus, asked),
    });
    expect(asked).toEqual([]);
    expect(study.testError!.texts).toBe(Math.round(0.2 * corpus.needs.textCount));
  });
});

describe("a study", () => {
  it("has the numbers of the kernels", async () => {
    const corpus = randomCorpus(6);
    const study = await studyCorpus(corpus, { ...quick, runs: 0, maxUnlearned: 2 });
    const learned = learnTexts(corpus.needs, { maxUnlearned: 2 });
    const summary = summarizeStudy(study);
    expect(study.learned).toEqual(learned);
    expect(summary.learned).toMatchObject({
      skills: learned.learnedCount,
      fraction: learned.learnedCount / 400,
      rounds: learned.learnedPerRound.length,
    });
    expect(summary.stuck.skills).toBe(400 - learned.learnedCount);
    expect(summary.stuck.cores.reduce((sum, { skills }) => sum + skills, 0)).toBe(summary.stuck.skills);
    expect(summary.emergence.measured).toBeNull();
  });

  it("predicts by the degrees alone where the ladder is not climbed", async () => {
    const corpus = randomCorpus(14);
    const told: string[] = [];
    const progress = ({ step }: Step): void => void told.push(step);
    const { prediction, emergence } = await studyCorpus(corpus, { ...quick, runs: 0, progress });
    expect(prediction).toBeNull();
    expect(emergence.predictedBy).toBe("degrees");
    expect(told).not.toContain("take-off");
    expect((await studyCorpus(corpus, { runs: 0, rewirings: 0 })).prediction).not.toBeNull();
  });

  it("says why there is no threshold in a word for programs", async () => {
    const corpus = randomCorpus(7, 200);
    const { needs } = corpus;
    const directed: Corpus = { ...corpus, directed: { requires: needs, teaches: needs } };
    const reasonOf = async (one: Corpus): Promise<unknown> =>
      (await studyCorpus(one, { ...quick, runs: 0 })).emergence.noThreshold;
    expect(await reasonOf(directed)).toBe("directed");
    const pairs = uniformGraph({ kind: "regular", degree: 2 }, 200, 200, stream(1), { repeats: "redraw" });
    expect(await reasonOf({ ...corpus, needs: pairs, textNames: corpus.textNames })).toBe("no-start");
  });

  it("refuses options that are out of their range", async () => {
    const corpus = randomCorpus(8);
    await expect(studyCorpus(corpus, { maxUnlearned: 0 })).rejects.toThrow(/"maxUnlearned" expected/);
    await expect(studyCorpus(corpus, { holdout: 2 })).rejects.toThrow(/"holdout" expected/);
    await expect(studyCorpus(corpus, { seed: -1 })).rejects.toThrow(/"seed" expected/);
    await expect(nextTexts(corpusLearner(corpus), { limit: -1 })).rejects.toThrow(/"limit" expected/);
    await expect(orderTexts(corpusLearner(corpus), { maxStages: 0 })).rejects.toThrow(/"maxStages" expected/);
    await expect(explainSkill(corpusLearner(corpus), 400)).rejects.toThrow(/skill 400 does not exist/);
  });
});

describe("the progress of a study", () => {
  it("names the steps in their order, and counts the parts of those that have some", async () => {
    const told: Step[] = [];
    const progress = (step: Step): void => void told.push(step);
    await studyCorpus(randomCorpus(9), { runs: 12, holdout: 0.1, progress });
    const steps = [...new Set(told.map(({ step }) => step))];
    expect(steps).toEqual([
      "learning",
      "prediction",
      "take-off",
      "rewirings",
      "test-error",
      "cores",
      "twins",
      "associations",
      "margin",
      "keystones",
      "risk",
      "label-errors",
    ]);
    const orders = told.filter(({ step }) => step === "margin");
    expect(orders.map(({ done }) => done)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    for (const { done, of } of told) expect(done).toBeLessThan(of);
  });

  it("lets timers fire by itself, so that an abort from outside is heard", async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error("enough")), 30);
    const endless = studyCorpus(randomCorpus(10), { ...quick, runs: 1_000_000, signal: controller.signal });
    await expect(endless).rejects.toThrow("enough");
    clearTimeout(timer);
  });

  it("ends at the next step when it is stopped, with the reason of the signal", async () => {
    for (const last of ["cores", "margin", "keystones"]) {
      const controller = new AbortController();
      const told: string[] = [];
      const call: CallOptions = {
        signal: controller.signal,
        progress({ step }) {
          told.push(step);
          if (step === last) controller.abort(new Error(last));
        },
      };
      await expect(studyCorpus(randomCorpus(11), { ...quick, runs: 10, ...call })).rejects.toThrow(last);
      expect(told.at(-1)).toBe(last);
    }
  });

  it("runs its kernels through what the caller gives, and ends with what that throws", async () => {
    let kernels = 0;
    const compute = <T>(kernel: () => T): T => {
      if (++kernels === 3) throw new Error("the third");
      return kernel();
    };
    await expect(studyCorpus(randomCorpus(12), { ...quick, runs: 0, compute })).rejects.toThrow("the third");
  });
});

describe("an explanation", () => {
  it("has names in place of indices, and nothing else changes", async () => {
    const corpus = randomCorpus(13, 60);
    const learner = corpusLearner(corpus, { known: { kind: "top", count: 2 } });
    const states = new Set<string>();
    for (let skill = 0; skill < 60; skill++) {
      const explanation = await explainSkill(learner, skill);
      states.add(explanation.state);
      const named = JSON.stringify(nameExplanation(corpus, explanation));
      const unnamed = named.replace(/"text (\d+)"/g, "$1").replace(/"(0\d+)"/g, (_, digits) => `${+digits}`);
      expect(JSON.parse(unnamed)).toEqual(explanation);
    }
    expect([...states].sort()).toEqual(["known", "learned", "stuck"]);
  });
});
