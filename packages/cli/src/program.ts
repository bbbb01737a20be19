import { Command, CommanderError } from "commander";
import { UsageError } from "./errors.js";
import { reasonOf } from "./files/reason.js";
import { projectFor } from "./project/find.js";
import { useProject } from "./project/used.js";
import type { Run } from "./run/run.js";
import { complain } from "./terminal/complain.js";
import { fittedHelp, helpWidth } from "./terminal/help.js";
import { verbs } from "./verbs.js";
import { version } from "./version.js";

/** Does what the command line asks for. How it ends is the exit code. */
export async function runProgram(): Promise<void> {
  // A reader that has seen enough, such as head, is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    complain(`cannot write to standard output (${reasonOf(error)})`);
    process.exit(1);
  });
  const program = new Command("onset")
    .description("When do skills emerge from texts?")
    .version(version, "--version", "print the version")
    // Options behind a verb are the verb's, and those behind a part of it (label deck) are the part's.
    .enablePositionalOptions();
  // Loading all verbs takes ten times as long as printing their summaries.
  const asked = askedVerb(process.argv.slice(2));
  for (const command of await commandsOf(asked)) program.addCommand(command);
  const parts = program.commands.flatMap(({ commands }) => commands);
  for (const command of [program, ...program.commands, ...parts]) prepare(command);
  try {
    if (process.argv.length <= 2) program.help();
    // An option before the verb is for the program, and so is a call for help.
    if (process.argv[2] === asked && Object.hasOwn(verbs, asked)) await takeProject(asked);
    await program.parseAsync();
  } catch (error) {
    if (error instanceof UsageError) {
      complain(error.message);
      process.exitCode = 2;
      return;
    }
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

/** The first word of a command line, or the second one of `help VERB`. */
function askedVerb(args: readonly string[]): string {
  const [first = "", second = ""] = args.filter((arg) => !arg.startsWith("-"));
  return first === "help" ? second : first;
}

/** The verb that is asked for; when none is, all of them as far as the help needs them. */
async function commandsOf(asked: string): Promise<Command[]> {
  if (!Object.hasOwn(verbs, asked)) {
    return Object.entries(verbs).map(([name, { summary }]) => new Command(name).summary(summary));
  }
  // What runs a job is loaded with it: help needs none.
  const run: Run = async (options, job) => (await import("./run/run-job.js")).runJob(options, job);
  return [(await verbs[asked].load())(run)];
}

/** Puts what the project file says before the arguments of a verb. */
async function takeProject(asked: string): Promise<void> {
  if (projectFor(process.argv.slice(3), process.cwd()) === null) {
    useProject(null);
    return;
  }
  const [{ withProject }, makeCommand] = await Promise.all([
    import("./project/apply.js"),
    verbs[asked].load(),
  ]);
  const args = withProject(() => makeCommand(async () => {}), process.argv.slice(3), process.cwd());
  process.argv.splice(3, Number.POSITIVE_INFINITY, ...args);
}

function prepare(command: Command): void {
  command
    .exitOverride()
    .helpOption("-h, --help", "show help")
    .configureHelp({
      helpWidth: helpWidth(),
      subcommandTerm: (verb) => `${verb.name()} ${verbs[verb.name()]?.usage ?? verb.usage()}`,
    })
    .configureOutput({
      writeOut: (text) => void process.stdout.write(fittedHelp(text, helpWidth())),
      outputError: (text) => complain(oneLine(text)),
    });
}

/** What commander says of a wrong command line: one line, whatever suggestion follows. */
function oneLine(text: string): string {
  return text
    .replace(/^error: /, "")
    .trim()
    .replace(/\s*\n\s*/g, " ");
}
