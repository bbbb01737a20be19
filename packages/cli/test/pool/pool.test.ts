/** `onset/pool`: a ready pool of worker threads for programs, as built. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { useFolder } from "../reading/support.js";
import { root } from "../support/built.js";

type Sweep = typeof import("@onset/core/sweep");
type Pool = typeof import("../../src/pool/index.js");
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
