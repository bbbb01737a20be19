#!/usr/bin/env node
import { version } from "./version.js";

<<<<<<< HEAD
if (process.argv.length === 3 && process.argv[2] === "--version") {
  // The program would take twice as long, and nothing else of it is needed.
  process.stdout.on("error", () => process.exit(1));
  process.stdout.write(`${version}\n`);
} else await (await import("./program.js")).runProgram();
=======
/** The verbs, in the order of the help. Only the one that is asked for is loaded. */
const verbs: Record<string, () => Promise<(run: Run) => Command>> = {
  learn: async () => (await import("./learn/command.js")).learnCommand,
  next: async () => (await import("./next/command.js")).nextCommand,
  why: async () => (await import("./why/command.js")).whyCommand,
  unlock: async () => (await import("./unlock/command.js")).unlockCommand,
  order: async () => (await import("./order/command.js")).orderCommand,
  forecast: async () => (await import("./forecast/command.js")).forecastCommand,
  label: async () => (await import("./label/command.js")).labelCommand,
  clean: async () => (await import("./clean/command.js")).cleanCommand,
  diff: async () => (await import("./diff/command.js")).diffCommand,
  check: async () => (await import("./check/command.js")).checkCommand,
  threshold: async () => (await import("./threshold/command.js")).thresholdCommand,
  evolve: async () => (await import("./evolve/command.js")).evolveCommand,
  simulate: async () => (await import("./simulate/command.js")).simulateCommand,
  sweep: async () => (await import("./sweep/command.js")).sweepCommand,
  finetune: async () => (await import("./finetune/command.js")).finetuneCommand,
  associate: async () => (await import("./associate/command.js")).associateCommand,
  train: async () => (await import("./train/command.js")).trainCommand,
  compress: async () => (await import("./compress/command.js")).compressCommand,
  decompress: async () => (await import("./decompress/command.js")).decompressCommand,
  regenerate: async () => (await import("./regenerate/command.js")).regenerateCommand,
  inspect: async () => (await import("./inspect/command.js")).inspectCommand,
  transmit: async () => (await import("./transmit/command.js")).transmitCommand,
  reproduce: async () => (await import("./reproduce/command.js")).reproduceCommand,
  schema: async () => (await import("./schema/command.js")).schemaCommand,
  lab: async () => (await import("./lab/command.js")).labCommand,
};

// A reader that has seen enough, such as head, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  complain(`cannot write to standard output (${reasonOf(error)})`);
  process.exit(1);
});

const program = new Command("onset")
  .description("When do skills emerge from texts?")
  .version(version, "--version", "print the version")
  .helpOption("-h, --help", "show help")
  .showSuggestionAfterError();

const asked = process.argv[2] ?? "";
// Loading all verbs takes several times as long as printing a number.
const wanted = Object.hasOwn(verbs, asked) ? [asked] : asked === "--version" ? [] : Object.keys(verbs);
for (const name of wanted) {
  program.addCommand((await verbs[name]())(run));
}

for (const command of [
  program,
  ...program.commands,
  ...program.commands.flatMap(({ commands }) => commands),
]) {
  command
    .exitOverride()
    .helpOption("-h, --help", "show help")
    .configureHelp({ helpWidth: helpWidth() })
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

try {
  if (process.argv.length <= 2) program.help();
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
>>>>>>> 7f7b16d (Label raw texts: books, subtitles, notes and pages become a corpus of words, stems or lemmas)
