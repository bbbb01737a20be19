import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stream } from "../../src/base/index.js";
import type { DegreeLawData } from "../../src/graph/index.js";
import { type ImplicitOptions, implicitLearner } from "../../src/learning/index.js";
import { cases } from "../support/cases.js";

const thirteen: DegreeLawData = { kind: "poisson", mean: 13 };

/** The standard global, which has no types without those of browsers. */
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Record<string, unknown> };

/** All that a run gives, of one learner and seed. */
function run(
  law: DegreeLawData,
  texts: number,
  skills: number,
  options: ImplicitOptions,
  seed: number,
  known?: Uint8Array,
) {
  const learner = implicitLearner(law, texts, skills, options);
  expect(learner.engine).toBe(options.engine);
  const perRound: number[] = [];
  const roundOfSkill = new Uint32Array(skills);
  const result = learner.run(stream(seed), { perRound, roundOfSkill, known });
  return { ...result, perRound, roundOfSkill };
}

describe("WebAssembly and TypeScript", () => {
  it.each(["direct", "binned"] as const)("give the same bits in random cases: %s", (kernel) => {
    let rounds = 0;
    for (let trial = 0; trial < cases(1000); trial++) {
      const random = stream(83, trial);
      const skills = random.nextInteger(trial % 10 === 0 ? 5000 : 300);
      const mean = 20 * random.nextFloat();
      const laws: DegreeLawData[] = [
        { kind: "poisson", mean },
        { kind: "regular", degree: Math.floor(mean) },
        { kind: "polynomial", degrees: [0, 1, 4, 70], probabilities: [0.1, 0.5, 0.3, 0.1] },
      ];
      const texts = Math.ceil(1 + skills * (0.3 + 4 * random.nextFloat()));
      const law = laws[trial % 3];
      const known =
        trial % 2 === 0
          ? undefined
          : Uint8Array.from({ length: skills }, () => (random.nextFloat() < 0.1 ? 255 : 0));
      const wasm = run(law, texts, skills, { kernel, engine: "wasm" }, trial, known);
      const typescript = run(law, texts, skills, { kernel, engine: "typescript" }, trial, known);
      expect(wasm).toEqual(typescript);
      rounds += wasm.rounds;
    }
    expect(rounds).toBeGreaterThan(cases(2500));
  });

  it.each([
    ["direct", 150_000, 390_000],
    // From 2^21 texts on the products of words and the number of texts are rounded.
    ["direct", 1_000_000, 2_600_000],
    ["binned", 150_000, 390_000],
    // Fills the bins more than once.
    ["binned", 1_300_000, 3_300_000],
  ] as const)("give the same bits for large graphs: %s, %d skills", (kernel, skills, texts) => {
    const wasm = run(thirteen, texts, skills, { kernel, engine: "wasm" }, 84);
    const typescript = run(thirteen, texts, skills, { kernel, engine: "typescript" }, 84);
    expect(wasm.perRound).toEqual(typescript.perRound);
    expect(wasm.edges).toBe(typescript.edges);
    const bytes = (rounds: Uint32Array) => Buffer.from(rounds.buffer);
    expect(bytes(wasm.roundOfSkill).equals(bytes(typescript.roundOfSkill))).toBe(true);
    expect(wasm.rounds).toBeGreaterThan(10);
  });

  it.each(["direct", "binned"] as const)(
    "give the same bits when few skills have most of the edges: %s",
    (kernel) => {
      const heavy: DegreeLawData = {
        kind: "polynomial",
        degrees: [1, 3, 5000, 60_000],
        probabilities: [0.25, 0.745, 0.004, 0.001],
      };
      for (let seed = 0; seed < 5; seed++) {
        const wasm = run(heavy, 20_000, 8000, { kernel, engine: "wasm" }, seed);
        expect(wasm).toEqual(run(heavy, 20_000, 8000, { kernel, engine: "typescript" }, seed));
        expect(wasm.edges).toBeGreaterThan(300_000);
      }
    },
  );

  it("survive many learners, each with a memory of its own", () => {
    let learned = 0;
    for (let i = 0; i < 3000; i++) {
      learned += implicitLearner(thirteen, 26, 10, { engine: "wasm" }).run(stream(i)).learnedCount;
    }
    expect(learned).toBeGreaterThan(5000);
  });
});

describe("the engine of a learner", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("is WebAssembly where there is one", () => {
    expect(implicitLearner(thirteen, 260, 100).engine).toBe("wasm");
    expect(implicitLearner(thirteen, 260, 100, { engine: "auto" }).engine).toBe("wasm");
    expect(implicitLearner(thirteen, 260, 100, { engine: "typescript" }).engine).toBe("typescript");
  });

  it("is TypeScript where there is no WebAssembly, and asking for it then says so", () => {
    const expected = implicitLearner(thirteen, 260, 100).run(stream(1));
    vi.stubGlobal("WebAssembly", undefined);
    const learner = implicitLearner(thirteen, 260, 100);
    expect(learner.engine).toBe("typescript");
    expect(learner.run(stream(1))).toEqual(expected);
    expect(() => implicitLearner(thirteen, 260, 100, { engine: "wasm" })).toThrow(
      new Error("there is no WebAssembly here"),
    );
  });

  it("is TypeScript where the module is refused: no SIMD, or forbidden by the page", async () => {
    vi.resetModules();
    // By another name: what was built stays loaded whatever is reset.
    const again = "../../src/learning/index.js?again";
    const fresh = (await import(again)) as typeof import("../../src/learning/index.js");
    const refused = function refused() {
      throw new Error("wasm SIMD unsupported");
    };
    vi.stubGlobal("WebAssembly", { ...WebAssembly, Module: refused });
    const learner = fresh.implicitLearner(thirteen, 260, 100);
    expect(learner.engine).toBe("typescript");
    expect(() => fresh.implicitLearner(thirteen, 260, 100, { engine: "wasm" })).toThrow(/SIMD unsupported/);
  });

  it("is TypeScript where the memory cannot be had", () => {
    const refused = function refused() {
      throw new RangeError("could not allocate memory");
    };
    const { Module, Instance } = WebAssembly;
    vi.stubGlobal("WebAssembly", { Module, Instance, Memory: refused });
    expect(implicitLearner(thirteen, 260, 100).engine).toBe("typescript");
  });

  it("refuses an engine it does not know", () => {
    expect(() => implicitLearner(thirteen, 26, 10, { engine: "gpu" as "wasm" })).toThrow(
      new RangeError('"engine" expected "auto", "wasm" or "typescript", got "gpu"'),
    );
  });
});

describe("the bytes of the WebAssembly kernels", () => {
  const core = join(dirname(fileURLToPath(import.meta.url)), "../..");

  it("are what the AssemblyScript beside them compiles to", async () => {
    const script: string = join(core, "assembly/compile.mjs");
    const { compile, sources } = (await import(script)) as {
      compile(): Promise<object>;
      sources(modules: object): Readonly<Record<string, string>>;
    };
    const compiled = Object.entries(sources(await compile()));
    expect(compiled.length).toBe(4);
    for (const [path, source] of compiled) {
      const written = readFileSync(join(core, "src", path), "utf8");
      expect(source).toBe(written);
      expect(written.length).toBeLessThan(15_000);
    }
  });
});
