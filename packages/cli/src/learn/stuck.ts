import type { Outcome } from "./learn-corpus.js";

/** How many skills stayed unlearned, and how many of the texts learned from are not understood. */
export function stuckOf({ corpus, training, knownCount, learned }: Outcome): {
  skills: number;
  texts: number;
} {
  return {
    skills: corpus.needs.skillCount - knownCount - learned.learnedCount,
    texts: training.length - learned.textsUnderstood,
  };
}

/** Names of the directed texts that teach a skill which stayed unlearned, in the order of the corpus. */
export function lockedTexts({ corpus, training, learned }: Outcome, most: number): string[] {
  const names: string[] = [];
  for (let i = 0; i < training.length && names.length < most; i++) {
    if (learned.unlearnedOfText[i]! > 0) names.push(corpus.textNames.at(training[i]!)!);
  }
  return names;
}
