import { stream } from "@onset/core/base";
import { thresholdUnits } from "@onset/core/report";
import {
  emergenceWindow,
  epsilonThreshold,
  type FiniteSizeLaw,
  finiteSizeLaw,
  loadThreshold,
  pairTakeOff,
  printLaw,
  ratioThreshold,
  type Threshold,
} from "@onset/core/theory";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { originOf } from "../../provenance.js";
import type { OutputOptions, Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { count, percent } from "../../terminal/format.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import {
  addEnsembleOptions,
  addPopularityOptions,
  type Ensemble,
  type EnsembleOptions,
  ensembleOf,
  type PopularityOptions,
  popularityOf,
} from "../../theory/ensemble.js";
import { lawHelp, theorySays } from "../../theory/laws.js";
import { learnerLines, learnerOf, learnerReport, popularityLines } from "../../theory/learner.js";
import type { ThresholdReport } from "./json.js";
import { addNoiseOptions, type NoiseOptions, noiseText } from "./noise.js";

type Options = EnsembleOptions & PopularityOptions & NoiseOptions & OutputOptions;

const description = [
  "Tell where skills emerge from an ensemble of texts.",
  "With only a text LAW the answer is a ratio of texts to skills. With --skill-degrees and the text law poisson (without a mean) it is a load, skills per text, as in coded random access (IRSA). With both laws it is the share of skills that may be unknown at the start, as for LDPC codes over the erasure channel; with --channel it is the noise that belief propagation bears, where skills are bits and texts are checks.",
];

const examples = `${lawHelp}

Examples:
  onset threshold poisson:5
  onset threshold "0.3x+0.7x^6" --json
  onset threshold poisson --skill-degrees "0.5x^2+0.28x^3+0.22x^8"
  onset threshold regular:6 --skill-degrees regular:3
  onset threshold regular:6 --skill-degrees regular:3 --unknown 0.41
  onset threshold regular:6 --skill-degrees regular:3 --channel gaussian
  onset threshold poisson:5 --reliability 0.9
  onset threshold poisson:5 --success 1,0.5
  onset threshold poisson:5 --success "exp(-x)*(1+x/2)"
  onset threshold poisson:8 --popularity 0.8 --skills 1e6`;

/** `onset threshold`: where learning jumps. */
export function thresholdCommand(run: Run): Command {
  const command = verbCommand("threshold", description, examples).argument(
    "<law>",
    "law of the number of skills of a text",
  );
  addOutputOptions(addNoiseOptions(addPopularityOptions(addEnsembleOptions(command))));
  return command.action((law: string, options: Options) =>
    run(options, async ({ compute }) =>
      compute(() => {
        const ensemble = ensembleOf(law, options);
        if (options.channel !== undefined) return noiseText(law, ensemble, options.channel, options);
        if (options.method !== undefined) throw new UsageError("--method is for thresholds over a --channel");
        const threshold = theorySays(() => thresholdOf(ensemble, options));
        const finite = finiteSizeOf(ensemble, options);
        const takeOff = takeOffOf(ensemble, options, threshold);
        return options.json
          ? jsonText(thresholdReport(ensemble, options, threshold, finite, takeOff))
          : terminalText(law, options, threshold, finite, takeOff);
      }),
    ),
  );
}

function thresholdOf(ensemble: Ensemble, options: Options): Threshold {
  const { texts, skills } = ensemble;
  const learner = learnerOf(options);
  const { unknown } = options;
  const popularity = popularityOf(ensemble, options, 1) ?? undefined;
  if (skills === null) return ratioThreshold(texts!, { ...learner, unknown, popularity });
  if (texts === null) return loadThreshold(skills, { ...learner, unknown });
  return epsilonThreshold(texts, skills, learner);
}

/** The law of finite corpora, which is known for a D-skill learner and equally popular skills. */
function finiteSizeOf({ texts, skills }: Ensemble, options: Options): FiniteSizeLaw | null {
  const { learner: maxUnlearned, reliability, success, unknown, popularity } = options;
  if (skills !== null || success !== undefined || popularity !== undefined) return null;
  return finiteSizeLaw(texts!, { maxUnlearned, reliability, unknown });
}

const sizesOfTakeOff = [1e2, 1e3, 1e4, 1e5];

