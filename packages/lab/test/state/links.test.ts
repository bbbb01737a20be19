/**
 * Links of the first release keep working: these are such links, with all parameters, as they were shared. A name, a default
 * or a range in them never changes; what is new is added with a default that keeps the old pictures.
 */
import { describe, expect, it } from "vitest";
import { decodeValues, encodeState, parseLink } from "../../src/state/hash.js";
import { defaults, type ParameterTable } from "../../src/state/parameters.js";
import { densityParameters } from "../../src/views/density/parameters.js";
import { emergenceParameters } from "../../src/views/emergence/parameters.js";
import { errorsParameters } from "../../src/views/errors/parameters.js";
import { hierarchyParameters } from "../../src/views/hierarchy/parameters.js";
import { lessonsParameters } from "../../src/views/lessons/parameters.js";
import { trainedParameters } from "../../src/views/trained/parameters.js";

const first: readonly (readonly [ParameterTable, string])[] = [
  [
    emergenceParameters,
    "1/emergence?mean=5&maxUnlearned=1&skills=10000&ratio=2.3&trials=40&compare=means&seed=1",
  ],
  [densityParameters, "1/density?law=poisson%3A5&skillLaw=&ratio=2.4&maxUnlearned=1&unknown=1&rounds=300"],
  [
    hierarchyParameters,
    "1/hierarchy?foundationRatio=1.4&foundationMean=4&domainRatio=1.3&basicMean=2&domainMean=3&learning=frozen&skills=20000&trials=10&seed=1",
  ],
  [errorsParameters, "1/errors?mean=4&ratio=2&exponent=1.5&skills=10000&budget=100000000&trials=8&seed=1"],
  [trainedParameters, "1/trained?ratio=2.8&mean=5&noise=12&rate=1&symbols=4&steps=200&skills=300&seed=1"],
  [lessonsParameters, "1/lessons?lesson=below&bet=50&bets=&puzzle=1&taught="],
];

describe("links of the first release", () => {
  it.each(first)("still open what they opened (%#)", (table, text) => {
    const { link, problem } = parseLink(`#${text}`);
    expect(problem).toBe(null);
    expect(decodeValues(table, link!.query)).toEqual({ values: defaults(table), problems: [] });
    expect(encodeState(link!.view, table, defaults(table)).startsWith(text)).toBe(true);
  });

  it("without parameters still mean the defaults", () => {
    expect(decodeValues(emergenceParameters, "").values).toEqual(defaults(emergenceParameters));
  });
});
