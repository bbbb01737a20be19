/** What is learned at each step, and what can teach next. */
import type { PeelOutput } from "./compute.js";

/** A moment of learning. */
export type PeelState = {
  readonly step: number;
  readonly last: number;
  /** The round whose skills were learned last; 0 at the start. */
  readonly round: number;
  /** One flag a skill. */
  readonly learned: readonly boolean[];
  /** Skills that the last step learned. */
  readonly fresh: readonly boolean[];
  /** For each text how many skills it still lacks: unlearned ones that it requires or teaches. */
  readonly lacking: readonly number[];
  /** Texts that teach in the next round. */
  readonly glowing: readonly boolean[];
  readonly learnedCount: number;
};

/** The numbers of skills learned after each step: entry 0 is 0. */
export function stepEnds({ order, skills }: PeelOutput, pace: "round" | "text"): readonly number[] {
  const ends = [0];
  const partOf = (skill: number): number => skills[skill][pace === "round" ? "round" : "from"]!;
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || partOf(order[i]) !== partOf(order[i - 1])) ends.push(i);
  }
  return ends;
}

export function stateAt(output: PeelOutput, pace: "round" | "text", wanted: number): PeelState {
  const { skills, texts, order, maxUnlearned } = output;
  const ends = stepEnds(output, pace);
  const last = ends.length - 1;
  const step = Math.min(wanted, last);
  const learned = skills.map(() => false);
  const fresh = skills.map(() => false);
  for (const skill of order.slice(0, ends[step])) learned[skill] = true;
  if (step > 0) for (const skill of order.slice(ends[step - 1], ends[step])) fresh[skill] = true;
  const missing = (list: readonly number[]): number => list.filter((skill) => !learned[skill]).length;
  const glowing = texts.map(({ requires, teaches }) => {
    const unlearned = missing(teaches);
    return unlearned > 0 && unlearned <= maxUnlearned && missing(requires) === 0;
  });
  return {
    step,
    last,
    round: step === 0 ? 0 : skills[order[ends[step] - 1]].round!,
    learned,
    fresh,
    lacking: texts.map(({ requires, teaches }) => missing([...new Set([...requires, ...teaches])])),
    glowing,
    learnedCount: ends[step],
  };
}
