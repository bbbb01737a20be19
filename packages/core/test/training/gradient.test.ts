import { describe, expect, it } from "vitest";
import { stream } from "../../src/base/index.js";
import { buildGraphOfTexts, type SkillTextGraph } from "../../src/graph/index.js";
import { deviationsOf } from "../../src/training/deviations.js";
import { textGradients, textTargets } from "../../src/training/gradient.js";
import { type SkillModel, skillModel, skillTrainer } from "../../src/training/index.js";
import { throughSoftmax } from "../../src/training/softmax.js";
import { centred, type NaiveModel, naiveGradient, naiveLoss } from "../reference/naive-training.js";
import { graphOf, randomTexts } from "../reference/random-texts.js";

function naive({ symbols, permutations, logits, skillCount }: SkillModel): NaiveModel {
  return {
    symbols,
    logits: logits.slice(),
    permutations: Array.from({ length: skillCount }, (_, skill) => [
      ...permutations.subarray(skill * symbols, (skill + 1) * symbols),
    ]),
  };
}

const listsOf = (graph: SkillTextGraph): number[][] =>
  Array.from({ length: graph.textCount }, (_, text) => [...graph.skillsOfText(text)]);

/** The gradient with respect to the logits, of all texts. */
function gradientOf(
  model: SkillModel,
  graph: SkillTextGraph,
  targets = textTargets(model, graph),
): Float64Array {
  const deviations = deviationsOf(model);
  const gradients = textGradients(model, graph, targets, deviations);
  for (let text = 0; text < graph.textCount; text++) gradients.add(text, 1);
  throughSoftmax(gradients, deviations.values, model.symbols);
  return gradients.gradient;
}

function largest(values: Float64Array): number {
  return values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}

describe("the gradient of training", () => {
  it.each([2, 3, 4, 5])("is the slope of the loss, by finite differences, with %d symbols", (symbols) => {
    const rng = stream(1, symbols);
    for (let trial = 0; trial < 5; trial++) {
      const graph = graphOf(randomTexts(rng, 12, 6, 3), 6);
      const texts = listsOf(graph);
      const model = skillModel(6, rng.split(trial), { symbols, sigma: 0.7 });
      const { logits, ...rest } = naive(model);
      const slopes = logits.map((_, i) => {
        const at = (shift: number): number => {
          const moved = logits.slice();
          moved[i] += shift;
          return naiveLoss({ ...rest, logits: moved }, texts);
        };
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      const expected = centred(slopes, symbols);
      gradientOf(model, graph).forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThan(1e-8);
      });
    }
  });

  it("is that of whole matrices to the last digits, with texts of any size", () => {
    const rng = stream(2);
    for (let trial = 0; trial < 40; trial++) {
      const symbols = 2 + rng.nextInteger(4);
      const graph = graphOf(randomTexts(rng, 15, 8, 4), 8);
      const model = skillModel(8, rng.split(trial), { symbols, sigma: 0.1 + 2 * rng.nextFloat() });
      const expected = naiveGradient(naive(model), listsOf(graph));
      const scale = largest(expected) + 1e-30;
      gradientOf(model, graph).forEach((value, i) => {
        expect(Math.abs(value - expected[i]) / scale).toBeLessThan(1e-10);
      });
    }
  });

  it("knows of a text that lacks j skills only what is of the order of sigma to the power j - 1", () => {
    for (let lacking = 1; lacking <= 4; lacking++) {
      // One text with two known skills around the lacking ones.
      const size = lacking + 2;
      const skills = Uint32Array.from({ length: size }, (_, i) => i);
      const { graph } = buildGraphOfTexts(size, Uint32Array.of(0, size), skills);
      const known = Uint8Array.from(skills, (i) => (i === 0 || i === size - 1 ? 1 : 0));
      const said = [1e-3, 1e-6].map((sigma) => {
        const model = skillModel(size, stream(3, lacking), { symbols: 3, sigma, known });
        const truth = textTargets(model, graph);
        const other = truth.map((_, i) => truth[(i + 1) % 3]);
        const gradient = gradientOf(model, graph, truth);
        const difference = gradientOf(model, graph, other).map((value, i) => value - gradient[i]);
        return largest(difference.subarray(9, 9 * (size - 1)));
      });
      expect(Math.log10(said[0] / said[1])).toBeCloseTo(3 * (lacking - 1), 1);
    }
  });

  it("leaves exactly zero where noise is zero and two skills lack", () => {
    const { graph } = buildGraphOfTexts(3, Uint32Array.of(0, 3), Uint32Array.of(0, 1, 2));
    const model = skillModel(3, stream(4), { sigma: 0, known: Uint8Array.of(0, 1, 0) });
    expect([...gradientOf(model, graph)].every((value) => value === 0)).toBe(true);
  });

  it("descends as whole matrices do, step by step", () => {
    const rng = stream(5);
    const graph = graphOf(randomTexts(rng, 25, 10, 3), 10);
    const model = skillModel(10, rng, { symbols: 3, sigma: 0.3 });
    const reference = naive(model);
    const trainer = skillTrainer(model, graph, rng, { rate: 0.2 });
    for (let step = 0; step < 60; step++) {
      trainer.run(1);
      naiveGradient(reference, listsOf(graph)).forEach((value, i) => {
        reference.logits[i] -= 0.2 * value;
      });
    }
    expect(naiveLoss(reference, listsOf(graph))).toBeLessThan(
      0.5 * naiveLoss(naive(skillModel(10, rng, { symbols: 3, sigma: 0.3 })), listsOf(graph)),
    );
    model.logits.forEach((logit, i) => {
      expect(Math.abs(logit - reference.logits[i])).toBeLessThan(1e-9);
    });
  });
});
