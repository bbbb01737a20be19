import { readFileSync } from "node:fs";
import { stream, wilsonInterval } from "@onset/core/base";
import { type Channel, codeTrial, parseAlist, printChannel } from "@onset/core/channel";
import { type SkillTextGraph, skillDegreeCounts, textSizeCounts } from "@onset/core/graph";
import { empirical, epsilonThreshold, noiseThreshold } from "@onset/core/theory";
import { DataError, UsageError } from "../../errors.js";
import { type Origin, originOf } from "../../provenance.js";
import type { RunContext } from "../../run/run.js";
import pc from "../../terminal/colors.js";
import { count, percent, plural, short } from "../../terminal/format.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { version } from "../../version.js";

/** The result of `onset simulate --alist` for other programs. */
export type CodeReport = {
  readonly schema: "onset/simulate-code@1";
  readonly code: {
    readonly file: string;
    readonly bits: number;
    readonly checks: number;
    readonly edges: number;
    /** 1 - checks / bits: the rate if no check follows from the others. */
    readonly designRate: number;
  };
  /** Words sent over each channel. */
  readonly trials: number;
  readonly channels: readonly {
    readonly channel: string;
    /** Words with a bit that is lost or wrong, and their share with its 95 % interval. */
    readonly words: {
      readonly failed: number;
      readonly share: number;
      readonly low: number;
      readonly high: number;
    };
    /** The share of all bits that is lost or wrong. */
    readonly bits: number;
  }[];
  /**
   * Up to where random codes of these degrees and unlimited length lose nothing: the probability of an erasure or of a flip, or the
   * deviation sigma of noise with Es/N0 in decibels; null where they always lose something.
   */
  readonly threshold: {
    readonly parameter: "erasure" | "flip" | "sigma";
    readonly value: number;
    readonly snr: number | null;
  } | null;
  readonly seed: number;
  readonly provenance: Origin;
};

/** What is simulated, as the command line gives it. */
export type CodeTrials = {
  readonly alist: string;
  readonly channel: readonly Channel[];
  readonly trials: number;
  readonly seed: number;
};

/** Sends words of a code over channels. */
export function simulateCode(
  { alist, channel: channels, trials, seed }: CodeTrials,
  { compute, progress }: RunContext,
): CodeReport {
  const graph = compute(() => readAlist(alist));
  const { skillCount: bits, textCount: checks, edgeCount: edges } = graph;
  progress.stage("simulating");
  const results = channels.map((channel) => {
    let failed = 0;
    let lost = 0;
    const words = stream(seed, "alist", printChannel(channel));
    compute(() => {
      codeTrial(graph, channel).runAll(
        trials,
        (word) => words.split(word),
        (_, wrong) => {
          lost += wrong;
          if (wrong > 0) failed++;
        },
      );
    });
    const share = { failed, share: failed / trials, ...wilsonInterval(failed, trials) };
    return { channel: printChannel(channel), words: share, bits: lost / (trials * bits) };
  });
  return {
    schema: "onset/simulate-code@1",
    code: { file: alist, bits, checks, edges, designRate: 1 - checks / bits },
    trials,
    channels: results,
    threshold: compute(() => thresholdOf(graph, channels[0].kind)),
    seed,
    provenance: originOf(),
  };
}

function readAlist(file: string): SkillTextGraph {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`--alist: there is no file ${JSON.stringify(file)} that can be read`);
  }
  try {
    return parseAlist(text);
  } catch (error) {
    throw new DataError(`${file}: ${(error as Error).message}`);
  }
}

function thresholdOf(graph: SkillTextGraph, kind: Channel["kind"]): CodeReport["threshold"] {
  const ofChecks = empirical(textSizeCounts(graph));
  const ofBits = empirical(skillDegreeCounts(graph));
  if (kind === "erasure") {
    const { complete } = epsilonThreshold(ofChecks, ofBits);
    return complete === null ? null : { parameter: "erasure", value: complete, snr: null };
  }
  const { value, snr } = noiseThreshold(ofChecks, ofBits, kind);
  return value === 0 ? null : { parameter: kind === "flip" ? "flip" : "sigma", value, snr };
}

/** The same for a terminal. */
export function codeText({ code, trials, channels, threshold, seed }: CodeReport): string {
  const rows = channels.map(({ channel, words, bits }) => [
    channel,
    percent(words.share),
    `${percent(words.low)} to ${percent(words.high)}`,
    short(bits),
  ]);
  const shape = `${plural(code.bits, "bit")}, ${plural(code.checks, "check")}, ${plural(code.edges, "edge")}, design rate ${short(code.designRate)}`;
  return sections(
    `${pc.bold("onset simulate")} --alist ${code.file}`,
    [
      theoryLine("code", shape),
      theoryLine("words", `${count(trials)} over each channel`),
      theoryLine("threshold", thresholdText(threshold)),
    ],
    numberLines(["channel", "words that fail", "95%", "bits lost or wrong"], rows),
    [`  ${pc.dim(`onset ${version} · seed ${seed}`)}`],
  );
}

function thresholdText(threshold: CodeReport["threshold"]): string {
  if (threshold === null) return "none: random codes of these degrees always lose something";
  const { parameter, value, snr } = threshold;
  const digits = value.toPrecision(4);
  const what = {
    erasure: `${digits} of the symbols erased`,
    flip: `${digits} of the bits flipped`,
    sigma: `noise of sigma ${digits}, Es/N0 ${snr?.toFixed(2)} dB`,
  }[parameter];
  return `${what}, for random codes of these degrees and unlimited length`;
}
