import {
  type CodingRate,
  codingRate,
  evolve,
  fixedPoints,
  roundLaw,
  type Skills,
  trajectory,
} from "@onset/core/theory";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { integer, positive } from "../../options.js";
import type { Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import { jsonText } from "../../terminal/output.js";
import {
  addEnsembleOptions,
  addPopularityOptions,
  addRatioOption,
  atRatio,
  type EnsembleAtRatio,
  ensembleOf,
} from "../../theory/ensemble.js";
import { lawHelp, theorySays } from "../../theory/laws.js";
import { learnerOf } from "../../theory/learner.js";
import { combinationOf } from "./combination.js";
import type { Evolved, EvolveOptions } from "./evolved.js";
import { evolveReport } from "./json.js";
import { terminalReport } from "./report.js";

const description = [
  "Follow learning round by round in the limit of many skills (density evolution).",
  "Tells the share of skills that is learned in the end, the error on new texts, the rounds in which skills are learned, and every state in which learning can rest. With --combine also how many skills can be asked for at once, with --bits what a text costs when its set of skills is sent in its place.",
];

const examples = `${lawHelp}

Examples:
  onset evolve poisson:5 --ratio 2.5
  onset evolve poisson:5 --ratio 2.4 --unknown 0.9 --json
  onset evolve poisson --skill-degrees regular:3 --ratio 1.25
  onset evolve poisson:5 --ratio 3 --reliability 0.9
  onset evolve poisson:5 --ratio 1 --success 1,0.5
  onset evolve poisson:2 --ratio 2 --popularity 1.5 --combine 4
  onset evolve poisson:5 --ratio 2.5 --bits 400 --skills 10000`;

/** `onset evolve`: density evolution at one ratio. */
export function evolveCommand(run: Run): Command {
  const command = verbCommand("evolve", description, examples).argument(
    "<law>",
    "law of the number of skills of a text",
  );
  addPopularityOptions(addRatioOption(addEnsembleOptions(command)))
    .optionsGroup("Questions:")
    .option(
      "--combine <k>",
      "how likely k skills at once are all learned, and the largest such k",
      integer(1, 1e9),
    )
    .option("--bits <b>", "bits of a text sent as it is (needs --skills): the coding rate", positive);
  addOutputOptions(command);
  return command.action((law: string, options: EvolveOptions) =>
    run(options, async ({ compute }) =>
      compute(() => {
        const evolved = theorySays(() => evolvedOf(law, options));
        return options.json
          ? jsonText(evolveReport(evolved, options))
          : terminalReport(law, evolved, options);
      }),
    ),
  );
}

function evolvedOf(law: string, options: EvolveOptions): Evolved {
  const ensemble = ensembleOf(law, options);
  const at = atRatio(ensemble, options.ratio, options);
  const learner = { ...learnerOf(options), unknown: options.unknown };
  const end = evolve(at.texts, at.skills, learner);
  // Ten times the texts: the same laws where they leave the ratio free.
  const tenfold = (): Skills | null =>
    ensemble.skills === null ? atRatio(ensemble, 10 * at.ratio, options).skills : null;
  return {
    ...at,
    end,
    rounds: trajectory(at.texts, at.skills, learner),
    roundLaw: roundLaw(at.texts, at.skills, learner),
    states: fixedPoints(at.texts, at.skills, learner),
    combination:
      options.combine === undefined
        ? null
        : combinationOf(at.texts, end, tenfold(), options.combine, learner),
    coding: codingOf(at, options),
  };
}

/** What a text costs; null unless asked for. */
function codingOf({ texts, skills }: EnsembleAtRatio, options: EvolveOptions): CodingRate | null {
  const { bits, skills: skillCount, unknown } = options;
  if (bits === undefined) return null;
  if (skillCount === undefined) {
    throw new UsageError("--bits needs --skills: a set of skills costs more bits the more skills there are");
  }
  if (options.popularity !== undefined) {
    throw new UsageError(
      "--bits and --popularity exclude each other: the cost of a set is that of equal popularity",
    );
  }
  return codingRate(texts, skills, { ...learnerOf(options), unknown, skillCount, rawBits: bits });
}
