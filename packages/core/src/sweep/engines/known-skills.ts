import type { RandomStream } from "../../base/index.js";

/** Flags of the skills that are known at the start; each is unknown with probability `unknown`. */
export function knownSkills(skills: number, unknown: number, rng: RandomStream): Uint8Array | undefined {
  if (unknown === 1) return undefined;
  const known = new Uint8Array(skills);
  for (let skill = 0; skill < skills; skill++) known[skill] = rng.nextFloat() < unknown ? 0 : 1;
  return known;
}
