/** Degrees of a finite corpus as classes: how many nodes have which degree, and the edge views with them. */
import { rejected } from "../../base/index.js";
import { integerPower } from "../integer-power.js";

/** The degrees that occur above 0, ascending, with how many nodes have each. */
export type DegreeClasses = {
  readonly degrees: Float64Array<ArrayBuffer>;
  readonly counts: Float64Array<ArrayBuffer>;
  readonly edges: number;
  /** All nodes, those without an edge too. */
  readonly nodes: number;
};

/** Reads `counts[d]`, the number of nodes of degree d; numbers >= 0 that need not be integers. */
export function degreeClasses(counts: ArrayLike<number>, title: string): DegreeClasses {
  const degrees: number[] = [];
  const sizes: number[] = [];
  let [edges, nodes] = [0, 0];
  for (let degree = 0; degree < counts.length; degree++) {
    const count = counts[degree];
    if (!(count >= 0 && count < Infinity)) throw rejected(count, `${title}[${degree}]`, "a number >= 0");
    nodes += count;
    edges += degree * count;
    if (degree === 0 || count === 0) continue;
    degrees.push(degree);
    sizes.push(count);
  }
  return { degrees: Float64Array.from(degrees), counts: Float64Array.from(sizes), edges, nodes };
}

/** Fills `powers[i]` with z^(degrees[i] - 1). */
export function edgePowers(degrees: Float64Array, z: number, powers: Float64Array): void {
  let power = 1;
  let at = 1;
  for (let i = 0; i < degrees.length; i++) {
    const gap = degrees[i] - at;
    power *= gap === 1 ? z : integerPower(z, gap);
    at = degrees[i];
    powers[i] = power;
  }
}

/** The edge view f(z) = sum_d w_d z^(d-1), w_d = d n_d/E, and its slope; scratch is held once. */
export class EdgeView {
  value = 0;
  slope = 0;
  readonly powers: Float64Array<ArrayBuffer>;
  readonly #classes: DegreeClasses;
  readonly #weights: Float64Array<ArrayBuffer>;

  constructor(classes: DegreeClasses) {
    this.#classes = classes;
    this.powers = new Float64Array(classes.degrees.length);
    this.#weights = classes.degrees.map((degree, i) => (degree * classes.counts[i]) / classes.edges);
  }

  /** Sets `value`, `slope` and `powers` at z in [0, 1]. */
  at(z: number): void {
    const { degrees } = this.#classes;
    edgePowers(degrees, z, this.powers);
    let [value, slope] = [0, 0];
    for (let i = 0; i < degrees.length; i++) {
      const term = this.#weights[i] * this.powers[i];
      value += term;
      slope += term * (degrees[i] - 1);
      // z^(d-2) of a text of two skills is 1 where z is 0.
      if (z === 0 && degrees[i] === 2) slope = this.#weights[i];
    }
    this.value = value;
    if (z > 0) this.slope = slope / z;
    else this.slope = slope;
  }
}
