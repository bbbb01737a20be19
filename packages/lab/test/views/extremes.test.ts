import { describe, expect, it } from "vitest";
import { defaults, type ParameterTable } from "../../src/state/parameters.js";
import { computeDensity } from "../../src/views/density/compute.js";
import { densityParameters } from "../../src/views/density/parameters.js";
import { computeEmergence } from "../../src/views/emergence/compute.js";
import { emergenceParameters } from "../../src/views/emergence/parameters.js";
import { computeErrors } from "../../src/views/errors/compute.js";
import { errorsParameters } from "../../src/views/errors/parameters.js";
import { computeHierarchy } from "../../src/views/hierarchy/compute.js";
import { hierarchyParameters } from "../../src/views/hierarchy/parameters.js";
import { computeTrained } from "../../src/views/trained/compute.js";
import { trainedParameters } from "../../src/views/trained/parameters.js";
import type { Job } from "../../src/worker/protocol.js";

type AnyJob = Job<never, unknown>;
const context = { partial: () => undefined, yieldNow: async () => undefined };

/** Small samples: it is the ranges that are tested. */
const views: Readonly<Record<string, readonly [ParameterTable, AnyJob, object]>> = {
  emergence: [emergenceParameters, computeEmergence as AnyJob, { skills: 300, trials: 10 }],
  density: [densityParameters, computeDensity as AnyJob, {}],
  hierarchy: [hierarchyParameters, computeHierarchy as AnyJob, { skills: 300, trials: 1 }],
  trained: [trainedParameters, computeTrained as AnyJob, { skills: 60, steps: 60 }],
  errors: [errorsParameters, computeErrors as AnyJob, { skills: 300, trials: 1 }],
};

type Extreme = [name: string, value: number | string];

/** Every parameter at its ends, one at a time. */
function extremes(table: ParameterTable): Extreme[] {
  return Object.entries(table).flatMap(([name, parameter]): Extreme[] => {
    if (["trials", "skills", "seed"].includes(name)) return [];
    if (parameter.kind === "number") return [parameter.min, parameter.max].map((value) => [name, value]);
    return parameter.kind === "choice" ? parameter.options.map(([value]) => [name, value]) : [];
  });
}

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe.each(Object.entries(views))("the view %s", (_, [table, compute, small]) => {
  it.each(extremes(table))("computes numbers where %s is %s", { timeout: 60_000 }, async (name, value) => {
    const output = await compute({ ...defaults(table), ...small, [name]: value } as never, context);
    const numbers = numbersIn(output);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.filter(Number.isNaN)).toEqual([]);
  });
});

describe("the view Density evolution", () => {
  it.each([
    [{ law: "regular:6", skillLaw: "regular:3", unknown: 0.42 }, 0.42944, "epsilon"],
    [{ law: "poisson", skillLaw: "regular:3", ratio: 1.25 }, 0.818469, "load"],
    [{ law: "0.3x+0.7x^6", skillLaw: "" }, 1.608429, "ratio"],
  ])("knows the published threshold of %j", async (values, threshold, parameter) => {
    const output = await computeDensity({ ...defaults(densityParameters), ...values }, context as never);
    expect(output.threshold.parameter).toBe(parameter);
    expect(output.threshold.value).toBeCloseTo(threshold, 5);
    // Its own map of a round goes where the theory of the core goes.
    expect(output.path.at(-1)).toBeCloseTo(output.resting[0].edgeUnlearned, 3);
  });

  it("says what is missing where laws do not determine each other", async () => {
    const values = { ...defaults(densityParameters), law: "poisson" };
    expect(() => computeDensity(values, context as never)).toThrow("Say the mean of the Poisson law");
  });
});
