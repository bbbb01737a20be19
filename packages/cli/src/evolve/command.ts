import {
  type Equilibrium,
  type Evolution,
  evolve,
  fixedPoints,
  printLaw,
  trajectory,
} from "@onset/core/theory";
import { Command } from "commander";
import { type Origin, originOf } from "../provenance.js";
import { addOutputOptions, type OutputOptions, type Run } from "../run.js";
import pc from "../terminal/colors.js";
import { bar, count, percent, plural } from "../terminal/format.js";
import { jsonText } from "../terminal/output.js";
import {
  addEnsembleOptions,
  addRatioOption,
  atRatio,
  type EnsembleAtRatio,
  type EnsembleOptions,
  ensembleOf,
} from "../theory/ensemble.js";
import { lawHelp, theorySays } from "../theory/laws.js";
import { labelled, sections, tableLines } from "../theory/summary-lines.js";

type Options = EnsembleOptions & OutputOptions & { readonly ratio?: number };

/** The result of `onset evolve` for other programs. */
export type EvolveReport = {
  readonly schema: "onset/evolve@2";
  /** The law of the number of skills of a text. */
  readonly texts: string;
  /** The law of the number of texts of a skill; null for skills chosen uniformly. */
  readonly skillDegrees: string | null;
  /** Texts per skill. */
  readonly ratio: number;
  readonly learner: {
    /** D: a text with at most so many unlearned skills teaches them. */
    readonly maxUnlearned: number;
  };
  /** Share of the skills unknown at the start. */
  readonly unknown: number;
  /** Share of all skills that stay unlearned, and that are known or learned. */
  readonly unlearned: number;
  readonly learned: number;
  /** The probability that a skill of a new text is unlearned, and that a new text is not understood. */
  readonly skillError: number;
  readonly textError: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** The unlearned share after each round, from round 0. */
  readonly trajectory: readonly number[];
  /** All states in which learning can rest. */
  readonly fixedPoints: readonly Equilibrium[];
  readonly provenance: Origin;
};

const description = [
  "Follow learning round by round in the limit of many skills (density evolution).",
  "Tells the share of skills that is learned in the end, the error on new texts, and every state in which learning can rest.",
].join("\n\n");

const examples = `${lawHelp}

Examples:
  onset evolve poisson:5 --ratio 2.5
  onset evolve poisson:5 --ratio 2.4 --unknown 0.9 --json
  onset evolve poisson --skill-degrees regular:3 --ratio 1.25`;

/** `onset evolve`: density evolution at one ratio. */
export function evolveCommand(run: Run): Command {
  const command = new Command("evolve")
    .description(description)
    .addHelpText("after", examples)
    .argument("<law>", "law of the number of skills of a text");
  addRatioOption(addEnsembleOptions(command));
  addOutputOptions(command);
  return command.action((law: string, options: Options) =>
    run(options, async ({ compute }) =>
      compute(() => {
        const ensemble = theorySays(() => atRatio(ensembleOf(law, options), options.ratio));
        const learner = { maxUnlearned: options.learner, unknown: options.unknown };
        const end = theorySays(() => evolve(ensemble.texts, ensemble.skills, learner));
        const rounds = trajectory(ensemble.texts, ensemble.skills, learner);
        const states = fixedPoints(ensemble.texts, ensemble.skills, learner);
        if (!options.json) return terminalText(law, ensemble, end, rounds.unlearned, states);
        const report: EvolveReport = {
          schema: "onset/evolve@2",
          texts: printLaw(ensemble.texts),
          skillDegrees: typeof ensemble.skills === "number" ? null : printLaw(ensemble.skills),
          ratio: ensemble.ratio,
          learner: { maxUnlearned: options.learner },
          unknown: options.unknown,
          unlearned: end.unlearned,
          learned: end.learned,
          skillError: end.unlearned,
          textError: end.textError,
          iterations: end.iterations,
          converged: end.converged && rounds.converged,
          trajectory: Array.from(rounds.unlearned),
          fixedPoints: states,
          provenance: originOf(process.argv.slice(2)),
        };
        return jsonText(report);
      }),
    ),
  );
}

/** Rounds that are worth a line: all of a few, else those where the share has moved visibly. */
function roundsToShow(unlearned: ArrayLike<number>): number[] {
  const last = unlearned.length - 1;
  if (last <= 12) return Array.from({ length: last + 1 }, (_, round) => round);
  const shown = [0];
  const step = (unlearned[0] - unlearned[last]) / 10;
  for (let round = 1; round < last; round++) {
    const previous = shown.at(-1)!;
    if (unlearned[previous] - unlearned[round] >= step) shown.push(round);
  }
  return [...shown, last];
}

function terminalText(
  law: string,
  { ratio }: EnsembleAtRatio,
  end: Evolution,
  unlearned: ArrayLike<number>,
  states: ReturnType<typeof fixedPoints>,
): string {
  const rounds = unlearned.length - 1;
  const header = [
    labelled("learned", `${percent(end.learned)} of the skills`),
    labelled("skill error", scientific(end.unlearned)),
    labelled("text error", `${scientific(end.textError)} (a new text has a skill that is not learned)`),
    labelled(
      "rounds",
      end.converged ? plural(rounds, "round") : `not ended after ${plural(rounds, "round")}`,
    ),
  ];
  const course = roundsToShow(unlearned).map((round) => {
    const learned = 1 - unlearned[round];
    return `  ${count(round).padStart(6)}   ${percent(learned).padStart(7)}  ${pc.green(bar(learned, 40))}`.trimEnd();
  });
  const table = tableLines(
    ["unlearned", "slope", "stable"],
    states.map((state) => [scientific(state.unlearned), state.slope.toFixed(4), state.stable ? "yes" : "no"]),
  );
  const title = `${pc.bold("onset evolve")} ${law} --ratio ${Number(ratio.toPrecision(12))}`;
  return sections(
    title,
    header,
    [`  ${pc.cyan(" round   learned")}`, ...course],
    [labelled("resting states", "shares of unlearned skills at which learning can rest"), "", ...table],
  );
}

function scientific(value: number): string {
  return value === 0 || value >= 0.001 ? String(Number(value.toPrecision(6))) : value.toExponential(5);
}
