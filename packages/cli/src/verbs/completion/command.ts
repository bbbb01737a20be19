import { Argument, type Command, InvalidArgumentError } from "commander";
import type { Run } from "../../run/run.js";
import type { Verb } from "../../run/verb.js";
import { verbCommand } from "../../run/verb.js";
import { bashCompletion } from "./bash.js";
import { describeProgram, shells } from "./description.js";
import { fishCompletion } from "./fish.js";
import { zshCompletion } from "./zsh.js";

const writers = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

const description = [
  "Print what makes a shell complete verbs, options and their values.",
  "It is made of the same data as the help. Print it anew after an update of Onset.",
];

const examples = `
Examples:
  onset completion bash > ~/.local/share/bash-completion/completions/onset
  onset completion zsh > ~/.zfunc/_onset      # with fpath+=~/.zfunc before compinit in ~/.zshrc
  onset completion fish > ~/.config/fish/completions/onset.fish
  source <(onset completion bash)             # for this shell alone`;

/** `onset completion`: scripts for shells that know these verbs. */
export function completionCommandOf(verbs: Readonly<Record<string, Verb>>): (run: Run) => Command {
  return (run) =>
    verbCommand("completion", description, examples)
      .addArgument(new Argument("<shell>", shells.join(", ")).argParser(shell))
      .action((name: keyof typeof writers) =>
        run({}, async () => writers[name](await describeProgram(verbs))),
      );
}

function shell(name: string): keyof typeof writers {
  if (Object.hasOwn(writers, name)) return name as keyof typeof writers;
  throw new InvalidArgumentError(`Expected one of ${shells.join(", ")}.`);
}
