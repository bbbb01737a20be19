/**
 * Density evolution with typed edges by its plain iteration: every product is taken over the other ends alone, nothing is
 * divided by, and no step is longer than F(q).
 */
import type { EdgeTypeEnsemble, TypedRows } from "../../src/theory/index.js";

export type PlainEdgeTypes = {
  readonly unlearnedOfType: Float64Array;
  readonly steps: number;
  /** After so many steps none changes a type by more than so much. */
  readonly stepsWithin: (tolerance: number) => number;
};

/** For each end of a row, once a type: the type, how many are alike, and the types of all other ends. */
type End = { readonly type: number; readonly weight: number; readonly others: Uint32Array };

function endsOf({ offsets, kinds, typeOfKind, endsOfKind, weights }: TypedRows): End[] {
  return [...weights].flatMap((weight, row) => {
    const own = [...kinds.subarray(offsets[row], offsets[row + 1])];
    return own.map((kind) => ({
      type: typeOfKind[kind],
      weight: weight * endsOfKind[kind],
      others: Uint32Array.from(
        own.flatMap((other) =>
          new Array<number>(endsOfKind[other] - (other === kind ? 1 : 0)).fill(typeOfKind[other]),
        ),
      ),
    }));
  });
}

export function plainEdgeTypes(
  ensemble: EdgeTypeEnsemble,
  { maxUnlearned = 1, unknown = 1, kept = 1, tolerance = 1e-14, maxSteps = 1e6 } = {},
): PlainEdgeTypes {
  const { edgesOfType } = ensemble;
  const [textEnds, skillEnds] = [endsOf(ensemble.texts), endsOf(ensemble.skills)];
  const q = new Float64Array(edgesOfType.length).fill(unknown);
  const [u, next, missed] = [
    new Float64Array(q.length),
    new Float64Array(q.length),
    new Float64Array(q.length),
  ];
  const law = new Float64Array(maxUnlearned);
  const more = Math.max(0, kept - 1);
  const changes: number[] = [];
  const stepsWithin = (wanted: number) => changes.findIndex((change) => change <= wanted) + 1;
  for (let steps = 1; ; steps++) {
    u.fill(0);
    for (const { type, weight, others } of textEnds) {
      // The probabilities that 0, 1, ... D - 1 of the ends so far are unlearned.
      law.fill(0);
      law[0] = 1;
      for (const other of others) {
        for (let j = maxUnlearned - 1; j > 0; j--) law[j] = law[j] * (1 - q[other]) + law[j - 1] * q[other];
        law[0] *= 1 - q[other];
      }
      for (const probability of law) u[type] += (weight * probability) / edgesOfType[type];
    }
    for (let type = 0; type < q.length; type++)
      missed[type] = kept <= 1 ? 1 - kept * u[type] : (1 - u[type]) * Math.exp(-more * u[type]);
    next.fill(0);
    for (const { type, weight, others } of skillEnds) {
      let product = (unknown * weight) / edgesOfType[type];
      for (const other of others) product *= missed[other];
      next[type] +=
        more === 0 ? product : (product * (Math.exp(-more * u[type]) + more * missed[type])) / kept;
    }
    let change = 0;
    for (let type = 0; type < q.length; type++) change = Math.max(change, Math.abs(next[type] - q[type]));
    q.set(next);
    changes.push(change);
    if (change <= tolerance || steps >= maxSteps) return { unlearnedOfType: q, steps, stepsWithin };
  }
}
