/** `onset/pool`: a ready pool of worker threads for programs, as built. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { useFolder } from "../reading/support.js";
import { root } from "../support/built.js";

type Sweep = typeof import("@onset/core/sweep");
type Pool = typeof import("../../src/pool/index.js");
type Helpers = typeof import("../../src/pool/pool.js");
type Analysis = typeof import("@onset/core/analysis");
type Graphs = typeof import("@onset/core/graph");
type Base = typeof import("@onset/core/base");
const built = (path: string): string => pathToFileURL(join(root, "packages", path)).href;
const folder = useFolder();

/** A module that defines an experiment, as a user writes it; each worker imports it. */
const definition = `import { defineExperiment } from ${JSON.stringify(built("core/dist/sweep/index.js"))};
export const coupons = defineExperiment({
  name: "coupons",
  skills: ({ skills }) => skills,
  prepare: ({ skills, texts }) => (rng) => {
    const seen = new Set();
    for (let text = 0; text < texts; text++) seen.add(rng.nextInteger(skills));
    return { unlearned: skills - seen.size };
  },
  cost: () => 5e6,
});
`;

describe("threads that help with a study", () => {
  it("do parts of it as this one does, say why one failed, and end when they are interrupted", async () => {
    const analysis = (await import(built("core/dist/analysis/index.js"))) as Analysis;
    const { uniformGraph } = (await import(built("core/dist/graph/index.js"))) as Graphs;
    const { stream } = (await import(built("core/dist/base/index.js"))) as Base;
    const { startHelpers } = (await import(built("cli/dist/pool/pool.js"))) as Helpers;
    const needs = uniformGraph({ kind: "poisson", mean: 4 }, 300, 700, stream(1));
    const names = (count: number) => Array.from({ length: count }, (_, i) => String(i));
    const corpus = { textNames: names(700), skillNames: names(300), needs };
    const asked = { rewirings: 7, lost: 0.2, labelErrors: 0.05, runs: 0 };
    const alone = await analysis.studyCorpus(corpus, asked);
    expect(alone.prediction!.forecast!.rewirings).toBe(7);
    const stopping = new AbortController();
    const helpers = startHelpers(2, stopping.signal);
    const helped = await analysis.studyCorpus(corpus, { ...asked, helpers });
    expect(helped.prediction!.forecast).toEqual(alone.prediction!.forecast);
    expect(helped.risk).toEqual(alone.risk);
    expect(helped.labelErrors).toEqual(alone.labelErrors);
    const broken = { kind: "risk", graph: new ArrayBuffer(3), maxUnlearned: 1, lost: 0.1 } as const;
    await expect(helpers.submit(broken)).rejects.toThrow("not a skill-text graph");
    const long = {
      kind: "label-errors",
      graph: needs.buffer,
      known: new Uint8Array(300),
      maxUnlearned: 1,
    } as const;
    const waiting = helpers.submit({ ...long, share: 0.1, copies: 1e6, seed: 1 });
    stopping.abort();
    await expect(waiting).rejects.toThrow();
    await helpers.close();
  });
});

describe("a pool of worker threads for programs", () => {
  it("gives the rows of an experiment of one's own that one thread gives, by 1, 2 and 3 workers", async () => {
    const sweep = (await import(built("core/dist/sweep/index.js"))) as Sweep;
    const { openWorkers } = (await import(built("cli/dist/pool/index.js"))) as Pool;
    const module = pathToFileURL(folder.put("coupons.mjs", definition)).href;
    const { coupons } = await import(module);
    const tasks = [{ task: sweep.makeTask(coupons({ skills: 20, texts: 40 })), rule: { maxTrials: 75 } }];
    const here = await sweep.runSweep(tasks, async (task, range) => sweep.runTrials(task, range));
    expect(here[0]!.trials).toBe(75);
    for (const workers of [1, 2, 3]) {
      const pool = openWorkers({ workers, modules: [module] });
      expect(await sweep.runSweep(tasks, pool.submit, { width: pool.width })).toEqual(here);
      await pool.close();
    }
    // A worker that never saw the definition says so, and names what to do.
    const pool = openWorkers({ workers: 1 });
    await expect(sweep.runSweep(tasks, pool.submit)).rejects.toThrow(
      'no experiment "coupons" is defined here (none is); import the module that defines it',
    );
    await pool.close();
    const lost = openWorkers({ workers: 1, modules: [`${module}.gone`] });
    await expect(sweep.runSweep(tasks, lost.submit)).rejects.toThrow("coupons.mjs.gone");
    await lost.close();
    expect(() => openWorkers({ workers: 0 })).toThrow('"workers" expected an integer in [1, 1024], got 0');
    expect(() => openWorkers({ module: [] } as object)).toThrow('did you mean "modules"?');
  });
});
