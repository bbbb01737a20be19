import type { Study } from "./study.js";

/** The directed texts that teach a skill which stayed unlearned, in the order of the corpus; at most `max` of them. */
export function lockedTexts({ training, learned }: Study, max: number): number[] {
  const locked: number[] = [];
  for (let i = 0; i < training.length && locked.length < max; i++) {
    if (learned.unlearnedOfText[i] > 0) locked.push(training[i]);
  }
  return locked;
}
