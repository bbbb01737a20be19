import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { stream } from "@onset/core/base";
import { implicitLearner, implicitTeam } from "@onset/core/learning";
import { describe, expect, it } from "vitest";
import { isComplete } from "../../../core/test/support/cases.js";
import { json } from "./onset.js";

/** Learns as a member of a team, with the built library: threads run what users run. */
const member = `
const { parentPort, workerData } = require("node:worker_threads");
const { team, member, seeds, known, rounds } = workerData;
Promise.all([import("@onset/core/base"), import("@onset/core/learning")]).then(([{ stream }, learning]) => {
  const learner = learning.joinImplicitTeam(team, member);
  const results = seeds.map((seed, i) => {
    const perRound = [];
    const result = learner.run(stream(seed), { perRound, known, roundOfSkill: rounds[i] });
    return { ...result, perRound };
  });
  parentPort.postMessage(results);
});`;

const law = { kind: "poisson", mean: 13 } as const;
/** One graph of the largest is many times the work of two of the others, and sends as often in each. */
const seedsOf = (skills: number) => (isComplete ? [1, 2, 3] : skills < 500_000 ? [1, 2] : [1]);

/** What a team of threads finds for every seed. */
async function runTeam(texts: number, skills: number, members: number, known?: Uint8Array) {
  const seeds = seedsOf(skills);
  const team = implicitTeam(law, texts, skills, members);
  const rounds = seeds.map(() => new Uint32Array(new SharedArrayBuffer(4 * skills)));
  const results = await Promise.all(
    Array.from({ length: members }, async (_, index) => {
      const worker = new Worker(member, {
        eval: true,
        workerData: { team, member: index, seeds, known, rounds },
      });
      const [result] = (await once(worker, "message")) as [object[]];
      await worker.terminate();
      return result;
    }),
  );
  for (const result of results) expect(result).toEqual(results[0]);
  return results[0].map((result, i) => ({ ...result, roundOfSkill: Buffer.from(rounds[i]) }));
}

describe("threads that learn one graph together", () => {
  it.each([
    // Fewer chunks of skills and blocks of texts than threads, about as many, and several rounds of sending.
    [1000, 2600, false],
    [150_000, 390_000, true],
    [700_000, 1_800_000, false],
  ])(
    "find the same rounds for all skills with 1, 2, 3 and 5 threads: %d skills",
    async (skills, texts, some) => {
      const known = some
        ? Uint8Array.from({ length: skills }, (_, skill) => (skill % 7 === 0 ? 1 : 0))
        : undefined;
      const learner = implicitLearner(law, texts, skills, { engine: "typescript" });
      const alone = seedsOf(skills).map((seed) => {
        const perRound: number[] = [];
        const roundOfSkill = new Uint32Array(skills);
        const result = learner.run(stream(seed), { perRound, known, roundOfSkill });
        return { ...result, perRound, roundOfSkill: Buffer.from(roundOfSkill) };
      });
      expect(alone[0].rounds).toBeGreaterThan(5);
      for (const members of [1, 2, 3, 5]) {
        const together = await runTeam(texts, skills, members, known);
        for (const [i, result] of together.entries()) {
          const { roundOfSkill, ...counts } = result as (typeof alone)[number];
          const { roundOfSkill: expected, ...expectedCounts } = alone[i];
          expect(counts).toEqual(expectedCounts);
          expect(roundOfSkill.equals(expected)).toBe(true);
        }
      }
    },
  );

  it("are what onset simulate takes for one huge graph: the numbers are those of one worker", () => {
    const args = ["simulate", "poisson:5", "--ratio", "2.6", "--skills", "1e6", "--trials", "1"];
    const graph = [...args, "--engine", "graph", "--repeats", "keep", "--unknown", "0.9"];
    const [one, two, three] = ["1", "2", "3"].map((count) => json<object>([...graph, "--workers", count]));
    const { provenance: _, ...numbers } = one as { provenance: unknown };
    expect(two).toMatchObject(numbers);
    expect(three).toMatchObject(numbers);
  });
});
