import { facts, levelAdvice } from "@onset/core/report";
import { evolveFrozen, evolveJoint, type Level, type LevelEvolution } from "@onset/core/theory";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../../errors.js";
import { integer, positive } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import pc from "../../terminal/colors.js";
import { numberLines, sections, theoryLine } from "../../terminal/layout.js";
import { jsonText } from "../../terminal/output.js";
import { theorySays } from "../../theory/laws.js";
import {
  addLearnerOptions,
  type LearnerChoice,
  type LearnerReport,
  learnerLines,
  learnerOf,
  learnerReport,
  popularityLines,
} from "../../theory/learner.js";

type LevelNumbers = { readonly ratio: number; readonly means: readonly number[] };

type Options = OutputOptions &
  LearnerChoice & {
    readonly level: readonly LevelNumbers[];
    readonly popularity?: number;
    readonly skills?: readonly number[];
  };

/** The result of `onset finetune` for other programs. */
export type FinetuneReport = {
  readonly schema: "onset/finetune@2";
  readonly learner: LearnerReport;
  /** Zipf exponent of the popularity of the skills of each level; null where all are equally popular. */
  readonly popularity: number | null;
  /** The foundation first. */
  readonly levels: readonly {
    readonly skills: number;
    readonly texts: number;
    /** Mean number of skills that a text of this level has of each level up to it. */
    readonly means: readonly number[];
    /** Texts per skill. */
    readonly ratio: number;
    /** Levels learned one after the other. */
    readonly frozen: {
      readonly unlearned: number;
      /** Share of the texts of which all skills of lower levels are learned. */
      readonly usable: number;
      readonly effectiveRatio: number;
      /** The effective ratio at which this level jumps; null where it does not. */
      readonly threshold: number | null;
      readonly converged: boolean;
    };
    /** All levels learned together. */
    readonly joint: { readonly unlearned: number; readonly textError: number };
  }[];
  readonly converged: boolean;
  readonly provenance: Origin;
};

const description = [
  "Tell what fine-tuning learns on top of a foundation.",
  "Each --level says R:C for the foundation and R:C1:C2:... for every level above it: R texts per skill of that level, and how many skills of each level a text needs on average, lowest first. A frozen level is learned before the next one begins, and a text above helps only if all it needs from below was learned; the joint answer lets all levels learn together from all texts.",
];

const examples = `
Examples:
  onset finetune --level 1.6:4 --level 1.3:2:3
      a foundation with 1.6 texts per skill and 4 skills a text; domain texts with
      2 basic and 3 domain skills, 1.3 of them per domain skill
  onset finetune --level 1.45:4 --level 1.3:2:3 --json
  onset finetune --level 1.6:4 --level 1.3:2:3 --level 2:1:1:3 --skills 1000 --skills 300 --skills 100
  onset finetune --level 1.6:4 --level 1.6:2:3 --reliability 0.9
  onset finetune --level 1.6:4 --level 1.3:2:3 --popularity 0.5 --skills 1000 --skills 100`;

/** `onset finetune`: a foundation and what is learned on top of it. */
export function finetuneCommand(run: Run): Command {
  const command = verbCommand("finetune", description, examples)
    .requiredOption("--level <r:c...>", "a level, from the foundation upwards (repeat)", addLevel)
    .option(
      "--skills <n>",
      "number of skills of a level, in the same order (default: equal numbers; with --popularity 100000 each)",
      addSkills,
    )
    .option(
      "--popularity <x>",
      "texts choose the k-th skill of a level with weight k^-x (default: uniformly)",
      positive,
    );
  addOutputOptions(addLearnerOptions(command));
  return command.action((options: Options) =>
    run(options, async ({ compute }) => compute(() => finetune(options))),
  );
}

function addLevel(text: string, before: readonly LevelNumbers[] = []): LevelNumbers[] {
  const numbers = text.split(":").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [ratio, ...means] = numbers;
  const wanted = before.length + 1;
  if (means.length !== wanted || !numbers.every((number) => number >= 0 && Number.isFinite(number))) {
    const form = ["R", ...Array.from({ length: wanted }, (_, i) => `C${i + 1}`)].join(":");
    throw new InvalidArgumentError(`Expected ${form} with numbers >= 0 for level ${wanted}.`);
  }
  return [...before, { ratio: ratio, means }];
}

function addSkills(text: string, before: readonly number[] = []): number[] {
  return [...before, integer(1)(text)];
}

function finetune(options: Options): string {
  const { level, skills, popularity, json } = options;
  if (skills !== undefined && skills.length !== level.length) {
    throw new UsageError(
      `--skills expected once for each of the ${level.length} levels, got ${skills.length}`,
    );
  }
  const levels: Level[] = level.map(({ ratio, means }, i) => {
    const count = skills?.[i] ?? (popularity === undefined ? 1000 : 100_000);
    return { skills: count, texts: ratio * count, means };
  });
  const learner = { ...learnerOf(options), ...(popularity === undefined ? {} : { popularity }) };
  const frozen = theorySays(() => evolveFrozen(levels, learner));
  const joint = theorySays(() => evolveJoint(levels, learner));
  if (!json) return terminalText(options, frozen, joint.unlearned);
  const report: FinetuneReport = {
    schema: "onset/finetune@2",
    learner: learnerReport(options),
    popularity: popularity ?? null,
    levels: levels.map((entry, i) => ({
      skills: entry.skills,
      texts: entry.texts,
      means: entry.means,
      ratio: level[i].ratio,
      frozen: {
        unlearned: frozen[i].unlearned,
        usable: frozen[i].usable,
        effectiveRatio: frozen[i].effectiveRatio,
        threshold: frozen[i].threshold.value,
        converged: frozen[i].converged,
      },
      joint: { unlearned: joint.unlearned[i], textError: joint.textErrors[i] },
    })),
    converged: joint.converged && frozen.every((state) => state.converged),
    provenance: originOf(),
  };
  return jsonText(report);
}

function terminalText(options: Options, frozen: readonly LevelEvolution[], joint: readonly number[]): string {
  const levels = options.level;
  const rows = frozen.map((state, i) => [
    i === 0 ? "foundation" : `level ${i + 1}`,
    facts.ratio.format(levels[i].ratio),
    facts.usable.format(state.usable),
    facts.effectiveRatio.format(state.effectiveRatio),
    state.threshold.value === null ? "gradual" : facts.ratio.format(state.threshold.value),
    facts.learned.format(1 - state.unlearned),
    facts.joint.format(1 - joint[i]),
  ]);
  const { ratio, usable, effectiveRatio, threshold, learned } = facts;
  const told = [ratio, usable, effectiveRatio, threshold, learned, facts.joint].map(({ label }) => label);
  const advice = levelAdvice(
    frozen.map((state, i) => ({ ...state, ratio: levels[i].ratio, threshold: state.threshold.value })),
  );
  return sections(
    pc.bold("onset finetune"),
    [...popularityLines(options.popularity), ...learnerLines(options)],
    numberLines(["", ...told], rows),
    (advice ?? []).map((text) => theoryLine("", text).trimEnd()),
  );
}
