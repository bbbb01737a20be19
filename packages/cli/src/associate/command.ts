import { giantComponent, giantThreshold, printLaw } from "@onset/core/theory";
import { Command } from "commander";
import pc from "picocolors";
import { addOutputOptions, type OutputOptions, type Run } from "../run.js";
import { bar, percent } from "../terminal/format.js";
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
import { labelled, sections } from "../theory/summary-lines.js";
import { version } from "../version.js";

type Options = EnsembleOptions & OutputOptions & { readonly ratio?: number };

const description = [
  "Tell how large a part of the learned skills hangs together.",
  "Two learned skills are associated when a text contains both. Beside the exact giant component of this graph stands the one that independent percolation gives, which takes skills for learned at random.",
].join("\n\n");

const examples = `${lawHelp}

Examples:
  onset associate poisson:3 --ratio 0.95
  onset associate poisson:5 --ratio 1.2 --learner 2 --json`;

/** `onset associate`: the giant component of the association graph. */
export function associateCommand(run: Run): Command {
  const command = new Command("associate")
    .summary("tell how large a part of the learned skills hangs together")
    .description(description)
    .addHelpText("after", examples)
    .argument("<law>", "law of the number of skills of a text");
  addRatioOption(addEnsembleOptions(command));
  addOutputOptions(command);
  return command.action((law: string, options: Options) =>
    run(options, async () => associateLaw(law, options)),
  );
}

function associateLaw(law: string, options: Options): string {
  const ensemble = theorySays(() => atRatio(ensembleOf(law, options), options.ratio));
  const learner = { maxUnlearned: options.learner, unknown: options.prior };
  const state = theorySays(() => giantComponent(ensemble.texts, ensemble.skills, learner));
  const uniform = typeof ensemble.skills === "number";
  const threshold = uniform ? giantThreshold(ensemble.texts, learner) : null;
  if (!options.json) return terminalText(law, ensemble, state, threshold);
  return jsonText({
    schema: "onset/associate@1",
    texts: printLaw(ensemble.texts),
    skillDegrees: typeof ensemble.skills === "number" ? null : printLaw(ensemble.skills),
    ratio: ensemble.ratio,
    learner: { maxUnlearned: options.learner },
    prior: options.prior,
    ...state,
    threshold,
    tool: `onset ${version}`,
  });
}

function terminalText(
  law: string,
  { ratio }: EnsembleAtRatio,
  state: ReturnType<typeof giantComponent>,
  threshold: ReturnType<typeof giantThreshold> | null,
): string {
  const share = (value: number): string =>
    `${percent(value).padStart(7)}  ${pc.green(bar(value, 32))}`.trimEnd();
  const from = (value: number | null): string =>
    value === null ? "at no ratio" : `from ${Number(value.toPrecision(9))} texts per skill on`;
  const title = `${pc.bold("onset associate")} ${law} --ratio ${Number(ratio.toPrecision(12))}`;
  return sections(
    title,
    [
      labelled("learned", share(state.learned)),
      labelled("giant component", `${share(state.giant)}`),
      labelled("independent", `${share(state.giantIndependent)}`),
    ],
    [
      labelled("growth", `${state.growth.toFixed(4)} (a giant component exists above 1)`),
      ...(threshold === null
        ? []
        : [
            labelled("exists", `${from(threshold.exact)}`),
            labelled("", `${from(threshold.independent)}, if skills were learned independently`),
          ]),
    ],
  );
}
