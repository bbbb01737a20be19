import { exp } from "@onset/core/base";
import type { SkillModel } from "@onset/core/training";

/** For every skill how sure a model is of its right answers: the smallest probability, from 0 at 1/p to 1. */
export function beliefsOf({ skillCount, symbols, logits, permutations }: SkillModel): number[] {
  return Array.from({ length: skillCount }, (_, skill) => {
    let min = 1;
    for (let i = 0; i < symbols; i++) {
      const row = logits.subarray((skill * symbols + i) * symbols, (skill * symbols + i + 1) * symbols);
      const right = row[permutations[skill * symbols + i]];
      const rest = row.reduce((sum, logit) => sum + exp(Math.min(700, logit - right)), 0);
      min = Math.min(min, 1 / rest);
    }
    return Math.max(0, (symbols * min - 1) / (symbols - 1));
  });
}
