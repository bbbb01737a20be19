#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { learnCommand } from "./learn/command.js";
import { run } from "./run.js";
import { version } from "./version.js";

// A reader that has seen enough, such as head, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const program = new Command("onset")
  .description("When do skills emerge from texts?")
  .version(version, "--version", "print the version")
  .helpOption("-h, --help", "show help")
  .showSuggestionAfterError()
  .addCommand(learnCommand(run));

for (const command of [program, ...program.commands]) {
  command
    .exitOverride()
    .configureHelp({ helpWidth: 100, sortSubcommands: true })
    .configureOutput({
      // One line, whatever suggestion follows.
      outputError: (text, write) =>
        write(
          `onset: ${text
            .replace(/^error: /, "")
            .trim()
            .replace(/\s*\n\s*/g, " ")}\n`,
        ),
    });
}

try {
  if (process.argv.length <= 2) program.help();
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
