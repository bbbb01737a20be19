import { type Names, nameOf } from "../corpus/index.js";

/** The names of some texts or skills, by index. */
export function namesOf(names: Names, indices: Iterable<number>): string[] {
  return Array.from(indices, (index) => nameOf(names, index));
}
