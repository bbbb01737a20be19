import { type NoiseMethod, type NoiseThreshold, noiseThreshold, printLaw } from "@onset/core/theory";
import { type Command, Option } from "commander";
import { UsageError } from "../../errors.js";
import { originOf } from "../../provenance.js";
import type { OutputOptions } from "../../run/run.js";
import pc from "../../terminal/colors.js";
import { sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import type { Ensemble, EnsembleOptions, PopularityOptions } from "../../theory/ensemble.js";
import { theorySays } from "../../theory/laws.js";
import { learnerReport } from "../../theory/learner.js";
import type { ThresholdReport } from "./json.js";

/** The options of thresholds over channels of bits. */
export type NoiseOptions = { readonly channel?: NoiseThreshold["channel"]; readonly method?: NoiseMethod };

const channels = ["flip", "gaussian"] as const;
const ways = ["discretised", "gaussian-approximation"] as const;

/** Adds the options of thresholds over channels of bits. */
export function addNoiseOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--channel <kind>", "over which bits are sent, with both laws: flip or gaussian").choices(
        channels,
      ),
    )
    .addOption(
      new Option(
        "--method <way>",
        "with --channel: densities on a grid, or one mean each, for gaussian",
      ).choices(ways),
    );
}

const methods: Readonly<Record<NoiseMethod, string>> = {
  discretised: "density evolution, densities on a grid of 128 sizes",
  "gaussian-approximation": "density evolution in the Gaussian approximation: about a per cent too low",
};

/** The threshold of a code over a channel of bits, as text or JSON. */
export function noiseText(
  law: string,
  { texts, skills }: Ensemble,
  channel: NoiseThreshold["channel"],
  options: NoiseOptions & EnsembleOptions & PopularityOptions & OutputOptions,
): string {
  const { learner, unknown, reliability, success, popularity, skillDegrees } = options;
  if (texts === null || skills === null) {
    throw new UsageError("--channel needs both laws: that of the texts (checks) and --skill-degrees (bits)");
  }
  if (
    learner !== 1 ||
    unknown !== 1 ||
    reliability !== 1 ||
    success !== undefined ||
    popularity !== undefined
  ) {
    throw new UsageError(
      "--channel goes without --learner, --unknown, --reliability, --success and --popularity",
    );
  }
  const { value, ...noise } = theorySays(() =>
    noiseThreshold(texts, skills, channel, options.method ? { method: options.method } : {}),
  );
  const summary = summaryOf(channel, value, noise.snr);
  if (!options.json) {
    const title = `${pc.bold("onset threshold")} ${law} --skill-degrees ${skillDegrees} --channel ${channel}`;
    return sections(title, [theoryLine("threshold", summary), theoryLine("method", methods[noise.method])]);
  }
  return jsonText({
    schema: "onset/threshold@2",
    texts: printLaw(texts),
    skillDegrees: printLaw(skills),
    learner: learnerReport(options),
    popularity: null,
    unknown,
    parameter: channel === "flip" ? "flip" : "sigma",
    value,
    unlearnedBefore: null,
    unlearnedAfter: null,
    thresholds: [],
    complete: value,
    finiteSize: null,
    takeOff: null,
    noise,
    summary,
    provenance: originOf(),
  } satisfies ThresholdReport);
}

function summaryOf(channel: NoiseThreshold["channel"], value: number, snr: number | null): string {
  if (value === 0) return "Belief propagation bears no noise at all.";
  if (channel === "flip") {
    return `Belief propagation corrects up to ${(100 * value).toPrecision(3)} % of flipped bits.`;
  }
  return `Belief propagation bears Gaussian noise up to sigma = ${value.toPrecision(4)}, Es/N0 ${snr?.toFixed(2)} dB.`;
}