/** How likely corpora with both laws take off with the share unknown that was given. */
function takeOffOf(
  { texts, skills }: Ensemble,
  { learner, reliability, success, unknown }: Options,
  { unlearnedBefore, unlearnedAfter, jumps }: Threshold,
): ThresholdReport["takeOff"] {
  if (reliability < 1 || success !== undefined) return null;
  if (texts === null || skills === null || learner > 1 || !(unknown > 0 && unknown < 1)) return null;
  if (jumps.length === 0 || unlearnedBefore === null || unlearnedAfter === null) return null;
  // Inside the jump.
  const height = 1 - (unlearnedBefore + unlearnedAfter) / 2;
  return sizesOfTakeOff.map((size) => ({
    skills: size,
    probability: pairTakeOff(texts, skills, size, stream(1, "threshold"), { unknown, height }).probability,
  }));
}

function thresholdReport(
  { texts, skills }: Ensemble,
  options: Options,
  { parameter, value, unlearnedBefore, unlearnedAfter, jumps, complete, summary }: Threshold,
  finite: FiniteSizeLaw | null,
  takeOff: ThresholdReport["takeOff"],
): ThresholdReport {
  return {
    schema: "onset/threshold@2",
    texts: texts === null ? "poisson" : printLaw(texts),
    skillDegrees: skills === null ? null : printLaw(skills),
    learner: learnerReport(options),
    popularity: options.popularity ?? null,
    unknown: options.unknown,
    parameter,
    value,
    unlearnedBefore,
    unlearnedAfter,
    thresholds: jumps,
    complete,
    finiteSize: finite && { alpha: finite.alpha, beta: finite.beta },
    takeOff,
    noise: null,
    summary,
    provenance: originOf(),
  };
}

function terminalText(
  law: string,
  options: Options,
  threshold: Threshold,
  finite: FiniteSizeLaw | null,
  takeOff: ThresholdReport["takeOff"],
): string {
  const { parameter, jumps, complete, summary } = threshold;
  const title = `${pc.bold("onset threshold")} ${law}${options.skillDegrees ? ` --skill-degrees ${options.skillDegrees}` : ""}`;
  const table = numberLines(
    [parameter, "unlearned before", "unlearned after"],
    jumps.map((jump) => [digits(jump.value), share(jump.unlearnedBefore), share(jump.unlearnedAfter)]),
  );
  const jumpLines =
    jumps.length > 0
      ? [theoryLine("jumps", `${thresholdUnits[parameter]} at which learning jumps`), "", ...table]
      : [theoryLine("threshold", summary)];
  // A ratio that no corpus has is a limit: the sentence says so.
  const isLimit = parameter === "ratio" && threshold.value !== null && threshold.value > 1e15;
  const limitLines = isLimit ? [theoryLine("limit", summary)] : [];
  const completeLines =
    complete === null
      ? []
      : [theoryLine("complete", `below ${parameter} ${digits(complete)} everything is learned`)];
  return sections(
    title,
    [...popularityLines(options.popularity), ...learnerLines(options)],
    jumpLines,
    limitLines,
    completeLines,
    isLimit ? [] : finiteLines(finite),
    takeOffLines(takeOff, options),
  );
}

/** How likely finite corpora take off. */
function takeOffLines(takeOff: ThresholdReport["takeOff"], { unknown }: Options): string[] {
  if (takeOff === null) return [];
  return [
    theoryLine(
      "take-off",
      `with ${percent(unknown)} of the skills unknown, in random corpora of so many skills`,
    ),
    "",
    ...numberLines(
      ["skills", "take off"],
      takeOff.map(({ skills, probability }) => [count(skills), percent(probability)]),
    ),
  ];
}

/** What a corpus of finite size needs. */
function finiteLines(finite: FiniteSizeLaw | null): string[] {
  if (finite === null) return [];
  const sizes = [1e3, 1e4, 1e5, 1e6];
  const rows = sizes.map((skills) => {
    const { low, middle, high } = emergenceWindow(finite, skills);
    return [count(skills), digits(low, 5), digits(middle, 5), digits(high, 5)];
  });
  return [
    theoryLine("finite size", "ratio at which skills emerge in 10%, 50% and 90% of random corpora"),
    "",
    ...numberLines(["skills", "10%", "50%", "90%"], rows),
    "",
    theoryLine("", `alpha ${digits(finite.alpha, 6)}, beta ${digits(finite.beta, 6)}`),
  ];
}

function digits(value: number, precision = 12): string {
  return String(Number(value.toPrecision(precision)));
}

function share(value: number): string {
  return value > 0 && value < 0.0005 ? value.toExponential(3) : percent(value);
}
