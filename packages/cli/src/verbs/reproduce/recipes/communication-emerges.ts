import { linear, withJumps } from "@onset/charts";
import { exp, type RandomStream, stream, Welford } from "@onset/core/base";
import { type SkillTextGraph, samplePoisson, uniformGraph } from "@onset/core/graph";
import { learnSequential } from "@onset/core/learning";
import { evolve, poisson, ratioThreshold } from "@onset/core/theory";
import type { Point } from "../../../figures/figure.js";
import { estimateOf } from "../../../figures/simulate.js";
import { readBundled } from "../bundled.js";
import type { Recipe } from "../recipe.js";
import { versePoints } from "./trained-on-verses.js";

const law = poisson(3);
const skills = 20_000;
const messages = 2000;
const early = 0.95;
const kept = "skills that arrive";
const whole = "texts that arrive with all their skills";
const verses = "King James Bible: other words that arrive";

/** Who learned what, at a ratio of texts to skills. */
type Pair = {
  readonly name: string;
  readonly receiver: (ratio: number) => number;
  readonly sameTexts: boolean;
};

const pairs: readonly Pair[] = [
  { name: "trained on the same texts", receiver: (ratio) => ratio, sameTexts: true },
  { name: "trained apart", receiver: (ratio) => ratio, sameTexts: false },
  { name: `receiver stopped at ${early}`, receiver: () => early, sameTexts: false },
];

/** A skill arrives when sender and receiver both learned it: communication jumps where learning does. */
export const communicationEmerges: Recipe = {
  name: "communication-emerges",
  about: "what two learners of one language can tell each other, against the texts they were trained with",
  async make({ seed, trials, progress, workspace }) {
    const points: Point[] = [];
    const threshold = ratioThreshold(law).value!;
    const learned = (ratio: number): number => evolve(law, ratio).learned;
    for (const { name, receiver, sameTexts } of pairs) {
      for (const x of withJumps(linear(0.2, 2.4, 177), [{ value: threshold }])) {
        const share = sameTexts ? learned(x) : learned(x) * learned(receiver(x));
        points.push({ panel: kept, series: name, witness: "theory", x, y: share });
        points.push({
          panel: whole,
          series: name,
          witness: "theory",
          x,
          y: exp(-law.mean * (1 - share)),
        });
      }
      for (const x of linear(0.2, 2.4, 23)) {
        progress.stage(`communication-emerges: ${name}, ratio ${x.toFixed(2)}`);
        await new Promise(setImmediate);
        if (workspace.signal.aborted) break;
        const tally = { kept: new Welford(), whole: new Welford() };
        for (let trial = 0; trial < trials(8); trial++) {
          const rng = stream(seed, "communication-emerges", name, Math.round(1e3 * x), trial);
          const sender = learnedFlags(x, rng);
          const other = sameTexts ? sender : learnedFlags(receiver(x), rng);
          tell(sender, other, rng, tally);
        }
        for (const [panel, sample] of [
          [kept, tally.kept],
          [whole, tally.whole],
        ] as const) {
          points.push({ panel, series: name, witness: "simulation", x, ...estimateOf(sample) });
        }
      }
    }
    progress.stage("communication-emerges: verses");
    const { corpus } = await readBundled("king-james-words.jsonl.gz", workspace, progress);
    points.push(...versePoints(verses, corpus, seed, trials(8)));
    return {
      title: "Communication emerges where skills emerge",
      caption: `Two learners of one language (${skills.toLocaleString("en-US")} skills, Poisson texts of 3) exchange meanings: a skill arrives when both have learned it. Communication jumps where learning does; a receiver that stopped just short of the threshold misses most of what it is told, however much the sender knows. Below: two learners of verses, each with a share of 14,000 of its own; 160 frequent words, known from the start, are not counted.`,
      x: {
        label: {
          [kept]: "training texts per skill, R",
          [whole]: "training texts per skill, R",
          [verses]: "share of its verses that each learner has",
        },
      },
      freeScales: true,
      y: { label: "share", percent: true, domain: [0, 1] },
      points,
      marks: [kept, whole].map((panel) => ({ panel, x: threshold, label: "R*" })),
      facts: { skills, messages, threshold },
    };
  },
};

function learnedFlags(ratio: number, rng: RandomStream): Uint8Array {
  const graph: SkillTextGraph = uniformGraph(law, Math.round(ratio * skills), skills, rng);
  return learnSequential(graph).learnedFlags;
}

/** Sends new texts of the language and adds up what arrives. */
function tell(
  sender: Uint8Array,
  receiver: Uint8Array,
  rng: RandomStream,
  tally: { readonly kept: Welford; readonly whole: Welford },
): void {
  let [shared, sent, complete] = [0, 0, 0];
  for (let message = 0; message < messages; message++) {
    const size = samplePoisson(law.mean, rng);
    let arrived = 0;
    for (let i = 0; i < size; i++) {
      const skill = rng.nextInteger(skills);
      arrived += sender[skill] & receiver[skill];
    }
    shared += arrived;
    sent += size;
    if (arrived === size) complete++;
  }
  tally.kept.add(shared / sent);
  tally.whole.add(complete / messages);
}
