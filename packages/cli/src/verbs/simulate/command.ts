import { stream } from "@onset/core/base";
import { type Channel, printAlist } from "@onset/core/channel";
import type { SkillTextGraph } from "@onset/core/graph";
import {
  type CorpusExperiment,
  corpusSampler,
  engineNamed,
  makeTask,
  type Row,
  runSweep,
  type SweepTask,
} from "@onset/core/sweep";
import type { Command } from "commander";
import { channels } from "../../codec/link-options.js";
import { UsageError } from "../../errors.js";
import { Outputs } from "../../files/outputs.js";
import type { OutputOptions, Run, RunContext } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import { jsonText } from "../../terminal/output.js";
import { lawHelp, theorySays } from "../../theory/laws.js";
import { Eta } from "../../workers/eta.js";
import { bytesAllowed } from "../../workers/memory.js";
import { openPool } from "../../workers/open-pool.js";
import { addWorkerOptions, type WorkerOptions } from "../../workers/options.js";
import { codeText, simulateCode } from "./code.js";
import { giantTask } from "./giant.js";
import { simulateReport } from "./json.js";
import { addTrialOptions, experimentOf, ruleOf, type TrialOptions } from "./options.js";
import { terminalReport } from "./report.js";

type Options = TrialOptions &
  WorkerOptions &
  OutputOptions & {
    readonly alist?: string;
    readonly channel?: Channel[];
    readonly writeAlist?: string;
  };

const description = [
  "Draw random corpora, learn each of them, and lay theory beside the simulation.",
  "Near the threshold a corpus is learned nearly whole or hardly at all: the report shows how many emerged and how the trials spread. The same seed gives the same numbers with any number of workers.",
];

const examples = `${lawHelp}

Examples:
  onset simulate poisson:5 --ratio 2.47 --skills 1e4 --trials 10000
  onset simulate poisson:5 --ratio 2.46 --skills 1e12 --text-number poisson
  onset simulate "0.3x+0.7x^6" --ratio 1.61 --skills 1e5 --max-events 400 --trials 1e6
  onset simulate poisson --skill-degrees regular:3 --ratio 1.25 --skills 1e4
  onset simulate poisson:5 --ratio 0.9 --skills 1e4 --trials 200 --success 1,0.5
  onset simulate poisson:3 --ratio 0.95 --skills 1e5 --trials 20 --engine graph --json
  onset simulate regular:6 --skill-degrees regular:3 --skills 2048 --unknown 0.4 --write-alist code.alist
  onset simulate --alist code.alist --channel erasure:0.38,0.4,0.42`;

/** `onset simulate`: Monte Carlo of one experiment. */
export function simulateCommand(run: Run): Command {
  const command = verbCommand("simulate", description, examples).argument(
    "[law]",
    "law of the number of skills of a text",
  );
  addTrialOptions(command)
    .optionsGroup("Codes (checks are texts, bits are skills):")
    .option("--write-alist <file>", "also write the graph of the first trial as the code that it is")
    .option("--alist <file>", "send words of this code over --channel, in place of random corpora")
    .option("--channel <kind:x>", "erasure:P, flip:P or gaussian:DB; several with commas", channels);
  addOutputOptions(addWorkerOptions(command));
  return command.action((law: string | undefined, options: Options) =>
    run(options, (context) =>
      options.alist === undefined ? simulate(law, options, context) : sendWords(command, options, context),
    ),
  );
}

/** Options that go with `--alist`. */
const codeOptions: ReadonlySet<string> = new Set([
  ...["alist", "channel", "trials", "seed"],
  ...["json", "verbose", "quiet"],
]);

async function sendWords(command: Command, options: Options, context: RunContext): Promise<string> {
  const { alist, channel, trials, seed } = options;
  if (command.args.length > 0) {
    throw new UsageError(`--alist brings a code of its own: leave out ${command.args[0]}`);
  }
  for (const option of command.options) {
    const name = option.attributeName();
    if (codeOptions.has(name) || command.getOptionValueSource(name) !== "cli") continue;
    throw new UsageError(`--alist goes without ${option.long}`);
  }
  if (channel === undefined) {
    throw new UsageError("--channel is missing: say over what words of the code go, such as erasure:0.4");
  }
  const report = simulateCode({ alist: alist!, channel, trials, seed }, context);
  return options.json ? jsonText(report) : codeText(report);
}

async function simulate(law: string | undefined, options: Options, context: RunContext): Promise<string> {
  if (law === undefined) {
    throw new UsageError("a law is missing, such as poisson:5 (or --alist with the file of a code)");
  }
  if (options.channel !== undefined) {
    throw new UsageError("--channel goes with --alist: corpora are learned, words of a code are sent");
  }
  const outputs = await Outputs.open({ reads: [], writes: [options.writeAlist] }, context.workspace.signal);
  const experiment = experimentOf(law, options);
  const { seed, engine } = options;
  const main: SweepTask = {
    task: theorySays(() => makeTask(experiment, { seed, engine })),
    rule: ruleOf(options),
  };
  const side = giantTask(main);
  const fits = side !== null && engineNamed("graph").memory(experiment) <= bytesAllowed(options.maxMemory);
  const [row, giant] = await runTasks(fits ? [main, side] : [main], options, context);
  const graph = main.task.engine === "graph" ? row : (giant ?? null);
  const report = context.compute(() => simulateReport(row!, graph));
  if (options.writeAlist !== undefined) {
    const code = context.compute(() => theorySays(() => firstGraph(experiment, seed)));
    await outputs.writeFile(options.writeAlist, [context.compute(() => printAlist(code))]);
  }
  if (options.json) return jsonText(report);
  const written = options.writeAlist === undefined ? "" : `\n  written: ${options.writeAlist}\n`;
  return `${terminalReport(report, law)}${written}`;
}

/** The graph of the first trial that the engine of graphs does. */
function firstGraph(experiment: CorpusExperiment, seed: number): SkillTextGraph {
  const task = makeTask(experiment, { seed, engine: "graph" });
  return corpusSampler(experiment)(stream(seed, task.id).split(0));
}

async function runTasks(
  tasks: readonly SweepTask[],
  options: Options,
  { workspace, progress }: RunContext,
): Promise<(Row | null)[]> {
  const pool = openPool(tasks, options, workspace.signal);
  const eta = new Eta(tasks);
  progress.stage("simulating");
  try {
    return await runSweep(tasks, pool.submit, {
      width: pool.width,
      onRow: (row) => {
        eta.add(row);
        if (!options.verbose && eta.isDue()) progress.stage(`simulating: ${eta.text()}`);
      },
    });
  } finally {
    await pool.close();
  }
}
