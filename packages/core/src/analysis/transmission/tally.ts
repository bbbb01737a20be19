import { Welford } from "../../base/index.js";
import { kendallTau, setFidelity } from "../../channel/index.js";
import type { Codec } from "../../codec/index.js";
import type { Arrived } from "./scheme.js";

/** A mean over frames with its 95 % interval: texts of a frame share its losses, so that frames are the sample. */
export type MeanInterval = { readonly mean: number; readonly low: number; readonly high: number };

/** How one way of sending did over one channel. Shares are of all texts, or of all skills sent. */
export type SchemeResult = {
  readonly name: string;
  readonly exact: MeanInterval;
  /** The same skills: exact texts included. */
  readonly same: MeanInterval;
  readonly nothing: MeanInterval;
  /** Skills that arrived, of all that were sent. */
  readonly kept: MeanInterval;
  readonly f1: MeanInterval;
  readonly jaccard: MeanInterval;
  /** The share of skills kept less that of the link, frame by frame; null for the link. */
  readonly keptLess: MeanInterval | null;
  /** Kendall's tau of the order of shared skills, over at most some hundred received texts; null with none. */
  readonly order: number | null;
  /** Texts at each level the receiver was told; null where it is told nothing. */
  readonly levels: Readonly<Record<"exact" | "same" | "part" | "none", number>> | null;
  /** Texts that are not what their level says. */
  readonly broken: number | null;
};

const maxOrders = 100;

/** Adds up how one way of sending did over one channel. */
export class SchemeTally {
  readonly name: string;
  readonly #means = Object.fromEntries(
    ["exact", "same", "nothing", "kept", "f1", "jaccard", "keptLess"].map((key) => [key, new Welford()]),
  ) as Record<"exact" | "same" | "nothing" | "kept" | "f1" | "jaccard" | "keptLess", Welford>;
  readonly #levels = { exact: 0, same: 0, part: 0, none: 0 };
  readonly #order = new Welford();
  #told = false;
  #broken = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Adds a frame; returns the share of skills kept. */
  add(
    codec: Codec,
    sent: readonly string[],
    meanings: readonly string[][],
    arrived: readonly Arrived[],
  ): number {
    const sums = { exact: 0, same: 0, nothing: 0, f1: 0, jaccard: 0 };
    let [shared, all] = [0, 0];
    for (const [i, text] of sent.entries()) {
      const { skills, level, isExact } = arrived[i];
      const fidelity = setFidelity(meanings[i], skills);
      const isSame =
        isExact ||
        (level !== "none" && fidelity.jaccard === 1 && arrived[i].text !== null && hasText(arrived[i]));
      if (isExact) sums.exact++;
      if (isSame) sums.same++;
      if (level === "none" || (level === null && !hasText(arrived[i]))) sums.nothing++;
      else {
        sums.f1 += fidelity.f1;
        sums.jaccard += fidelity.jaccard;
      }
      shared += fidelity.shared;
      all += fidelity.sent;
      if (level !== null) {
        this.#told = true;
        this.#levels[level]++;
        const kept =
          level === "exact"
            ? isExact
            : level === "same"
              ? fidelity.jaccard === 1
              : fidelity.shared === skills.length;
        if (!kept) this.#broken++;
      }
      if (this.#order.count < maxOrders && skills.length > 1) this.#addOrder(codec, text, arrived[i]);
    }
    for (const [name, sum] of Object.entries(sums))
      this.#means[name as keyof typeof sums].add(sum / sent.length);
    const kept = all === 0 ? 1 : shared / all;
    this.#means.kept.add(kept);
    return kept;
  }

  addDifference(less: number): void {
    this.#means.keptLess.add(less);
  }

  #addOrder(codec: Codec, sent: string, { text }: Arrived): void {
    const received = text();
    const tau =
      received === null ? null : kendallTau(skillSequence(codec, sent), skillSequence(codec, received));
    if (tau !== null) this.#order.add(tau);
  }

  result(): SchemeResult {
    const { exact, same, nothing, kept, f1, jaccard, keptLess } = this.#means;
    return {
      name: this.name,
      exact: estimate(exact),
      same: estimate(same),
      nothing: estimate(nothing),
      kept: estimate(kept),
      f1: estimate(f1),
      jaccard: estimate(jaccard),
      keptLess: keptLess.count === 0 ? null : estimate(keptLess),
      order: this.#order.count === 0 ? null : this.#order.mean,
      levels: this.#told ? this.#levels : null,
      broken: this.#told ? this.#broken : null,
    };
  }
}

/** Making a text anew takes milliseconds: those with a level have one unless it is `none`. */
function hasText({ level, text }: Arrived): boolean {
  return level === null ? text() !== null : level !== "none";
}

function estimate({ mean, standardError }: Welford): MeanInterval {
  const half = 1.959963984540054 * standardError;
  return { mean, low: mean - half, high: mean + half };
}

/** The skills of a text in the order of their words. */
function skillSequence(codec: Codec, text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}']+/gu) ?? []).flatMap((word) => codec.meaning(word));
}
