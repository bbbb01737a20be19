/** The command line as data: what completion and manual pages are made of. */
import type { Command, Option } from "commander";
import type { Verb } from "../../run/verb.js";
import { version } from "../../version.js";

export type OptionDescribed = {
  /** As help shows them: `--format <format>`. */
  readonly flags: string;
  /** `--format`, and `-o` where it has a short one. */
  readonly names: readonly string[];
  /** What stands behind it; null for a switch. */
  readonly argument: { readonly name: string; readonly kind: "values" | "file" | "other" } | null;
  /** The words it can be; none where it can be anything. */
  readonly values: readonly string[];
  readonly about: string;
  readonly group: string;
};

export type VerbDescribed = {
  /** `learn`, or `label deck` for a part of a verb. */
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly description: string;
  /** Notes and examples, as help prints them below the options. */
  readonly notes: string;
  readonly arguments: readonly { readonly name: string; readonly about: string }[];
  /** What its argument can be, where that is one of a few names; none where it is a file or a law. */
  readonly argumentValues: readonly string[];
  /** Whether its arguments are files. */
  readonly takesFiles: boolean;
  readonly options: readonly OptionDescribed[];
  readonly parts: readonly VerbDescribed[];
};

export type ProgramDescribed = {
  readonly name: "onset";
  readonly version: string;
  readonly summary: string;
  readonly verbs: readonly VerbDescribed[];
};

/** What `onset --help` says in one line. */
export const summary = "When do skills emerge from texts?";

/** The shells that completion is made for. */
export const shells = ["bash", "zsh", "fish"] as const;

const files = /^(?:file|folder|path)$/;
const fileArguments = /^(?:corpus|other|sources|files?|pack|texts|what|sheet|folder)$/;

/** Loads every verb and tells what its command line is. */
export async function describeProgram(verbs: Readonly<Record<string, Verb>>): Promise<ProgramDescribed> {
  const described: VerbDescribed[] = [];
  for (const [name, verb] of Object.entries(verbs)) {
    const command = (await verb.load())(async () => {});
    described.push(describe(command, name, verb.summary, verb.usage, (await verb.names?.()) ?? []));
  }
  return { name: "onset", version, summary, verbs: described };
}

function describe(
  command: Command,
  name: string,
  about: string,
  usage: string,
  argumentValues: readonly string[],
): VerbDescribed {
  const args = command.registeredArguments;
  return {
    name,
    summary: about,
    usage: `onset ${name} ${usage}`,
    description: command.description(),
    notes: notesOf(command),
    arguments: args.map((argument) => ({ name: argument.name(), about: argument.description })),
    argumentValues,
    takesFiles: argumentValues.length === 0 && args.some((argument) => fileArguments.test(argument.name())),
    options: command.options.map(describeOption),
    parts: command.commands.map((part) =>
      describe(
        part,
        `${name} ${part.name()}`,
        part.summary() || firstLine(part.description()),
        part.usage(),
        [],
      ),
    ),
  };
}

function describeOption(option: Option): OptionDescribed {
  const values = (option.parseArg as { readonly values?: readonly string[] } | undefined)?.values ?? [];
  const [, argument = null] = /[<[]([^>\]]+)[>\]]/.exec(option.flags) ?? [];
  const kind = values.length > 0 ? "values" : files.test(argument ?? "") ? "file" : "other";
  return {
    flags: option.flags,
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    argument: argument === null ? null : { name: argument, kind },
    values,
    about: option.description,
    group: (option.helpGroupHeading ?? "Options:").replace(/:$/, ""),
  };
}

/** What stands below the options of a verb's help. */
function notesOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (piece) => (text += piece) }).outputHelp();
  return text.slice(command.helpInformation().length).trim();
}

function firstLine(text: string): string {
  return text.split("\n")[0];
}
