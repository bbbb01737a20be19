import { Command } from "commander";
import type { JobResult, OutputOptions, Run, RunContext } from "./run.js";

/** What the help of the command says of a verb, and how it is loaded: only the one that is asked for is. */
export type Verb = {
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<(run: Run) => Command>;
  /** What its argument can be, where that is one of a few names: for shells to complete. */
  readonly names?: () => Promise<readonly string[]>;
};

/** A verb with its help: paragraphs without line breaks, which are wrapped to the terminal, and what stands below the options. */
export function verbCommand(name: string, description: readonly string[], below: string): Command {
  return new Command(name).description(description.join("\n\n")).addHelpText("after", below);
}

/** Adds the options that every verb has. */
export function addOutputOptions(command: Command): Command {
  return command
    .optionsGroup("Output:")
    .option("--json", "print the result as JSON")
    .option("--verbose", "tell on standard error what takes how long")
    .option("--quiet", "show no progress");
}

/** Has a command run a job, which gets the arguments of the verb, its options and what a job has at hand. */
export function withJob<A extends unknown[], O extends OutputOptions>(
  command: Command,
  run: Run,
  job: (...args: [...A, O, RunContext]) => Promise<JobResult>,
): Command {
  // Behind the options commander gives the command itself.
  return command.action((...given: [...A, O, Command]) => {
    const args = given.slice(0, -1) as [...A, O];
    return run(args[args.length - 1] as O, (context) => job(...args, context));
  });
}
