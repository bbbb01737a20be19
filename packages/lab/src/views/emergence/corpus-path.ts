/**
 * One random corpus that a slider adds to. Every text has a random number for each of its possible skills, the time at
 * which that skill joins it (a Poisson process of rate 1), so that a corpus with mean c is the part up to time c: more
 * texts, or more skills a text, are added to what is there and nothing is drawn anew.
 */
import { log1p, type RandomStream, stream } from "@onset/core/base";
import { buildGraphOfTexts } from "@onset/core/graph";
import { learnedByTexts } from "@onset/core/learning";
import type { EmergenceValues } from "./parameters.js";

/** What is learned from the first texts, for more and more of them; null where the corpus would be too large. */
export type CorpusPath = { readonly ratios: readonly number[]; readonly learned: readonly number[] };

/** The largest mean of a text: that of the slider. */
const longest = 10;
/** Edges that are learned in a fraction of a second. */
const maxEdges = 2_000_000;
const maxDrawn = 6_000_000;
const steps = 400;

type Drawn = {
  readonly seed: number;
  readonly skills: number;
  readonly rng: RandomStream;
  texts: number;
  /** Where the skills of text t begin; ascending times within a text. */
  starts: Uint32Array;
  times: Float32Array;
  ids: Uint32Array;
  filled: number;
};

export class CorpusPaths {
  #drawn: Drawn | null = null;
  #latest: { readonly key: string; readonly path: CorpusPath | null } | null = null;

  /** The path of these values if it was followed last. */
  latest(values: EmergenceValues): CorpusPath | null {
    return this.#latest?.key === keyOf(values) ? this.#latest.path : null;
  }

  /** Follows the corpus of a seed up to a ratio. O(texts * longest) when it is new, else O(edges). */
  async follow(
    values: EmergenceValues,
    last: number,
    yieldNow: () => Promise<void>,
  ): Promise<CorpusPath | null> {
    const key = keyOf(values);
    if (this.#latest?.key === key) return this.#latest.path;
    const { mean, skills } = values;
    const texts = Math.ceil(last * skills);
    if (texts * mean > maxEdges || texts * longest > maxDrawn) {
      this.#latest = { key, path: null };
      return null;
    }
    const drawn = this.#of(values);
    while (drawn.texts < texts) {
      draw(drawn, Math.min(texts, drawn.texts + 4000));
      await yieldNow();
    }
    const { graph } = buildGraphOfTexts(skills, ...edgesUpTo(drawn, texts, mean));
    await yieldNow();
    const order = Uint32Array.from({ length: texts }, (_, i) => i);
    const learned = learnedByTexts(graph, order, { maxUnlearned: Number(values.maxUnlearned) });
    const shown = Array.from({ length: steps + 1 }, (_, i) => Math.round((i * texts) / steps));
    const path = {
      ratios: shown.map((count) => count / skills),
      learned: shown.map((count) => learned[count] / skills),
    };
    this.#latest = { key, path };
    return path;
  }

  #of({ seed, skills }: EmergenceValues): Drawn {
    if (this.#drawn?.seed !== seed || this.#drawn.skills !== skills) {
      this.#drawn = {
        seed,
        skills,
        rng: stream(seed, "lab", "emergence", skills),
        texts: 0,
        starts: new Uint32Array(1),
        times: new Float32Array(0),
        ids: new Uint32Array(0),
        filled: 0,
      };
    }
    return this.#drawn;
  }
}

function keyOf({ mean, maxUnlearned, skills, seed }: EmergenceValues): string {
  return [mean, maxUnlearned, skills, seed].join();
}

/** Draws texts up to a number of them: all the skills that a text could have, with their times. */
function draw(drawn: Drawn, texts: number): void {
  const { rng, skills } = drawn;
  if (drawn.starts.length <= texts)
    drawn.starts = grown(drawn.starts, Math.max(texts + 1, 2 * drawn.starts.length));
  for (let text = drawn.texts; text < texts; text++) {
    for (let time = wait(rng); time <= longest; time += wait(rng)) {
      if (drawn.filled === drawn.times.length) {
        const size = Math.max(65536, 2 * drawn.times.length);
        drawn.times = grown(drawn.times, size);
        drawn.ids = grown(drawn.ids, size);
      }
      drawn.times[drawn.filled] = time;
      drawn.ids[drawn.filled++] = rng.nextInteger(skills);
    }
    drawn.starts[text + 1] = drawn.filled;
  }
  drawn.texts = texts;
}

/** An exponential waiting time of mean 1. */
function wait(rng: RandomStream): number {
  return -log1p(-rng.nextFloat());
}

function grown<A extends Uint32Array | Float32Array>(array: A, length: number): A {
  const larger = new (array.constructor as new (length: number) => A)(length);
  larger.set(array);
  return larger;
}

/** The edges of the first texts up to a time, as lists of skills. */
function edgesUpTo(
  { starts, times, ids }: Drawn,
  texts: number,
  mean: number,
): [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>] {
  const offsets = new Uint32Array(texts + 1);
  const skills = new Uint32Array(starts[texts]);
  let edges = 0;
  for (let text = 0; text < texts; text++) {
    for (let i = starts[text]; i < starts[text + 1] && times[i] <= mean; i++) skills[edges++] = ids[i];
    offsets[text + 1] = edges;
  }
  return [offsets, skills.slice(0, edges)];
}
