import { engineNamed, makeTask, type Row, runSweep, type SweepTask } from "@onset/core/sweep";
import { Command } from "commander";
import { addOutputOptions, type OutputOptions, type Run, type RunContext } from "../../run/run.js";
import { jsonText } from "../../terminal/output.js";
import { lawHelp, theorySays } from "../../theory/laws.js";
import { Eta } from "../../workers/eta.js";
import { bytesAllowed } from "../../workers/memory.js";
import { openPool } from "../../workers/open-pool.js";
import { addWorkerOptions, type WorkerOptions } from "../../workers/options.js";
import { giantTask } from "./giant.js";
import { simulateReport } from "./json.js";
import { addTrialOptions, experimentOf, ruleOf, type TrialOptions } from "./options.js";
import { terminalReport } from "./report.js";

type Options = TrialOptions & WorkerOptions & OutputOptions;

const description = [
  "Draw random corpora, learn each of them, and lay theory beside the simulation.",
  "Near the threshold a corpus is learned nearly whole or hardly at all: the report shows how many emerged and how the trials spread. The same seed gives the same numbers with any number of workers.",
].join("\n\n");

const examples = `${lawHelp}

Examples:
  onset simulate poisson:5 --ratio 2.47 --skills 1e4 --trials 10000
  onset simulate poisson:5 --ratio 2.46 --skills 1e12 --text-number poisson
  onset simulate "0.3x+0.7x^6" --ratio 1.61 --skills 1e5 --max-events 400 --trials 1e6
  onset simulate poisson --skill-degrees regular:3 --ratio 1.25 --skills 1e4
  onset simulate poisson:5 --ratio 0.9 --skills 1e4 --trials 200 --success 1,0.5
  onset simulate poisson:3 --ratio 0.95 --skills 1e5 --trials 20 --engine graph --json`;

/** `onset simulate`: Monte Carlo of one experiment. */
export function simulateCommand(run: Run): Command {
  const command = new Command("simulate")
    .description(description)
    .addHelpText("after", examples)
    .argument("<law>", "law of the number of skills of a text");
  addOutputOptions(addWorkerOptions(addTrialOptions(command)));
  return command.action((law: string, options: Options) =>
    run(options, (context) => simulate(law, options, context)),
  );
}

async function simulate(law: string, options: Options, context: RunContext): Promise<string> {
  const experiment = experimentOf(law, options);
  const { seed, engine } = options;
  const main: SweepTask = {
    task: theorySays(() => makeTask(experiment, { seed, engine })),
    rule: ruleOf(options),
  };
  const side = giantTask(main);
  const fits = side !== null && engineNamed("graph").memory(experiment) <= bytesAllowed(options.maxMemory);
  const [row, giant] = await runTasks(fits ? [main, side] : [main], options, context);
  const graph = main.task.engine === "graph" ? row! : (giant ?? null);
  const report = context.compute(() => simulateReport(row!, graph));
  return options.json ? jsonText(report) : terminalReport(report, law);
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
