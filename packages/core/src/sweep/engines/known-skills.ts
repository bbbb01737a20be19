import type { RandomStream } from "../../base/index.js";

/** Flags of the skills that are known at the start; each is unknown with probability `prior`. */
export function knownSkills(skills: number, prior: number, rng: RandomStream): Uint8Array | undefined {
  if (prior === 1) return undefined;
  const known = new Uint8Array(skills);
  for (let skill = 0; skill < skills; skill++) known[skill] = rng.nextFloat() < prior ? 0 : 1;
  return known;
}
