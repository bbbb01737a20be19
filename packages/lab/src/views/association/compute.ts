/** The association graph of a corpus, and what of it hangs together when only a part of the skills is taken. */
import { associationComponents } from "@onset/core/association";
import { none } from "@onset/core/learning";
import type { Job } from "../../worker/protocol.js";
import type { AssociationValues } from "./parameters.js";
import { type Drawn, type Prepared, prepare } from "./prepare.js";

export type AssociationOutput = Pick<
  Prepared,
  "learned" | "giant" | "components" | "predicted" | "percolation" | "curve"
> & {
  readonly input: AssociationValues;
  readonly skillCount: number;
  readonly drawn: Drawn;
  /** Names of the drawn skills; null where they have none. */
  readonly names: readonly string[] | null;
  /** With the part of the skills that is taken: */
  readonly part: {
    readonly taken: number;
    readonly giant: number;
    readonly components: number;
    /** Of each drawn skill: 0 not taken, 1 taken, 2 taken and in the giant component. */
    readonly states: Uint8Array;
  };
};

let kept: { readonly key: string; readonly prepared: Prepared } | null = null;

export const computeAssociation: Job<AssociationValues, AssociationOutput> = async (input, context) => {
  const { occupied, ...rest } = input;
  const key = JSON.stringify(rest);
  if (kept?.key !== key) kept = { key, prepared: await prepare(input, () => context.yieldNow()) };
  const { prepared } = kept;
  const { needs, order, drawn, names } = prepared;
  const { learned, giant, components, predicted, percolation, curve } = prepared;
  const taken = Math.round(occupied * order.length);
  const flags = new Uint8Array(needs.skillCount);
  for (const skill of order.subarray(0, taken)) flags[skill] = 1;
  const part = associationComponents(needs, flags);
  return {
    input,
    skillCount: needs.skillCount,
    learned,
    giant,
    components,
    predicted,
    percolation,
    curve,
    drawn,
    names: names === null ? null : Array.from(drawn.skills, (skill) => names[skill]),
    part: {
      taken,
      giant: part.giant,
      components: part.componentSizes.length,
      states: Uint8Array.from(drawn.skills, (skill) => {
        const component = part.componentOfSkill[skill];
        return component === none ? 0 : component === 0 && part.giant > 1 ? 2 : 1;
      }),
    },
  };
};
